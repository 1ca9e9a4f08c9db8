// Chapter 2: which inputs does the gradient of the last spike reach, and which of them does Eq. 17 leave out?

import { box, list, slider } from "./controls.js";
import { bars, dots, html, number, polyline, put, scale, svg, ticks, uprights } from "./dom.js";
import { lif, lifBackward, presets, sizes, slopes } from "./dynamics.js";
import { figures } from "./settings.js";

const REACH = 2; // z is shown from −REACH to REACH

/** Makes the figure's elements; returns draw(values, width). */
export function gradient(parent, set) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const [slope, terms] = [slopePlot(pair), termPlot(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { decay, surrogate } = figures.gradient;
  const bound = { width: { min: 0.2, max: 3 }, slope: { min: 0.5, max: 8 } };
  const sync = {
    size: slider(controls, { name: "size", colour: "var(--h)", ...bound.width }, set),
    decay: slider(controls, { name: "decay", colour: "var(--v)", ...decay }, set),
    surrogate: list(row, { name: "surrogate", words: surrogate.words }, (chosen) => set({ ...chosen, size: null })),
    detach_reset: box(row, { name: "detach_reset", label: "detach_reset" }, set),
  };

  return (values, width) => {
    const usual = sizes[values.surrogate];
    const neuron = { ...values, size: values.size ?? usual.value };
    const { h, s } = lif({ ...neuron, x: presets.noise(values.steps, values.seed) });
    const ds = h.map((_, t) => (t === h.length - 1 ? 1 : 0));
    const full = lifBackward({ ...neuron, h, s, ds });
    const same = lifBackward({ ...neuron, h, s, ds, same_step: true });

    const long = width >= 560;
    const room = long ? width - 24 : width;
    slope(neuron, h, { width: long ? Math.floor(room * 0.42) : room, height: long ? 250 : 158 });
    terms(full, same, s, { width: long ? Math.ceil(room * 0.58) : room, height: long ? 250 : 182 });
    sync.size(neuron.size, { label: usual.name, ...bound[usual.name] });
    for (const name of ["decay", "surrogate", "detach_reset"]) sync[name](values[name]);
    readout.textContent = sentence(full, same);
  };
}

/** Θ(z), the bump in place of its derivative, and where the steps of the run lie on it. */
function slopePlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const bump = svg(canvas, "path", { class: "mpepsn-bump" });
  const step = svg(canvas, "path", { class: "mpepsn-step" });
  const steps = svg(canvas, "path", { class: "mpepsn-h mpepsn-dots" });
  const last = svg(canvas, "path", { class: "mpepsn-v mpepsn-dots" });
  const said = ["step", "h", "v"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));

  return ({ surrogate, size }, h, { width, height }) => {
    const [left, right, top, base] = [30, width - 8, 8, height - 32];
    const bumpAt = (z) => slopes[surrogate](z, size);
    const x = scale([-REACH, REACH], [left, right]);
    const high = Math.max(1.25, 1.1 * bumpAt(0));
    const y = scale([0, high], [base, top]);
    const curve = Array.from({ length: 201 }, (_, i) => -REACH + (2 * REACH * i) / 200).map((z) => [x(z), y(bumpAt(z))]);
    const points = h.map((value) => Math.min(REACH, Math.max(-REACH, value - 1))).map((z) => [x(z), y(bumpAt(z))]);
    const end = points.pop();

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(bump, { d: `${polyline(curve)}V${base}H${left}z` });
    put(step, { d: `M${left} ${base}H${x(0)}V${y(1)}H${right}` });
    put(steps, { d: dots(points), style: "stroke-width: 6" });
    put(last, { d: dots([end]), style: "stroke-width: 10" });
    axis.replaceChildren();
    for (const tick of ticks(0, high, 3)) {
      svg(axis, "text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end", text: tick });
    }
    for (const tick of [-2, -1, 0, 1, 2]) {
      const anchor = { "-2": "start", 2: "end" }[tick] ?? "middle";
      svg(axis, "text", { x: x(tick), y: base + 15, "text-anchor": anchor, text: number(tick, 0) });
    }
    svg(axis, "text", { x: right, y: height - 2, "text-anchor": "end", text: "z = h − threshold" });
    put(said[0], { x: right, y: y(1) - 6, "text-anchor": "end" }).textContent = "step Θ(z)";
    put(said[1], { x: left + 4, y: top + 12 }).textContent = `slope: ${surrogate}`;
    put(said[2], { x: left + 4, y: top + 28 }).textContent = `● z[${h.length - 1}], the last step`;
    put(canvas, {
      "aria-label":
        `The step and its slope, ${surrogate}, ${sizes[surrogate].name} ${number(size)}. ${points.length + 1} steps of ` +
        `a run lie on it; the last one at z = ${number(h.at(-1) - 1)}, where the slope is ${number(bumpAt(h.at(-1) - 1))}.`,
    });
  };
}

