// Chapter 0: a constant current in, a firing rate out. How do the curves of IF and LIF differ from a ReLU?

import { choice, slider } from "./controls.js";
import { curvePlot } from "./curve-plot.js";
import { html, number, put, svg } from "./dom.js";
import { lif } from "./dynamics.js";
import { potential } from "./potential.js";
import { figures } from "./settings.js";

const STEPS = 30;

/** Makes the figure's elements; returns draw(values, width). */
export function rate(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const left = svg(pair, "svg", { role: "img" });
  const panel = potential(left);
  const curves = curvePlot(pair, (current) => set({ current }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { current, decay, reset } = figures.rate;
  const syncs = {
    current: slider(controls, { name: "current", colour: "var(--x)", ...current }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay }, set),
    reset: choice(html(parent, "div", { class: "mpepsn-row" }), { name: "reset", ...reset }, set),
  };

  return (values, width) => {
    const long = width >= 560;
    const size = { width: long ? Math.floor((width - 24) / 2) : width, height: long ? 250 : 150 };
    const [from, to] = [34, size.width - panel.margin(false)];
    const x = (t) => from + ((t + 1) * (to - from)) / (STEPS + 0.5);
    const neuron = lif({ x: new Array(STEPS).fill(values.current), decay: values.decay, reset: values.reset });
    put(left, { ...size, viewBox: `0 0 ${size.width} ${size.height}` });
    panel.draw({ ...neuron, threshold: 1 }, { left: from, right: to, height: size.height, x, long: false });
    const now = curves(values, { width: size.width, height: long ? 250 : 200 });
    for (const [name, sync] of Object.entries(syncs)) sync(values[name]);
    const fired = neuron.s.reduce((sum, spike) => sum + spike, 0);
    put(left, {
      "aria-label":
        `A LIF neuron under a constant current of ${number(values.current)}, decay ${number(values.decay)}, ` +
        `reset ${values.reset}: ${fired} spikes in ${STEPS} steps.`,
    });
    readout.textContent =
      `At a current of ${number(values.current)} the LIF fires ${number(now.LIF)} times a step, ` +
      `the IF ${number(now.IF)}; a ReLU gives ${number(now.ReLU)}.`;
  };
}
