// Chapter 7: the pull of L_mem on one current. Which way does it push, and for which currents away from 0?

import { choice, slider } from "./controls.js";
import { html, number } from "./dom.js";
import { forcePlot } from "./force-plot.js";
import { fired, membranePull } from "./mpe.js";
import { figures } from "./settings.js";

const CURRENTS = Array.from({ length: 160 }, (_, i) => (i + 0.5) / 40 - 2);

/** The pull at a current where the coin shows no spike, where it shows one, and on the average of both. */
function pulls(x, before) {
  const [none, one] = [0, 1].map((b) => membranePull({ x, b, before }));
  return { "b = 0": none, "b = 1": one, mean: none + fired.bernoulli(x) * (one - none) };
}

/** Makes the figure's elements; returns draw(values, width). */
export function pull(parent, { set }) {
  const plot = forcePlot(parent, (current) => set({ current }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { current, before, coin } = figures.pull;
  const syncs = {
    current: slider(controls, { name: "current", label: "current x", colour: "var(--x)", ...current }, set),
    before: slider(controls, { name: "before", label: "decay · v̂", colour: "var(--guess)", ...before }, set),
    coin: choice(html(parent, "div", { class: "mpepsn-row" }), { name: "coin", ...coin }, set),
  };

  return (values, width) => {
    const { current, before, coin } = values;
    // Both sides of the threshold, where the pull jumps.
    const currents = [...CURRENTS, 1 - before - 1e-9].sort((a, b) => a - b);
    const all = currents.map((x) => pulls(x, before));
    const inwards = 100 * (all.filter((here, i) => here[coin] * currents[i] < 0).length / all.length);
    const now = pulls(current, before)[coin];
    const told = sentence(values, now, inwards);
    plot({ currents, all, current, now, coin, label: told }, { width, height: width >= 560 ? 280 : 230 });
    for (const [name, sync] of Object.entries(syncs)) sync(values[name]);
    readout.textContent = told;
  };
}

function sentence({ current, before, coin }, now, inwards) {
  const odds = `σ(x) = ${number(fired.bernoulli(current))}`;
  const drawn = { "b = 0": "if the coin shows no spike", "b = 1": "if the coin shows a spike" }[coin] ?? "on average";
  const way = now * current ? (now * current < 0 ? ", towards 0" : ", away from 0") : "";
  return (
    `At x = ${number(current)} (${odds}, decay · v̂[t−1] = ${number(before)}) the pull ${drawn} is ` +
    `${number(now)}${way}. It is towards 0 for ${number(inwards, 0)}\u00a0% of the currents shown.`
  );
}
