// The equations of the figures against Python's: spikes and bits equal, potentials and gradients to 1e-12.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as dynamics from "../../mpepsn/widgets/src/dynamics.js";
import * as inputs from "../../mpepsn/widgets/src/inputs.js";
import { cases, close } from "./golden.mjs";

const neuron = (name) => ({ given, result }) => {
  const { h, s, v } = dynamics[name](given);
  assert.deepEqual(s, result.s, "spikes");
  close(h, result.h, "h");
  close(v, result.v, "v");
};

const held = {
  lif: neuron("lif"),
  noReset: neuron("noReset"),
  slidingPsn: neuron("slidingPsn"),
  noResetRow: ({ given, result }) => close(dynamics.noResetRow(given), result, "row"),
  slopes: ({ given: { name, size, z }, result }) => close(z.map((at) => dynamics.slopes[name](at, size)), result, name),
  sizes: ({ given, result }) => assert.deepEqual(dynamics.sizes[given], result),
  lifBackward: ({ given, result }) => close(dynamics.lifBackward(given), result, "dx"),
  rate: ({ given, result }) => assert.equal(dynamics.rate(given), result),
  presets: ({ given: { name, steps, seed }, result }) => assert.deepEqual(inputs.presets[name](steps, seed), result),
  windows: ({ given: { name, order }, result }) => assert.deepEqual(inputs.windows[name](order), result),
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

test("every export of dynamics.js and inputs.js is held to golden cases", () => {
  assert.deepEqual(Object.keys(held).sort(), [...Object.keys(dynamics), ...Object.keys(inputs)].sort());
});

test("every surrogate and every preset has a case", () => {
  for (const [name, all] of Object.entries({ slopes: dynamics.slopes, ...inputs })) {
    const seen = new Set(cases(name).map(({ given }) => given.name));
    assert.deepEqual([...seen].sort(), Object.keys(all).sort());
  }
  assert.deepEqual(cases("sizes").map(({ given }) => given).sort(), Object.keys(dynamics.sizes).sort());
});

const ties = (name) => cases(name).filter(({ given, result }) => result.h.includes(given.threshold ?? 1));

test("the cases meet the threshold exactly, in both readings of a tie", () => {
  for (const name of ["lif", "slidingPsn"]) {
    assert.ok(ties(name).some(({ given }) => given.strict) && ties(name).some(({ given }) => !given.strict), name);
  }
  assert.ok(ties("noReset").length > 0);
});
