// How likely a current makes the neuron fire: as measured, and as the estimate takes it.

import { bars, number, polyline, put, scale, svg, upright } from "./dom.js";
import { fired, firingShare } from "./mpe.js";

const REACH = 3; // currents are shown from −REACH to REACH
const CURRENTS = Array.from({ length: 121 }, (_, i) => (REACH * (i - 60)) / 60);
const BINS = 24;
const TOLD = [-1, 0, 1, 2];

/** Makes the plot; returns draw({ x, v, estimate, decay, threshold }, size): the currents of a run, what each left. */
export function gatePlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const heap = svg(canvas, "path", { class: "mpepsn-x mpepsn-heap" });
  const limit = svg(canvas, "path", { class: "mpepsn-limit" });
  const [paper, taken, real] = ["ReLU", "guess", "LIF"].map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const names = ["threshold", "guess", "guess", "LIF", "LIF", "ReLU"];
  const words = names.map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));

  return ({ x: run, v, estimate, decay, threshold }, { width, height }) => {
    const [left, right, top, base] = [34, width - 8, 24, height - 34];
    const [x, y] = [scale([-REACH, REACH], [left, right]), scale([0, 1], [base, top])];
    // Both sides of the threshold, so that a step there is upright.
    const currents = [...CURRENTS, threshold - 1e-9, threshold].sort((a, b) => a - b);
    const curve = (values) => polyline(currents.map((current, i) => [x(current), y(values[i])]));
    const take = (name, at) => at.map((current) => fired[name](current, threshold));
    const fire = (at) => firingShare({ x: at, v, decay, threshold });
    const fires = fire(currents);
    const papers = estimate in { bernoulli: 1, expected: 1 };

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(limit, { d: `M${x(threshold).toFixed(1)} ${top}V${base}` });
    put(paper, { d: papers ? "" : curve(take("bernoulli", currents)) });
    put(taken, { d: curve(take(estimate, currents)) });
    put(real, { d: curve(fires) });
    const bin = (2 * REACH) / BINS;
    const many = new Array(BINS).fill(0);
    for (const at of run.map((current) => Math.floor((current + REACH) / bin))) if (at in many) many[at]++;
    const tall = scale([0, Math.max(...many)], [base, base - 0.3 * (base - top)]);
    put(heap, { d: bars(many.map((n, i) => [x((i + 0.5) * bin - REACH), base, tall(n)]), 0.8 * (x(bin) - x(0))) });

    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [0, 0.5, 1]);
    for (let tick = -REACH; tick <= REACH; tick++) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: number(tick, 0) });
    }
    svg(axis, "text", { x: left, y: 12, text: "share that fires" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "current x (grey: how often)" });

    const law = { threshold: "x ≥ threshold", zero: "always" }[estimate] ?? "σ(x)";
    const said = ["threshold", "taken to fire:", law, "LIF fires,", "measured", papers ? "" : "σ(x)"];
    words.forEach((word, i) => (word.textContent = said[i]));
    put(words[0], { x: Math.min(x(threshold), right - 28), y: top - 6, "text-anchor": "middle" });
    // What is taken to fire stands left of its curve, what fires right of its own.
    for (const i of [1, 2]) put(words[i], { x: left + 10, y: y(0.8) + 15 * (i - 1) });
    const onset = Math.max(threshold, currents[fires.findIndex((share) => share > 0.4)] ?? 0);
    const start = Math.min(x(onset) + 9, right - 62);
    for (const i of [3, 4]) put(words[i], { x: start, y: y(0.45) + 15 * (i - 3) });
    put(words[5], { x: x(-1), y: y(0.34), "text-anchor": "end" });
    put(canvas, {
      "aria-label":
        `How likely a current makes the neuron fire. At ${TOLD.join(", ")} the LIF fires in ${shares(fire(TOLD))} of ` +
        `the steps, decay ${number(decay)}; the estimate ${estimate} takes ${shares(take(estimate, TOLD))} to have fired.`,
    });
  };
}

const shares = (values) => values.map((value) => number(value)).join(", ");
