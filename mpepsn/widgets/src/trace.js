// Chapter 1: one neuron over time. What does the reset do to the potential, and which input makes it fire?

import { choice, list, slider, toggle } from "./controls.js";
import { html, number, put, svg } from "./dom.js";
import { lif } from "./dynamics.js";
import { presets } from "./inputs.js";
import { potential } from "./potential.js";
import { figures } from "./settings.js";
import { strip } from "./strip.js";

/** The input current that the values ask for. */
export function current({ input, drawn, steps, seed }) {
  if (input === "drawn") return Array.from({ length: steps }, (_, t) => drawn[t] ?? 0);
  return presets[input](steps, seed);
}

/** Makes the figure's elements; returns draw(values, width). */
export function trace(parent, { set, again, first }) {
  let [now, x] = [first, []];
  const canvas = svg(parent, "svg", { role: "img" });
  const panel = potential(canvas);
  const mark = svg(canvas, "path", { class: "mpepsn-cursor" });
  const write = (values) => set({ drawn: values, input: "drawn" });
  const below = strip(parent, first.compact ? null : write, again, [canvas]);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { decay, gain, threshold, reset, input } = figures.trace;
  const syncs = {
    decay: slider(controls, { name: "decay", colour: "var(--v)", ...decay }, set),
    threshold: slider(controls, { name: "threshold", colour: "var(--threshold)", ...threshold }, set),
    reset: choice(row, { name: "reset", ...reset }, set),
  };
  let press = () => {};
  const source = html(row, "div", { class: "mpepsn-source" });
  const words = first.compact ? [...new Set(["noise", "pulses", first.input])] : input.words;
  syncs.input = list(source, { name: "input", words }, (chosen) => {
    drawing(false);
    set(chosen.input === "drawn" ? { drawn: x, ...chosen } : chosen);
  });
  if (!first.compact) {
    syncs.gain = slider(controls, { name: "gain", colour: "var(--x)", ...gain }, set);
    press = toggle(source, { label: "Draw" }, drawing);
  }

  function drawing(on) {
    press(on);
    below.pen(on);
    if (on && now.input !== "drawn") set({ drawn: x, input: "drawn" });
    else again();
  }

  return (values, width) => {
    now = values;
    x = current(values);
    const { steps, compact } = values;
    const neuron = lif({ ...values, x });
    const long = width >= 560;
    const [left, right] = [34, width - panel.margin(long)];
    const step = (right - left) / (steps + 0.5);
    const frame = { left, right, width, long, step, x: (t) => left + (t + 1) * step };
    const height = long && !compact ? 250 : compact ? 168 : 204;

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    panel.draw({ ...neuron, threshold: values.threshold }, { ...frame, height });
    const tell = [(t) => spoken(neuron, t), (t) => brief(neuron, x, t)];
    below.draw(x, { ...frame, height: compact ? 76 : 92 }, ...tell);
    const at = Math.min(below.cursor ?? 0, steps - 1);
    put(mark, { d: `M${frame.x(at).toFixed(1)} 0V${height}`, visibility: below.cursor === null ? "hidden" : null });
    for (const [name, sync] of Object.entries(syncs)) sync(values[name]);
    put(canvas, { "aria-label": picture(values, neuron) });
    readout.textContent = sentence(values, neuron);
  };
}

const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

function spoken({ h, s, v }, t) {
  return `potential ${number(h[t])}, ${s[t] ? `fires, then ${number(v[t])}` : "no spike"}`;
}

function brief({ h, v }, x, t) {
  return `t = ${t}   x ${number(x[t])}   h ${number(h[t])}   v ${number(v[t])}`;
}

function sentence({ reset, steps }, { h, s, v }) {
  const fired = s.reduce((sum, spike) => sum + spike, 0);
  const told = `${count(fired, "spike")} in ${steps} steps`;
  if (!fired) return `${told}: the potential never reaches the threshold.`;
  if (reset === "none") return `${told}; nothing takes the potential down, so it fires as long as it is above.`;
  const taken = h.reduce((sum, value, t) => sum + value - v[t], 0);
  return `${told}; the reset took the potential down ${count(fired, "time")}, by ${number(taken, 1)} in all.`;
}

function picture({ reset, steps, threshold, decay }, { h, s, v }) {
  const fired = [...s.keys()].filter((t) => s[t]);
  const at = fired.length ? ` at steps ${fired.slice(0, 12).join(", ")}${fired.length > 12 ? " and later" : ""}` : "";
  const [low, high] = [Math.min(...h, ...v), Math.max(...h)];
  return (
    `Membrane potential over ${steps} steps, from ${number(low)} to ${number(high)}; threshold ${number(threshold)}, ` +
    `decay ${number(decay)}, reset ${reset}: ${count(fired.length, "spike")}${at}.`
  );
}
