// Reading the cases that tests/golden/make.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** The cases of one function: [{ given, result }, …]. */
export function cases(name) {
  return JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8")).cases;
}

/** Numbers equal to 1e-12. */
export function close(actual, expected, what) {
  assert.equal(actual.length, expected.length, what);
  actual.forEach((value, i) => {
    const off = Math.abs(value - expected[i]);
    assert.ok(off <= 1e-12 * Math.max(1, Math.abs(expected[i])), `${what}[${i}]: ${value}, Python ${expected[i]}`);
  });
}
