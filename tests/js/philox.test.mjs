// Random bits against Python's, and against the published answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { draws, philox } from "../../mpepsn/widgets/src/philox.js";
import { cases } from "./golden.mjs";

test("philox gives the published words", () => {
  const all = 0xffffffff;
  const pi = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0];
  assert.deepEqual(philox([0, 0, 0, 0], [0, 0]), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  assert.deepEqual(philox([all, all, all, all], [all, all]), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]);
  assert.deepEqual(philox(pi.slice(0, 4), pi.slice(4)), [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
});

test("philox gives Python's words", () => {
  for (const { given, result } of cases("philox")) assert.deepEqual(philox(given.counter, given.key), result);
});

test("draws are Python's, for every int64 seed", () => {
  for (const { given, result } of cases("draws")) {
    assert.deepEqual(draws(given.seed, given.neuron, given.steps), result, JSON.stringify(given));
  }
});
