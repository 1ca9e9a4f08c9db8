// The equations of the figures against Python's: spikes and bits equal, potentials and gradients to 1e-12.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as dynamics from "../../mpepsn/widgets/src/dynamics.js";
import { cases, close } from "./golden.mjs";

const held = {
  lif: ({ given, result }) => {
    const { h, s, v } = dynamics.lif(given);
    assert.deepEqual(s, result.s, "spikes");
    close(h, result.h, "h");
    close(v, result.v, "v");
  },
  slopes: ({ given: { name, size, z }, result }) => close(z.map((at) => dynamics.slopes[name](at, size)), result, name),
  sizes: ({ given, result }) => assert.deepEqual(dynamics.sizes[given], result),
  lifBackward: ({ given, result }) => close(dynamics.lifBackward(given), result, "dx"),
  rate: ({ given, result }) => assert.equal(dynamics.rate(given), result),
  presets: ({ given: { name, steps, seed }, result }) => assert.deepEqual(dynamics.presets[name](steps, seed), result),
};

for (const [name, hold] of Object.entries(held)) {
  test(`${name} gives what Python gives`, () => {
    const all = cases(name);
    assert.ok(all.length > 0);
    all.forEach((one, i) => {
      try {
        hold(one);
      } catch (error) {
        error.message = `case ${i}: ${error.message}`;
        throw error;
      }
    });
  });
}

test("every export of dynamics.js is held to golden cases", () => {
  assert.deepEqual(Object.keys(held).sort(), Object.keys(dynamics).sort());
});

test("every surrogate and every preset has a case", () => {
  for (const name of ["slopes", "presets"]) {
    const seen = new Set(cases(name).map(({ given }) => given.name));
    assert.deepEqual([...seen].sort(), Object.keys(dynamics[name]).sort());
  }
  assert.deepEqual(cases("sizes").map(({ given }) => given).sort(), Object.keys(dynamics.sizes).sort());
});

test("the cases of lif meet the threshold exactly, in both readings of a tie", () => {
  const ties = cases("lif").filter(({ given, result }) => result.h.some((h) => h === (given.threshold ?? 1)));
  assert.ok(ties.some(({ given }) => given.strict) && ties.some(({ given }) => !given.strict));
});
