// Chapter 5: the Bernoulli estimate. Is σ(x) how likely the neuron fires, and which of four guesses comes closest?

import { list, slider } from "./controls.js";
import { html, number } from "./dom.js";
import { lif } from "./dynamics.js";
import { gatePlot } from "./gate-plot.js";
import { guessPlot } from "./guess-plot.js";
import { bell } from "./inputs.js";
import { estimate as guess, mpe } from "./mpe.js";
import { figures } from "./settings.js";

const [STEPS, SHOWN] = [2000, 300];

/** Makes the figure's elements; returns draw(values, width). */
export function estimate(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const [gate, cloud] = [gatePlot(pair), guessPlot(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { mean, scale, decay, estimate: kind } = figures.estimate;
  const syncs = {
    mean: slider(controls, { name: "mean", label: "mean of x", colour: "var(--x)", ...mean }, set),
    scale: slider(controls, { name: "scale", label: "scale of x", colour: "var(--x)", ...scale }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay }, set),
    estimate: list(html(parent, "div", { class: "mpepsn-row" }), { name: "estimate", words: kind.words }, set),
  };
  let [noise, drawn] = [null, null];

  return (values, width) => {
    if (drawn !== values.seed) [noise, drawn] = [bell(STEPS, values.seed), values.seed];
    const x = noise.map((value) => values.mean + values.scale * value);
    const real = lif({ ...values, x });
    const all = Object.fromEntries(kind.words.map((word) => [word, judge(word, values, x, real)]));
    const { v_hat, wrong } = all[values.estimate];

    const long = width >= 560;
    const size = long ? { width: Math.floor((width - 24) / 2), height: 270 } : { width, height: 150 };
    gate({ ...values, x, v: real.v }, size);
    const few = { v: real.v.slice(0, SHOWN), v_hat: v_hat.slice(0, SHOWN), wrong: wrong.slice(1, SHOWN + 1) };
    const label = picture(values, all[values.estimate]);
    cloud({ ...few, label }, long ? size : { width, height: 172 });
    for (const [name, sync] of Object.entries(syncs)) sync(values[name]);
    readout.textContent = sentence(values, all);
  };
}

/** One kind of estimate against the LIF: v̂, at which steps its spikes are wrong, mean square distance, wrong share. */
function judge(kind, { decay, threshold, seed }, x, { s, v }) {
  // Draws of their own: the noise has those of the seed itself.
  const v_hat = guess({ x, kind, threshold, seed: seed + 2 ** 32 });
  const found = mpe({ x, v_hat, decay, threshold });
  const wrong = s.map((spike, t) => spike !== found.s[t]);
  const distance = v.reduce((sum, value, t) => sum + (v_hat[t] - value) ** 2, 0) / v.length;
  return { v_hat, wrong, distance, share: wrong.filter(Boolean).length / s.length };
}

const percent = (share) => `${number(100 * share, 1)}\u00a0%`;

function sentence({ estimate: kind }, all) {
  const least = (name) => Object.keys(all).reduce((best, word) => (all[word][name] < all[best][name] ? word : best));
  const [near, right] = [least("distance"), least("share")];
  const { distance, share } = all[kind];
  return (
    `${kind}: mean square distance ${number(distance, 3)}, ${percent(share)} wrong spikes. Least of the four: ` +
    `${number(all[near].distance, 3)} (${near}) and ${percent(all[right].share)} (${right}).`
  );
}

function picture({ estimate: kind, mean, scale, decay }, { distance, share }) {
  return (
    `Estimate ${kind} against the potential of the LIF for a current of mean ${number(mean)} and scale ` +
    `${number(scale)}, decay ${number(decay)}: mean square distance ${number(distance, 3)}, ${percent(share)} of ` +
    `${STEPS} spikes wrong.`
  );
}
