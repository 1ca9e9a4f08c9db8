// Chapter 8: the initial potential. Which patterns of four steps can a neuron emit, and what does its start change?

import { box, choice, list, slider } from "./controls.js";
import { html, number } from "./dom.js";
import { lif } from "./dynamics.js";
import { ALL, asked, bits, patternPlot } from "./pattern-plot.js";
import { reachPlot, STARTS } from "./reach-plot.js";
import { figures } from "./settings.js";

/** Makes the figure's elements; returns draw(values, width). */
export function patterns(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const map = patternPlot(pair);
  const curve = reachPlot(pair, (v_init) => set({ v_init }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { v_init, weight, reset, input } = figures.patterns;
  const syncs = {
    v_init: slider(controls, { name: "v_init", colour: "var(--h)", ...v_init }, set),
    weight: slider(controls, { name: "weight", colour: "var(--x)", ...weight }, set),
    reset: choice(row, { name: "reset", ...reset }, set),
  };
  const last = html(row, "div", { class: "mpepsn-source" });
  syncs.input = list(last, { name: "input", words: input.words }, set);
  syncs.strict = box(last, { name: "strict", label: "strict (h > 1)" }, set);
  let [known, ever, counts] = [null, null, null];

  return (values, width) => {
    const constant = values.input === "constant";
    const { given, axis } = asked(values);
    const key = JSON.stringify([values.reset, values.strict, values.input, constant || values.weight]);
    if (known !== key) {
      const runs = STARTS.map((start) => emitted(given, { ...values, v_init: start }));
      counts = runs.map((run) => new Set(run).size);
      ever = given.map((_, i) => new Set(runs.map((run) => run[i])));
      known = key;
    }
    const now = emitted(given, values);
    const mark = constant ? Math.round(100 * values.weight) : null;
    const present = new Set(now).size;
    const some = new Set(ever.flatMap((set) => [...set])).size;

    const long = width >= 560;
    const side = Math.max(220, Math.floor(0.38 * width));
    const sizes = long ? [[width - side - 24, 300], [side, 300]] : [[width, 252], [width, 110]];
    const [one, two] = sizes.map(([wide, height]) => ({ width: wide, height }));
    map({ now, ever, mark, axis, label: picture(values, now, some) }, one);
    curve({ counts, present, v_init: values.v_init }, two);
    for (const name of ["v_init", "reset", "input", "strict"]) syncs[name](values[name]);
    syncs.weight(values.weight, { label: constant ? "current x" : "weight" });
    const told = mark === null ? "" : ` x = ${number(values.weight)} gives ${bits(now[mark]).join("")}.`;
    readout.textContent = `${present} of ${ALL} patterns are reached; with v_init free from −1 to 1.5, ${some} are.${told}`;
  };
}

/** The pattern, as a number from 0 to 15, that an IF neuron emits for each of some inputs. */
function emitted(given, { v_init, reset, strict }) {
  return given.map((x) => lif({ x, decay: 1, reset, v_init, strict }).s.reduce((n, spike) => 2 * n + spike, 0));
}

function picture({ input, weight, v_init, reset, strict }, now, some) {
  const inputs = input === "constant" ? "constant currents from 0 to 1.5" : `16 patterns of spikes of ${number(weight)}`;
  const told = [...new Set(now)].sort((a, b) => a - b).map((n) => bits(n).join(""));
  return (
    `What an IF neuron makes of ${inputs} in four steps, v_init ${number(v_init)}, reset ${reset}, firing ` +
    `${strict ? "above" : "at"} the threshold: ${told.length} patterns, ${told.join(", ")}. ` +
    `${some} with v_init free.`
  );
}
