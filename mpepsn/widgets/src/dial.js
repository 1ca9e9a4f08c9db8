// Chapter 6: from one sweep to the exact neuron. Which spikes are wrong after k sweeps, and when do they vanish?

import { list, slider } from "./controls.js";
import { html, number } from "./dom.js";
import { lif } from "./dynamics.js";
import { estimate, mpe } from "./mpe.js";
import { crowds } from "./inputs.js";
import { rasterPlot } from "./raster-plot.js";
import { figures } from "./settings.js";
import { sweepPlot } from "./sweep-plot.js";

/** Makes the figure's elements; returns draw(values, width). */
export function dial(parent, { set }) {
  let chosen = 1;
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const raster = rasterPlot(pair);
  const curve = sweepPlot(pair, (sweeps) => sweeps !== chosen && set({ sweeps }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const source = html(html(parent, "div", { class: "mpepsn-row" }), "div", { class: "mpepsn-source" });
  const { sweeps, decay, input, estimate: kind } = figures.dial;
  const syncs = {
    sweeps: slider(controls, { name: "sweeps", label: "sweeps k", colour: "var(--other)", ...sweeps, step: 1 }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay }, set),
    input: list(source, { name: "input", words: input.words }, set),
    estimate: list(source, { name: "estimate", words: kind.words }, set),
  };

  return (values, width) => {
    const { steps, decay } = values;
    chosen = Math.min(values.sweeps, steps);
    const { exact, found } = run(values);
    const wrong = found.map((rows) => count(exact, rows, (s, now) => s !== now));
    const now = found[chosen - 1];
    const shares = wrong.map((many) => many / (steps * exact.length));

    const long = width >= 560;
    const side = Math.max(230, Math.floor(0.36 * width));
    const label = picture(values, chosen, exact, now);
    const sizes = long ? [[width - side - 24, 284], [side, 284]] : [[width, 216], [width, 128]];
    const [one, two] = sizes.map(([wide, height]) => ({ width: wide, height }));
    raster({ found: now, exact, sweeps: chosen, label }, one);
    curve({ shares, sweeps: chosen, decay, estimate: values.estimate }, two);
    for (const name of ["decay", "input", "estimate"]) syncs[name](values[name]);
    syncs.sweeps(chosen, { max: steps });
    readout.textContent = sentence(shares, wrong, chosen, steps, exact.length);
  };
}

/** The spikes of the LIF, and those after 1, 2, … T sweeps, by row. */
function run({ decay, estimate: kind, input, steps, neurons, seed }) {
  const [exact, found] = [[], Array.from({ length: steps }, () => [])];
  for (let neuron = 0; neuron < neurons; neuron++) {
    const x = crowds[input](steps, neuron, seed);
    exact.push(lif({ x, decay }).s);
    // Draws of their own: the noise has those of the seed itself.
    let v_hat = estimate({ x, kind, seed: seed + 2 ** 32, neuron });
    for (const rows of found) {
      const { s, v } = mpe({ x, v_hat, decay });
      rows.push(s);
      v_hat = v;
    }
  }
  return { exact, found };
}

function count(exact, rows, holds) {
  return exact.reduce((sum, row, i) => sum + row.filter((s, t) => holds(s, rows[i][t])).length, 0);
}

function sentence(shares, wrong, sweeps, steps, neurons) {
  const many = wrong[sweeps - 1];
  const size = `in ${neurons} × ${steps} steps`;
  if (sweeps === steps) return `k = ${sweeps} = T: no wrong spike ${size}, whatever the input. This is the LIF.`;
  const sure = sweeps === 1 ? "step 0 is" : `steps 0 to ${sweeps - 1} are`;
  if (!many) return `k = ${sweeps}: no wrong spike ${size}, though only ${sure} sure to be exact.`;
  const share = `${number(100 * shares[sweeps - 1], 1)}\u00a0%`;
  return `k = ${sweeps}: ${many} wrong spike${many === 1 ? "" : "s"} ${size} (${share}); ${sure} exact whatever the input.`;
}

function picture({ decay, estimate: kind, input, steps, neurons }, sweeps, exact, now) {
  const [lost, added] = [count(exact, now, (s, at) => s && !at), count(exact, now, (s, at) => !s && at)];
  return (
    `Spikes of ${neurons} neurons over ${steps} steps under ${input}, decay ${number(decay)}, estimate ${kind}, after ` +
    `${sweeps} sweep${sweeps === 1 ? "" : "s"}: ${count(exact, now, (s, at) => s && at)} right, ${lost} missing, ` +
    `${added} extra.`
  );
}
