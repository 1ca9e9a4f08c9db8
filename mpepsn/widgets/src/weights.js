// Chapter 4: a window of weights to drag. What does a neuron answer to that sees the last k steps and no more?

import { box, list, slider } from "./controls.js";
import { html, number } from "./dom.js";
import { lif, slidingPsn } from "./dynamics.js";
import { presets, windows } from "./inputs.js";
import { figures } from "./settings.js";
import { sliderBars } from "./slider-bars.js";
import { spikesAt, timeline } from "./timeline.js";

const STEPS = 40;
const inputAt = (lag) => (lag ? `x[t−${lag}]` : "x[t]");
const said = {
  title: "weights",
  name: (lag) => `weight${lag}`,
  label: (lag) => `weight of ${inputAt(lag)}`,
  below: (lag, order) => (order < 6 ? inputAt(lag) : lag ? `t−${lag}` : "t"),
};

/** The weights that the values ask for. */
function asked({ preset, order, drawn }) {
  return preset === "drawn" ? [...new Array(order).fill(0), ...drawn].slice(-order) : windows[preset](order);
}

/** Makes the figure's elements; returns draw(values, width). */
export function weights(parent, { set }) {
  let [weight, t, named] = [[], 0, "exponential"];
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const { order, step, preset, input: current, drawn: limits } = figures.weights;
  const bars = sliderBars(pair, { ...limits, step: 0.05, most: order.max, said }, (lag, value) => {
    const drawn = weight.map((each, i) => (i === weight.length - 1 - lag ? value : each));
    // A finger that only scrolled past puts the old weight back, and with it the preset's name.
    const back = drawn.every((each, i) => each === windows[named](drawn.length)[i]);
    set(back ? { preset: named } : { preset: "drawn", drawn });
  });
  const run = timeline(pair, { names: ["sliding PSN", "LIF"], heard: "h" }, (step) => step !== t && set({ step }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const source = html(row, "div", { class: "mpepsn-source" });
  const syncs = {
    order: slider(controls, { name: "order", label: "order k", colour: "var(--h)", ...order, step: 1 }, set),
    step: slider(controls, { name: "step", label: "step t", colour: "var(--x)", ...step, step: 1 }, set),
    preset: list(source, { name: "preset", words: preset.words }, (chosen) => {
      set(chosen.preset === "drawn" ? { drawn: weight, ...chosen } : chosen);
    }),
    input: list(source, { name: "input", words: current.words }, set),
    compare: box(row, { name: "compare", label: "compare with a LIF" }, set),
  };

  return (values, width) => {
    weight = asked(values);
    t = values.step;
    if (values.preset !== "drawn") named = values.preset;
    const x = presets[values.input](STEPS, values.seed);
    const neuron = slidingPsn({ x, weight, threshold: values.threshold });
    const other = values.compare ? lif({ x, decay: 0.5, threshold: values.threshold }) : null;

    const given = x.map((value, i) => (i <= t && i > t - weight.length ? weight.at(i - t - 1) * value : null));

    const long = width >= 560;
    const room = Math.max(280, Math.floor(0.36 * width));
    bars(weight, long ? { width: room, height: 284 } : { width, height: 142 });
    const size = long ? { width: width - 24 - room, high: 200, low: 84 } : { width, high: 140, low: 64 };
    const label = picture(weight, neuron, other, t);
    run({ first: neuron, second: other, threshold: values.threshold, x, given, t, label }, size);
    for (const [name, sync] of Object.entries(syncs)) sync(values[name]);
    readout.textContent = sentence(values, weight, neuron, other);
  };
}

function sentence({ preset, order }, weight, { s }, other) {
  const sizes = weight.map(Math.abs).reverse(); // by lag
  const most = Math.max(...sizes);
  const lags = [...sizes.keys()].filter((lag) => sizes[lag] === most);
  let told = `${count(s)} in ${STEPS} steps`;
  if (other) {
    const both = other.s.filter((fired, t) => fired && s[t]).length;
    told += ` (LIF, decay 0.5, hard reset: ${sum(other.s)}, ${both} at the same step)`;
  }
  if (!most) return `${told}. All weights are 0: no input is heard.`;
  const many = lags.length < order ? lags.length : "All";
  if (lags.length > 2) return `${told}. ${many} steps weigh most, ${number(most)}.`;
  const heavy = lags.map((lag) => `${inputAt(lag)} (${number(weight.at(-1 - lag))})`).join(" and ");
  told += `. ${heavy} weigh${lags.length > 1 ? "" : "s"} most`;
  return `${told}${preset === "exponential" ? ", as in a LIF without reset, decay 0.5, that forgets" : ""}.`;
}

const sum = (s) => s.reduce((total, spike) => total + spike, 0);
const count = (s) => `${sum(s)} spike${sum(s) === 1 ? "" : "s"}`;

function picture(weight, { h, s }, other, t) {
  const range = `from ${number(Math.min(...h))} to ${number(Math.max(...h))}, ${number(h[t])} at step ${t}`;
  return (
    `Sliding PSN with weights ${weight.map((each) => number(each)).join(", ")}, the last one on x[t]: ` +
    `potential ${range}; ${spikesAt(s)}.${other ? ` LIF: ${spikesAt(other.s)}.` : ""}`
  );
}
