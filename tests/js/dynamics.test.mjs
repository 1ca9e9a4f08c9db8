// The equations of the figures against Python's: spikes and bits equal, potentials and gradients to 1e-12.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as dynamics from "../../mpepsn/widgets/src/dynamics.js";
import * as descent from "../../mpepsn/widgets/src/kappa-path.js";
import * as estimates from "../../mpepsn/widgets/src/mpe.js";
import * as leadLosses from "../../mpepsn/widgets/src/lead-losses.js";
import * as cuts from "../../mpepsn/widgets/src/slices.js";
import * as inputs from "../../mpepsn/widgets/src/inputs.js";
import { figures } from "../../mpepsn/widgets/src/settings.js";
import { cases, close } from "./golden.mjs";

const equations = { ...dynamics, ...estimates, ...descent, ...leadLosses, ...cuts };
const neuron = (name) => ({ given, result }) => {
  const { h, s, v, v_hat } = equations[name](given);
  assert.deepEqual(s, result.s, "spikes");
  close(h, result.h, "h");
  close(v, result.v, "v");
  if (result.v_hat) close(v_hat, result.v_hat, "v_hat");
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
  bell: ({ given: { steps, seed, neuron }, result }) => assert.deepEqual(inputs.bell(steps, seed, neuron), result),
  crowds: ({ given: { name, steps, neuron, seed }, result }) => {
    assert.deepEqual(inputs.crowds[name](steps, neuron, seed), result);
  },
  fired: ({ given: { name, x, threshold, strict }, result }) => {
    close(x.map((each) => estimates.fired[name](each, threshold, strict)), result, name);
  },
  estimate: ({ given, result }) => close(estimates.estimate(given), result, "v_hat"),
  mpe: neuron("mpe"),
  firingShare: ({ given, result }) => close(estimates.firingShare(given), result, "share"),
  released: ({ given, result }) => assert.deepEqual(descent.released[given], result),
  kappaPath: ({ given: { every, ...given }, result }) => {
    const path = descent.kappaPath(given);
    assert.equal(path.length, given.updates + 1);
    close([...path].filter((_, n) => n % every === 0), result, "kappa");
  },
  leads: ({ given: { name }, result }) => assert.deepEqual(inputs.leads[name], result),
  leadLoss: ({ given, result }) => {
    const { value, pull } = leadLosses.leadLoss(given);
    close([value, ...pull], [result.value, ...result.pull], given.loss);
  },
  leadRest: ({ given, result }) => {
    const { rest, floor } = leadLosses.leadRest(given);
    if (result.rest === null) assert.equal(rest, null);
    else close([rest], [result.rest], given.loss);
    close([floor], [result.floor], given.loss);
  },
  membranePull: ({ given, result }) => close([estimates.membranePull(given)], [result], "pull"),
  slices: ({ given, result }) => assert.deepEqual(cuts.slices(given), result),
  counts: ({ given, result }) => assert.deepEqual(cuts.counts(given), result),
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

test("every export of the files of equations and of inputs.js is held to golden cases", () => {
  assert.deepEqual(Object.keys(held).sort(), Object.keys({ ...equations, ...inputs }).sort());
});

test("every surrogate, every estimate, every released run, every loss and every preset has a case", () => {
  const { bell, ...presets } = inputs;
  for (const [name, all] of Object.entries({ slopes: dynamics.slopes, fired: estimates.fired, ...presets })) {
    const seen = new Set(cases(name).map(({ given }) => given.name));
    assert.deepEqual([...seen].sort(), Object.keys(all).sort());
  }
  for (const name of ["leadLoss", "leadRest"]) {
    assert.deepEqual(new Set(cases(name).map(({ given }) => given.loss)), new Set(figures.losses.loss.words));
  }
  assert.deepEqual(new Set(cases("estimate").map(({ given }) => given.kind)), new Set(Object.keys(estimates.fired)));
  for (const [name, all] of Object.entries({ sizes: dynamics.sizes, released: descent.released })) {
    assert.deepEqual(cases(name).map(({ given }) => given).sort(), Object.keys(all).sort());
  }
});

const ties = (name) => cases(name).filter(({ given, result }) => result.h.includes(given.threshold ?? 1));

test("the cases meet the threshold exactly, in both readings of a tie", () => {
  for (const name of ["lif", "slidingPsn", "mpe"]) {
    assert.ok(ties(name).some(({ given }) => given.strict) && ties(name).some(({ given }) => !given.strict), name);
  }
  assert.ok(ties("noReset").length > 0);
  const met = cases("estimate").filter(({ given: { kind, x } }) => kind === "threshold" && x.includes(1));
  assert.equal(new Set(met.map(({ given }) => given.strict)).size, 2);
});
