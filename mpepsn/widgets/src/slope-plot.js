// A spike as a step, the bump that stands in for its derivative, and where the steps of a run lie on it.

import { dots, number, polyline, put, scale, svg, ticks } from "./dom.js";
import { sizes, slopes } from "./dynamics.js";

const REACH = 2; // z is shown from −REACH to REACH

/** Makes the plot; returns draw(neuron, h, size). */
export function slopePlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const bump = svg(canvas, "path", { class: "mpepsn-bump" });
  const step = svg(canvas, "path", { class: "mpepsn-step" });
  const steps = svg(canvas, "path", { class: "mpepsn-h mpepsn-dots" });
  const mark = svg(canvas, "path", { class: "mpepsn-v mpepsn-dots" });
  const said = ["step", "h", "v"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));

  return ({ surrogate, size }, h, { width, height }) => {
    const [left, right, top, base] = [30, width - 8, 40, height - 32]; // two lines of words above
    const bumpAt = (z) => slopes[surrogate](z, size);
    const x = scale([-REACH, REACH], [left, right]);
    const high = Math.max(1, bumpAt(0));
    const y = scale([0, high], [base, top]);
    const on = (z) => [x(z), y(bumpAt(z))];
    const curve = Array.from({ length: 201 }, (_, i) => on(-REACH + (2 * REACH * i) / 200));
    const points = h.map((value) => on(Math.min(REACH, Math.max(-REACH, value - 1))));
    const end = points.pop();

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(bump, { d: `${polyline(curve)}V${base}H${left}z` });
    put(step, { d: `M${left} ${base}H${x(0)}V${y(1)}H${right}` });
    put(steps, { d: dots(points), style: "stroke-width: 6" });
    put(mark, { d: dots([end]), style: "stroke-width: 10" });
    axis.replaceChildren();
    for (const tick of ticks(0, high, 3)) {
      svg(axis, "text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end", text: tick });
    }
    for (const tick of [-2, -1, 0, 1, 2]) {
      const anchor = { "-2": "start", 2: "end" }[tick] ?? "middle";
      svg(axis, "text", { x: x(tick), y: base + 15, "text-anchor": anchor, text: number(tick, 0) });
    }
    svg(axis, "text", { x: right, y: height - 2, "text-anchor": "end", text: "z = h − threshold" });
    put(said[0], { x: right, y: y(1) - 6, "text-anchor": "end" }).textContent = "step Θ(z)";
    put(said[1], { x: left + 4, y: 12 }).textContent = `slope: ${surrogate}`;
    put(said[2], { x: left + 4, y: 28 }).textContent = `● z[${h.length - 1}], the last step`;
    const last = h.at(-1) - 1;
    put(canvas, {
      "aria-label":
        `The step and its slope, ${surrogate}, ${sizes[surrogate].name} ${number(size)}. ${h.length} steps of a run ` +
        `lie on it; the last one at z = ${number(last)}, where the slope is ${number(bumpAt(last))}.`,
    });
  };
}
