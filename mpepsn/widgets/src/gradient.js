// Chapter 2: which inputs does the gradient of the last spike reach, and which of them does Eq. 17 leave out?

import { box, list, slider } from "./controls.js";
import { html, number } from "./dom.js";
import { lif, lifBackward, sizes } from "./dynamics.js";
import { presets } from "./inputs.js";
import { figures } from "./settings.js";
import { slopePlot } from "./slope-plot.js";
import { termPlot } from "./term-plot.js";

/** Makes the figure's elements; returns draw(values, width). */
export function gradient(parent, { set }) {
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
    slope(neuron, h, { width: long ? Math.floor(room * 0.42) : room, height: long ? 250 : 168 });
    terms(full, same, s, { width: long ? Math.ceil(room * 0.58) : room, height: long ? 250 : 182 });
    sync.size(neuron.size, { label: usual.name, ...bound[usual.name] });
    for (const name of ["decay", "surrogate", "detach_reset"]) sync[name](values[name]);
    readout.textContent = sentence(full, same);
  };
}

function sentence(full, same) {
  const here = Math.abs(same.at(-1));
  if (!here) return "The last potential lies outside the slope: no gradient reaches any input.";
  const early = full.slice(0, -1).map(Math.abs);
  const sum = early.reduce((total, value) => total + value, 0);
  const share = Math.round((100 * sum) / (sum + here));
  const kept = `Eq. 17 keeps ${number(here)} at the last step`;
  return `${kept} and omits ${number(sum)} over earlier steps: ${share} % of the whole.`;
}
