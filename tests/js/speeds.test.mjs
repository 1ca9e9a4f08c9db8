// The numbers of the speed explorer: cells, ratios, the floor, and the words for them.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as speeds from "../../mpepsn/widgets/src/speeds.js";

// T down, N across: two by three cells.
const table = {
  machine: "Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz", device: "cpu", dtype: "float32",
  steps: [2, 16],
  neurons: [256, 65536, 1048576],
  copy: [1, 0.5, 0.25, 1, 0.35, null],
  rows: {
    "LIF, eager loop": { forward: [9, 6, 3, 12, 3.1, null], both: [20, 14, 7, 28, 6.8, 6] },
    "MPE-PSN, fused": { forward: [3, 3, 3, 3, 0.9, 0.5], both: [6, 7, 14, 4, 2, null] },
  },
};
const chosen = { baseline: "LIF, eager loop", neuron: "MPE-PSN, fused" };
const say = (t, n, given = {}) => {
  const values = { ...chosen, passes: "forward", steps: table.steps[t], neurons: table.neurons[n], ...given };
  return speeds.told(values, speeds.cellOf(table, { t, n, passes: values.passes }));
};

test("a cell is found in its row and column, and what is not measured is null", () => {
  const { copy, floor, times } = speeds.cellOf(table, { t: 1, n: 1, passes: "forward" });
  assert.deepEqual([copy, floor, times["LIF, eager loop"], times["MPE-PSN, fused"]], [0.35, 0.35, 3.1, 0.9]);
  assert.deepEqual(Object.keys(times), speeds.rows);
  assert.equal(times["PSN, fused"], null);
  assert.equal(speeds.cellOf(table, { t: 0, n: 2, passes: "forward" }).times["LIF, eager loop"], 3);
  assert.deepEqual(speeds.cellOf(table, { t: 1, n: 2, passes: "both" }).floor, null);
});

test("the floor of both passes is twenty bytes, two and a half copies of eight", () => {
  assert.equal(speeds.cellOf(table, { t: 0, n: 0, passes: "both" }).floor, (20 / 8) * 1);
});

test("a ratio is the baseline's time over the neuron's, so above 1 the neuron is faster", () => {
  assert.deepEqual(speeds.ratios(table, { ...chosen, passes: "forward" }), [[3, 2, 1], [4, 3.1 / 0.9, null]]);
  assert.deepEqual(speeds.ratios(table, { ...chosen, passes: "both" }), [[20 / 6, 2, 0.5], [7, 3.4, null]]);
  const other = speeds.ratios(table, { ...chosen, baseline: "LIF, fused", passes: "forward" });
  assert.ok(other.flat().every((ratio) => ratio === null));
});

test("one axis reaches from the least to the most floors of all cells and passes", () => {
  const all = [9, 12, 12, 12, 3.1 / 0.35, 3, 6, 12, 3, 0.9 / 0.35];
  const both = [20 / 2.5, 14 / 1.25, 7 / 0.625, 28 / 2.5, 6.8 / 0.875, 6 / 2.5, 7 / 1.25, 14 / 0.625, 4 / 2.5, 2 / 0.875];
  const [low, high] = speeds.reach(table);
  assert.equal(low, 1);
  assert.ok(Math.abs(high - Math.max(...all, ...both)) < 1e-12);
  const below = { ...table, rows: { "PSN, fused": { forward: [0.8, 1, 1, 1, 1, 1], both: [5, 5, 5, 5, 5, 5] } } };
  assert.equal(speeds.reach(below)[0], 0.8);
  assert.deepEqual(speeds.reach(speeds.tableOf([], 0)), [1, 10]);
});

test("the nearest size that was measured, as powers go", () => {
  assert.deepEqual([1, 2, 4, 6, 8, 512].map((size) => speeds.nearest([2, 16], size)), [0, 0, 0, 1, 1, 1]);
  assert.equal(speeds.nearest(table.neurons, 2 ** 18), 1);
});

test("two digits, and none of those before the point is lost", () => {
  const given = [0.00604, 0.0349, 0.35, 0.9, 0.996, 1, 3.14, 9.96, 31.4, 99.4, 99.6, 138.2, 1310, 1048576];
  const said = ["0.0060", "0.035", "0.35", "0.90", "1.0", "1.0", "3.1", "10", "31", "99", "100", "138", "1,310", "1,048,576"];
  assert.deepEqual(given.map(speeds.digits), said);
});

