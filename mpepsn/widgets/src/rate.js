// Chapter 0: a constant current in, a firing rate out. How do the curves of IF and LIF differ from a ReLU?

import { choice, slider } from "./controls.js";
import { dots, html, number, polyline, put, scale, svg } from "./dom.js";
import { lif, rate as rateOf } from "./dynamics.js";
import { potential } from "./potential.js";
import { figures } from "./settings.js";

const STEPS = 30; // shown as a trace
const COUNTED = 400; // counted for a rate
const { min: LEAST, max: MOST } = figures.rate.current;
const NAMES = ["IF", "LIF", "ReLU"]; // the last is drawn over the others
const CURRENTS = Array.from({ length: 176 }, (_, i) => LEAST + ((MOST - LEAST) * i) / 175);

/** Makes the figure's elements; returns draw(values, width). */
export function rate(parent, set) {
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
    const [from, to] = [34, size.width - 66];
    const x = (t) => from + ((t + 1) * (to - from)) / (STEPS + 0.5);
    const neuron = lif({ x: new Array(STEPS).fill(values.current), decay: values.decay, reset: values.reset });
    put(left, { ...size, viewBox: `0 0 ${size.width} ${size.height}` });
    panel({ ...neuron, threshold: 1 }, { left: from, right: to, height: size.height, x, long: false });
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

/** The f–I plot: returns draw(values, size) -> the three heights at the present current. */
function curvePlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const [lines, points, words] = ["path", "path", "text"].map((tag) =>
    NAMES.map((name) => svg(canvas, tag, { class: `mpepsn-${tag === "text" ? "say-" : ""}${name}` })),
  );
  for (const point of points) point.classList.add("mpepsn-dots");
  const memo = { key: null, curves: null };
  let x = null;

  const drag = (event) => {
    const at = event.clientX - canvas.getBoundingClientRect().left;
    choose(Math.round(Math.min(MOST, Math.max(LEAST, x.back(at))) * 100) / 100);
  };
  canvas.addEventListener("pointerdown", (event) => (canvas.setPointerCapture(event.pointerId), drag(event)));
  canvas.addEventListener("pointermove", (event) => canvas.hasPointerCapture(event.pointerId) && drag(event));

  return ({ current, decay, reset }, { width, height }) => {
    const [left, right, top, base] = [34, width - 14, 26, height - 34];
    x = scale([LEAST, MOST], [left, right]);
    x.back = scale([left, right], [LEAST, MOST]);
    const y = scale([0, 1.1], [base, top]);
    const heights = [
      (input) => rateOf({ current: input, steps: COUNTED, decay: 1, reset }),
      (input) => rateOf({ current: input, steps: COUNTED, decay, reset }),
      (input) => Math.max(0, input),
    ];
    if (memo.key !== `${decay} ${reset}`) {
      const curves = heights.map((height) => CURRENTS.map(height));
      Object.assign(memo, { key: `${decay} ${reset}`, curves });
    }
    const [IF, LIF, ReLU] = heights.map((height) => height(current));

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    for (const tick of [0, 0.5, 1]) {
      svg(axis, "path", { d: `M${left} ${y(tick).toFixed(1)}h-4` });
      svg(axis, "text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end", text: tick });
    }
    for (const tick of [0, 0.5, 1, 1.5, 2]) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: tick });
    }
    svg(axis, "text", { x: left + 6, y: 12, "text-anchor": "start", text: "rate (spikes per step)" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "constant current x" });

    put(here, { d: `M${x(current).toFixed(1)} ${top}V${base}` });
    memo.curves.forEach((curve, i) => {
      const inside = CURRENTS.map((input, k) => [x(input), y(curve[k])]).filter(([, at]) => at >= top);
      put(lines[i], { d: polyline(inside) });
    });
    [IF, LIF, ReLU].forEach((at, i) => put(points[i], { d: at <= 1.1 ? dots([[x(current), y(at)]]) : "" }));
    // ReLU lies left of IF, IF left of LIF: two names go to the left of the curves, one to the right.
    const onset = CURRENTS[memo.curves[1].findIndex((at) => at >= 0.15)] ?? MOST;
    const places = [[x(0.5) - 8, y(0.5), "end"], [x(onset) + 8, y(0.06), "start"], [x(0.86) - 8, y(0.86), "end"]];
    words.forEach((word, i) => {
      put(word, { x: Math.min(places[i][0], right - 24), y: places[i][1] + 4, "text-anchor": places[i][2] });
      word.textContent = NAMES[i];
    });
    put(canvas, {
      "aria-label":
        `Firing rate against constant current from ${number(LEAST)} to ${number(MOST)}. At ${number(current)}: ` +
        `LIF ${number(LIF)}, IF ${number(IF)}, ReLU ${number(ReLU)}.`,
    });
    return { ReLU, IF, LIF };
  };
}
