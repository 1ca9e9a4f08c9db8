// Stored times of a neuron-step: tables as mpepsn/widgets/speeds.py makes them, ratios, the floor, and words for them.
//
//     ratio = time of the baseline / time of the neuron         above 1: the neuron is faster
//     floor = copy, of both passes 2.5 · copy                   8 bytes a neuron-step, of both passes 20

import { whole } from "./dom.js";

export const rows = [
  "LIF, eager loop",
  "LIF, compiled loop",
  "LIF, fused",
  "LIF, SpikingJelly",
  "PSN, SpikingJelly",
  "PSN, eager",
  "PSN, fused",
  "MPE-PSN, released",
  "MPE-PSN, eager",
  "MPE-PSN, fused",
  "MPE-PSN, fused, threshold estimate",
];
export const baselines = ["LIF, eager loop", "LIF, fused", "LIF, SpikingJelly"];
export const neurons = ["PSN, fused", "MPE-PSN, fused", "MPE-PSN, fused, threshold estimate", "MPE-PSN, released"];
export const passes = ["forward", "both"];
/** How many times a copy's bytes each of them moves. */
export const copies = { forward: 1, both: 2.5 };

/** What is shown where nothing is stored. */
const NOTHING = {
  machine: "", device: "", dtype: "", copy: [], rows: {},
  steps: [2, 4, 8, 16, 32, 64],
  neurons: [8, 10, 12, 14, 16, 18, 20].map((power) => 2 ** power),
};

/** Whether these are tables that can be drawn. */
export function areTables(given) {
  const list = (all, fits) => Array.isArray(all) && all.every(fits);
  const sizes = (all) => list(all, (one) => Number.isInteger(one) && one > 0) && all.length > 0;
  return list(given, (table) => {
    if (!table || ![table.machine, table.device, table.dtype].every((word) => typeof word === "string")) return false;
    if (!sizes(table.steps) || !sizes(table.neurons) || !table.rows) return false;
    const cells = table.steps.length * table.neurons.length;
    const lists = [table.copy, ...Object.values(table.rows).flatMap((row) => passes.map((way) => row?.[way]))];
    const time = (one) => one === null || (Number.isFinite(one) && one > 0);
    return lists.every((all) => list(all, time) && all.length === cells);
  });
}

/** The table of a device; the last one where there are not so many. */
export const tableOf = (runs, device) => runs[Math.min(device, runs.length - 1)] ?? NOTHING;

/** What the tables are called: device and dtype, and the machine too where that says not enough. */
export function labels(runs) {
  const short = runs.map(({ device, dtype }) => `${device}, ${dtype}`);
  const twice = (label) => short.indexOf(label) !== short.lastIndexOf(label);
  return short.map((label, i) => (twice(label) ? `${label}, ${named(runs[i])}` : label));
}

/** The machine of a table, without what makers add to its name. */
export const named = ({ machine }) => machine.replace(/\((R|TM)\)|NVIDIA | CPU| Processor| @.*/g, "").trim();

/** A row's name where room is short. */
export const brief = (row) => row.replace(" estimate", "");

/** The place in a list of sizes that is nearest to a size, as powers go. */
export function nearest(sizes, size) {
  const off = sizes.map((one) => Math.abs(Math.log(one / size)));
  return off.indexOf(Math.min(...off));
}

/** The times of one cell, t down and n across: { copy, floor, times: { row: time, … } }, null where not measured. */
export function cellOf(table, { t, n, passes: way }) {
  const cell = t * table.neurons.length + n;
  const copy = table.copy[cell] ?? null;
  const times = Object.fromEntries(rows.map((row) => [row, table.rows[row]?.[way][cell] ?? null]));
  return { copy, floor: copy === null ? null : copies[way] * copy, times };
}

/** Baseline over neuron, one list a T; null where one of them is not measured. */
export function ratios(table, { baseline, neuron, passes: way }) {
  return table.steps.map((_, t) =>
    table.neurons.map((_, n) => {
      const { times } = cellOf(table, { t, n, passes: way });
      return times[baseline] === null || times[neuron] === null ? null : times[baseline] / times[neuron];
    }),
  );
}

/** How many floors all times of a table take, at least and at most, so that one axis serves all cells and passes. */
export function reach(table) {
  const cells = table.steps.flatMap((_, t) => table.neurons.map((_, n) => ({ t, n })));
  const all = passes.flatMap((way) =>
    cells.flatMap((at) => {
      const { floor, times } = cellOf(table, { ...at, passes: way });
      return floor === null ? [] : Object.values(times).filter((time) => time !== null).map((time) => time / floor);
    }),
  );
  return [Math.min(1, ...all), Math.max(10, ...all)];
}

/** How strong the colour of a ratio is, from 0 at 1 to 1 at 16 times and 1/16. */
export const strength = (ratio) => Math.min(1, Math.abs(Math.log2(ratio)) / 4) ** 0.5;

/** Two digits of a time or a ratio, or all of them before the point: 0.035, 0.90, 3.1, 31, 1,310. */
export function digits(value) {
  if (value >= 99.5) return whole(Math.round(value));
  const [mantissa, power] = value.toExponential(1).split("e");
  return Number(`${mantissa}e${power}`).toFixed(Math.max(0, 1 - Number(power)));
}

/** The powers of ten in a span, and with few of them their double and five times it. */
export function decades([low, high]) {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, i) => 10 ** (first + i));
  const within = (all) => all.map((one) => Number(one.toPrecision(1))).filter((one) => one >= low && one <= high);
  const tens = within(powers);
  return tens.length > 1 ? tens : within(powers.flatMap((power) => [power, 2 * power, 5 * power]));
}

/** What one cell says, in words. */
export function told({ steps, neurons: many, passes: way, baseline, neuron }, { copy, floor, times }) {
  const at = `At T = ${steps} and ${whole(many)} neurons${way === "both" ? ", both passes:" : ""}`;
  const [own, other, name] = [times[neuron], times[baseline], brief(neuron)];
  const unit = "ns per neuron-step";
  const first = own === null ? `${name} is not measured` : `${name} takes ${digits(own)} ${unit}`;
  const ratio = own && other && `${baseline} ${digits(other)}: ${digits(other / own)} times as long`;
  const second = other === null ? `${baseline} is not measured` : ratio || `${baseline} takes ${digits(other)} ${unit}`;
  const rest = way === "both" ? "the floor is" : "copying takes";
  const last = copy === null ? "copying is not measured" : `${rest} ${digits(floor)}`;
  return `${at} ${first}, ${second}; ${last}.`;
}
