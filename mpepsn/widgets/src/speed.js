// Chapter 12: stored times. How much faster is this neuron than that baseline at my T and N, and how far from a copy?

import { choice, list, slider } from "./controls.js";
import { html, put, whole } from "./dom.js";
import { floorBars } from "./floor-bars.js";
import { ratioMap } from "./ratio-map.js";
import { figures } from "./settings.js";
import { brief, cellOf, digits, labels, named, nearest, ratios, reach, rows, tableOf, told } from "./speeds.js";

const FAIR = { "LIF, eager loop": "LIF, eager loop (unfair)", "LIF, fused": "LIF, fused (fair)" };
const SHORT = Object.fromEntries(figures.speed.neuron.words.map((row) => [row, brief(row)]));

/** Makes the figure's elements; returns draw(values, width). */
export function speed(parent, { set }) {
  let [table, now, devices, known] = [null, {}, null, {}];
  const choose = ({ t, n }) => {
    if (t !== now.t || n !== now.n) set({ steps: table.steps[t], neurons: table.neurons[n] });
  };
  const pair = html(parent, "div", { class: "mpepsn-stack" });
  const [map, bars] = [ratioMap(pair, choose), floorBars(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { baseline, neuron, passes } = figures.speed;
  // The sliders hold places in the table's lists of sizes.
  const size = (name, colour) => {
    const range = { name, min: 0, max: 1, step: 1, colour };
    return slider(controls, range, (chosen) => set({ [name]: table[name][chosen[name]] }));
  };
  const syncs = {
    steps: size("steps", "var(--v)"),
    neurons: size("neurons", "var(--v)"),
    baseline: list(row, { name: "baseline", words: baseline.words, shown: FAIR }, set),
    neuron: list(row, { name: "neuron", words: neuron.words, shown: SHORT }, set),
  };
  const last = html(row, "div", { class: "mpepsn-source" });
  syncs.passes = choice(last, { name: "passes", ...passes }, set);
  const where = html(last, "div", { class: "mpepsn-where" });

  /** The list of devices, made anew when there are others. */
  function device(names, chosen) {
    if (devices?.key !== names.join()) {
      where.replaceChildren();
      const words = [...names.keys()].map(String);
      const pick = { name: "device", words, shown: Object.fromEntries(names.entries()) };
      const sync = names.length > 1 ? list(where, pick, (given) => set({ device: Number(given.device) })) : () => {};
      const told = { "aria-label": "device", "data-lm-suppress-shortcuts": "true" };
      for (const made of where.querySelectorAll("select")) put(made, told);
      devices = { key: names.join(), sync };
    }
    devices.sync(chosen);
  }

  return (values, width) => {
    table = tableOf(values.runs, values.device);
    const { steps, neurons } = table;
    now = { t: nearest(steps, values.steps), n: nearest(neurons, values.neurons) };
    const at = { ...values, steps: steps[now.t], neurons: neurons[now.n] };
    const cell = cellOf(table, { ...now, passes: values.passes });
    const key = [values.baseline, values.neuron, values.passes].join();
    if (known.table !== table) known = { table, reach: reach(table) };
    if (known.key !== key) known = { ...known, key, all: ratios(table, values) };
    const { all } = known;
    const names = labels(values.runs);

    const long = width >= 560;
    const heights = long ? [158, 212] : [152, 188];
    const grid = { ...values, ...now, ratios: all, steps, neurons, label: picture(at, all, table) };
    map(grid, { width, height: heights[0] });
    const shown = { ...values, ...cell, reach: known.reach, machine: named(table), label: inWords(at, cell) };
    bars(shown, { width, height: heights[1], long });
    syncs.steps(now.t, { label: long ? "steps T" : "T", max: steps.length - 1, words: String(at.steps) });
    syncs.neurons(now.n, { label: long ? "neurons N" : "N", max: neurons.length - 1, words: whole(at.neurons) });
    for (const name of ["baseline", "neuron", "passes"]) syncs[name](values[name]);
    device(names, String(Math.min(values.device, names.length - 1)));
    readout.textContent = told(at, cell);
  };
}

const ways = { forward: "forward", both: "forward + backward" };

function picture({ steps, neurons, baseline, neuron, passes }, all, table) {
  const known = all.flat().filter((ratio) => ratio !== null);
  const [t, n] = [table.steps.indexOf(steps), table.neurons.indexOf(neurons)];
  const here = all[t][n] === null ? "not measured" : digits(all[t][n]);
  const range = known.length ? `from ${digits(Math.min(...known))} to ${digits(Math.max(...known))}` : "none measured";
  const over = known.filter((ratio) => ratio > 1).length;
  return (
    `Time of ${baseline} over that of ${neuron}, ${ways[passes]}, for T from ${table.steps[0]} to ` +
    `${table.steps.at(-1)} and N from ${whole(table.neurons[0])} to ${whole(table.neurons.at(-1))}: ${range}, ` +
    `above 1 in ${over} of ${known.length}. At T = ${steps}, N = ${whole(neurons)}: ${here}.`
  );
}

function inWords({ steps, neurons, passes }, { floor, times }) {
  const said = (time) => (time === null ? "not measured" : digits(time));
  const each = rows.map((row) => `${row}: ${said(times[row])}`).join("; ");
  return (
    `Nanoseconds per neuron-step, ${ways[passes]}, at T = ${steps}, N = ${whole(neurons)}: ${each}. ` +
    `The floor, a copy of as many bytes: ${said(floor)}.`
  );
}
