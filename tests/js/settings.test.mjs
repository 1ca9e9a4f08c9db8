// Names, first values and bounds of the figures against Python's, and the sentence a reader gets for a wrong value.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fault, figures, values } from "../../mpepsn/widgets/src/settings.js";
import { cases } from "./golden.mjs";

test("every setting has Python's first value and bounds", () => {
  const seen = {};
  for (const { given, result } of cases("settings")) {
    const { value, allowed } = figures[given.kind][given.name];
    assert.deepEqual({ value, allowed }, result, `${given.kind}: ${given.name}`);
    (seen[given.kind] ??= []).push(given.name);
  }
  for (const kind of Object.keys(figures)) assert.deepEqual(Object.keys(figures[kind]).sort(), seen[kind].sort());
});

const told = (kind, given) => fault(kind, (name) => given[name]);

test("first values are right, and stand in where nothing is said", () => {
  for (const kind of Object.keys(figures)) assert.equal(told(kind, {}), null);
  assert.equal(values("trace", (name) => ({ decay: 0.9 })[name]).decay, 0.9);
  assert.equal(values("trace", () => undefined).threshold, 1);
});

test("a wrong value gets what came and what is allowed", () => {
  assert.equal(told("trace", { decay: 1.5 }), "trace: decay must be a number from 0 to 1; got 1.5.");
  assert.equal(told("trace", { decay: "0.5" }), 'trace: decay must be a number from 0 to 1; got "0.5".');
  assert.equal(told("trace", { decay: NaN }), "trace: decay must be a number from 0 to 1; got NaN.");
  assert.equal(told("rate", { reset: "warm" }), 'rate: reset must be one of "hard", "soft", "none"; got "warm".');
  assert.match(told("trace", { steps: 50.5 }), /steps must be a whole number from 40 to 120; got 50.5/);
  assert.match(told("trace", { drawn: [0, 3] }), /drawn must be a list of at most 120 numbers from -1 to 2; got \[0,3\]/);
  assert.match(told("gradient", { detach_reset: 1 }), /detach_reset must be true or false; got 1/);
  assert.match(told("gradient", { size: 9 }), /size must be a number from 0.2 to 8, or none for the usual one; got 9/);
  assert.match(told("matrix", { step: 32 }), /step must be a whole number from 0 to 31; got 32/);
  assert.match(told("weights", { order: 0 }), /order must be a whole number from 1 to 8; got 0/);
  assert.match(told("weights", { drawn: [2] }), /drawn must be a list of at most 8 numbers from -1 to 1; got \[2\]/);
  assert.match(told("cloud", { events: [[0, 0, 0]] }), /events must be a recording of at most 8192 .*; got \[\[0,0,0\]\]/);
  for (const wrong of [[64, 0, 0, 0], [0, 0, 0.5, 0], [0, 0, 0, 2], [0, -1, 0, 0]]) assert.ok(told("cloud", { events: [wrong] }));
  assert.ok(told("cloud", { events: [[0, 0, 2, 0], [0, 0, 1, 0]] }), "not sorted");
  assert.equal(told("cloud", { events: [[63, 0, 1, 0], [0, 63, 1, 1]] }), null);
  assert.match(told("speed", { steps: 12 }), /steps must be a power of two from 1 to 1024; got 12/);
  assert.match(told("speed", { neurons: 2 ** 31 }), /neurons must be a power of two from 1 to 1073741824; got 2147483648/);
  assert.match(told("speed", { runs: [1] }), /runs must be a list of stored records of the experiment "speed"; got \[1\]/);
  for (const wrong of [[0.5], [[]], [[1.5]], [[0.5], [0.5, 0.5]]]) assert.ok(told("selection", { curves: wrong }));
  assert.equal(told("selection", { curves: [[0, 0.5], [1, 0.25]] }), null);
  assert.equal(told("tracey", {}), `kind must be one of "${Object.keys(figures).join('", "')}"; got "tracey".`);
});