/** ∂s[T−1]/∂x[t] as bars over t: through the whole graph, and the same-step term over it. */
function termPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const through = svg(canvas, "path", { class: "mpepsn-through" });
  const within = svg(canvas, "path", { class: "mpepsn-within" });
  const spikes = svg(canvas, "path", { class: "mpepsn-spikes" });
  const said = ["title", "h", "v"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));

  return (full, same, s, { width, height }) => {
    const [left, right, top, base] = [38, width - 8, 58, height - 36];
    const steps = full.length;
    const [low, high] = [Math.min(0, ...full), Math.max(0.1, ...full)];
    const y = scale([low, high], [base - 4, top]);
    const x = scale([-0.5, steps - 0.5], [left, right]);
    const wide = (0.7 * (right - left)) / steps;
    const lines = (values) => values.map((value, t) => [x(t), y(0), y(value)]);

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(through, { d: bars(lines(full), wide) });
    put(within, { d: bars(lines(same).slice(-1), wide) });
    put(spikes, { d: uprights([...s.keys()].filter((t) => s[t]).map((t) => [x(t), base, base + 8])) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${y(0).toFixed(1)}H${right}M${left} ${top}V${base}` });
    for (const tick of ticks(low, high, 3)) {
      svg(axis, "path", { d: `M${left} ${y(tick).toFixed(1)}h-4` });
      svg(axis, "text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end", text: number(tick, 1) });
    }
    for (let t = 0; t < steps; t += 5) {
      svg(axis, "text", { x: x(t), y: base + 21, "text-anchor": "middle", text: t ? t : "t = 0" });
    }
    svg(axis, "text", { x: right, y: height - 2, "text-anchor": "end", text: "spikes are marked below the axis" });
    put(said[0], { x: left, y: 12 }).textContent = `∂s[${steps - 1}] / ∂x[t]`;
    put(said[1], { x: left, y: 30 }).textContent = "through v: Eq. 17 omits these";
    put(said[2], { x: right, y: 48, "text-anchor": "end" }).textContent = "same step: Eq. 17 ↓";
    put(canvas, {
      "aria-label":
        `Gradient of the last spike with respect to each input. Same-step term ${number(same.at(-1))} at step ` +
        `${steps - 1}; earlier steps from ${number(Math.min(...full.slice(0, -1)))} to ` +
        `${number(Math.max(...full.slice(0, -1)))}. Spikes at steps ${[...s.keys()].filter((t) => s[t]).join(", ")}.`,
    });
  };
}

function sentence(full, same) {
  const here = Math.abs(same.at(-1));
  if (!here) return "The last potential lies outside the slope: no gradient reaches any input.";
  const early = full.slice(0, -1).map(Math.abs);
  const sum = early.reduce((total, value) => total + value, 0);
  const share = Math.round((100 * sum) / (sum + here));
  return `Eq. 17 keeps ${number(here)} at the last step and omits ${number(sum)} over earlier steps: ${share} % of the whole.`;
}
