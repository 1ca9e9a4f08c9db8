// Chapter 3: the reset on and off. When does the matrix product give the potential, and from where on not?

import { choice, drag, slider } from "./controls.js";
import { html, number, put, svg } from "./dom.js";
import { lif, noReset, noResetRow } from "./dynamics.js";
import { presets } from "./inputs.js";
import { matrixPlot } from "./matrix-plot.js";
import { figures } from "./settings.js";
import { spikesAt, timeline } from "./timeline.js";

/** Makes the figure's elements; returns draw(values, width). */
export function matrix(parent, { set }) {
  let [t, line] = [0, null];
  const choose = (step) => step !== t && set({ step });
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const run = timeline(pair, { names: ["neuron", "product"], heard: "other" }, choose);
  const square = svg(pair, "svg", { role: "img", class: "mpepsn-drag mpepsn-rows" });
  const plot = matrixPlot(square);
  drag(square, { now: () => t, at: (event) => line(event) }, choose);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { decay, reset, step } = figures.matrix;
  const syncs = {
    decay: slider(controls, { name: "decay", colour: "var(--v)", ...decay }, set),
    step: slider(controls, { name: "step", label: "step t", colour: "var(--x)", ...step, step: 1 }, set),
    reset: choice(html(parent, "div", { class: "mpepsn-row" }), { name: "reset", ...reset }, set),
  };

  return (values, width) => {
    const { steps, decay, gain } = values;
    t = Math.min(values.step, steps - 1);
    const x = presets.noise(steps, values.seed).map((value) => 0.4 * value);
    const [neuron, product] = [lif({ ...values, x }), noReset({ x, decay, gain })];
    const weight = noResetRow({ t, decay, gain });
    const given = x.map((value, i) => (i <= t ? weight[i] * value : null));

    const long = width >= 560;
    const side = Math.min(250, Math.floor(0.36 * width));
    const size = long ? { width: width - side - 108, high: 216, low: 84 } : { width, high: 148, low: 64 };
    const label = picture(values, neuron, product);
    const frame = run({ first: neuron, second: product, threshold: 1, x, given, t, label }, size);
    // On a phone the columns stand below the inputs that they weigh.
    const cells = long
      ? { left: 28, right: 28 + side, top: 280 - side, base: 280, numbered: true }
      : { left: frame.x(-0.5), right: frame.x(steps - 0.5), top: 2, base: 118, numbered: false };
    const [across, down] = long ? [side + 84, 300] : [width, 122];
    put(square, { width: across, height: down, viewBox: `0 0 ${across} ${down}` });
    plot({ decay, steps, t }, cells);
    line = (event) => {
      const at = event.clientY - square.getBoundingClientRect().top - cells.top;
      return Math.min(steps - 1, Math.max(0, Math.floor((at * steps) / (cells.base - cells.top))));
    };
    syncs.decay(decay);
    syncs.step(t, { max: steps - 1 });
    syncs.reset(values.reset);
    readout.textContent = sentence(values, neuron, product, t);
    put(square, {
      "aria-label":
        `Matrix W, ${steps} by ${steps}, 0 above the diagonal. Row ${t}: weight ${number(gain)} for x[${t}], then ` +
        `${number(decay)} times as much for each step back.`,
    });
  };
}

function sentence({ reset }, { h, s }, product, t) {
  const sum = `h[${t}] = Σ W[${t}, i] · x[i] = ${number(product.h[t])}`;
  if (reset === "none") return `${sum}. With no reset the product and the loop agree, at every step.`;
  const first = s.indexOf(1);
  if (first < 0) return `${sum}. No spike, so nothing is reset: the product and the loop agree, at every step.`;
  if (t <= first) return `${sum}. Up to the first spike, at t = ${first}, the product and the loop agree.`;
  const [a, b] = [number(product.h[t]), number(h[t])];
  const both = a === b ? `both happen to be ${a}` : `it says ${a}, the neuron has ${b}`;
  return `Since the first spike, at t = ${first}, the product is no longer the potential: at t = ${t} ${both}.`;
}

function picture({ steps, decay, reset }, { s }, product) {
  return (
    `Potential of one neuron over ${steps} steps, decay ${number(decay)}, reset ${reset}: ${spikesAt(s)}. ` +
    `The product W x rises to ${number(Math.max(...product.h))}: ${spikesAt(product.s)}.`
  );
}