test("an axis has round numbers within it", () => {
  assert.deepEqual(speeds.decades([0.35, 60]), [1, 10]);
  assert.deepEqual(speeds.decades([0.003, 2]), [0.01, 0.1, 1]);
  assert.deepEqual(speeds.decades([0.35, 5.2]), [0.5, 1, 2, 5]);
});

test("a ratio of 1 has no colour, its inverse the same one, and sixteen times the full one", () => {
  assert.equal(speeds.strength(1), 0);
  assert.equal(speeds.strength(4), speeds.strength(0.25));
  assert.deepEqual([16, 1 / 16, 300].map(speeds.strength), [1, 1, 1]);
  assert.ok(speeds.strength(1.2) < speeds.strength(1.5) && speeds.strength(1.5) < speeds.strength(3));
});

test("a cell in words", () => {
  assert.equal(
    say(1, 1),
    "At T = 16 and 65,536 neurons MPE-PSN, fused takes 0.90 ns per neuron-step, LIF, eager loop 3.1: 3.4 times as " +
      "long; copying takes 0.35.",
  );
  assert.equal(
    say(0, 2, { passes: "both" }),
    "At T = 2 and 1,048,576 neurons, both passes: MPE-PSN, fused takes 14 ns per neuron-step, LIF, eager loop 7.0: " +
      "0.50 times as long; the floor is 0.63.",
  );
});

test("what is not measured is said, each alone and all together", () => {
  const where = "At T = 16 and 1,048,576 neurons";
  assert.equal(
    say(1, 2),
    `${where} MPE-PSN, fused takes 0.50 ns per neuron-step, LIF, eager loop is not measured; copying is not measured.`,
  );
  assert.equal(
    say(1, 2, { passes: "both" }),
    `${where}, both passes: MPE-PSN, fused is not measured, LIF, eager loop takes 6.0 ns per neuron-step; copying is ` +
      "not measured.",
  );
  assert.equal(
    say(1, 1, { baseline: "LIF, fused", neuron: "MPE-PSN, fused, threshold estimate" }),
    "At T = 16 and 65,536 neurons MPE-PSN, fused, threshold is not measured, LIF, fused is not measured; copying " +
      "takes 0.35.",
  );
});

test("the last table stands in for one that is not there, and an empty one where nothing is stored", () => {
  const [first, second] = [{ ...table }, { ...table, device: "cuda" }];
  assert.equal(speeds.tableOf([first, second], 1), second);
  assert.equal(speeds.tableOf([first, second], 5), second);
  const none = speeds.tableOf([], 0);
  assert.deepEqual([none.steps.at(-1), none.neurons[0], none.neurons.at(-1)], [64, 256, 1048576]);
  assert.ok(speeds.ratios(none, { ...chosen, passes: "forward" }).flat().every((ratio) => ratio === null));
});

test("tables are called by device and dtype, and by the machine where two share both", () => {
  const [gpu, half] = [{ machine: "NVIDIA H100 80GB HBM3", device: "cuda", dtype: "float32" }, { dtype: "bfloat16" }];
  assert.deepEqual(speeds.labels([table, gpu, { ...gpu, ...half }]), ["cpu, float32", "cuda, float32", "cuda, bfloat16"]);
  assert.deepEqual(speeds.labels([gpu, { ...gpu, machine: "NVIDIA H200" }]), [
    "cuda, float32, H100 80GB HBM3",
    "cuda, float32, H200",
  ]);
  assert.equal(speeds.named(table), "Intel Xeon Platinum 8481C");
});

test("only what can be drawn is a table", () => {
  assert.ok(speeds.areTables([]) && speeds.areTables([table, table]));
  const rows = table.rows["MPE-PSN, fused"];
  const wrong = [
    { steps: [] }, { steps: [2, 4.5] }, { neurons: [256] }, { copy: [1] }, { copy: [1, 2, 3, 4, 5, 0] }, { rows: null },
    { machine: null }, { rows: { "MPE-PSN, fused": { forward: rows.forward } } },
    { rows: { "MPE-PSN, fused": { ...rows, both: [1, 2, 3, 4, 5, "6"] } } },
  ];
  for (const change of wrong) assert.ok(!speeds.areTables([{ ...table, ...change }]), JSON.stringify(change));
  for (const given of [3, "table", [null], {}]) assert.ok(!speeds.areTables(given));
});
