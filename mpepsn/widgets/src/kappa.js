// Chapter 7: κ, free under descent. From which update on does training make the estimate worse?

import { choice, slider } from "./controls.js";
import { html, number, whole } from "./dom.js";
import { kappaPath, released as runs } from "./kappa-path.js";
import { kappaPlot, UPDATES } from "./kappa-plot.js";
import { figures } from "./settings.js";

/** Makes the figure's elements; returns draw(values, width). */
export function kappa(parent, { set }) {
  const plot = kappaPlot(parent);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { released, error, steps } = figures.kappa;
  const syncs = {
    error: slider(controls, { name: "error", label: "error of v̂", colour: "var(--guess)", ...error }, set),
    steps: slider(controls, { name: "steps", label: "steps T", colour: "var(--x)", ...steps, step: 1 }, set),
    // Each run with the error of its own neuron, until the reader gives them all one.
    released: choice(row, { name: "released", ...released }, (chosen) => set({ ...chosen, error: null })),
  };

  return (values, width) => {
    const { released, steps } = values;
    const paths = Object.entries(runs).map(([name, run]) => {
      const error = values.error ?? run.error;
      const path = kappaPath({ released: name, error, steps, updates: UPDATES });
      const first = path.findIndex((at) => at < 0);
      return { name, ...run, error, path, first: first < 0 ? null : first, chosen: name === released };
    });
    const now = paths.find(({ chosen }) => chosen);
    plot({ paths, steps, label: picture(paths, steps) }, { width, height: width >= 560 ? 280 : 240 });
    syncs.error(now.error, { trait: values.error });
    syncs.steps(steps);
    syncs.released(released);
    readout.textContent = sentence(now, steps);
  };
}

function sentence({ optimiser, weight, decay, error, path, first }, steps) {
  const run = `${optimiser}, λ = ${weight}, error ${number(error)}`;
  const end = `${number(steps * path[UPDATES])} times its start`;
  const rest = decay ? `, on its way to ${number((-weight * error) / decay)}` : "";
  if (first === null) return `${run}: κ stays above 0; after ${whole(UPDATES)} updates it is ${end}${rest}.`;
  const told = `${run}: κ < 0 from update ${whole(first)} on. From there`;
  if (decay) return `${told} training makes the estimate worse; κ ends at ${end}${rest}.`;
  return `${told} L_mem is taken to be 0, and nothing trains the estimate; κ stops at ${end}.`;
}

function picture(paths, steps) {
  const told = paths.map(({ name, optimiser, error, path, first }) => {
    const when = first === null ? "never below 0" : `below 0 from update ${whole(first)} on`;
    return `${name} (${optimiser}, error ${number(error)}) ${when}, ${number(steps * path[UPDATES])} at the end`;
  });
  return `κ as a multiple of its start, against updates from 1 to ${whole(UPDATES)}, T = ${steps}: ${told.join("; ")}.`;
}
