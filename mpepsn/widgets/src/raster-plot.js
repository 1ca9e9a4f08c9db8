// Spikes of many neurons, one row each: right ones quiet, wrong ones lit up, and the steps that must be right.

import { dots, put, rings, svg, uprights } from "./dom.js";

/** Makes the plot; returns draw({ found, exact, sweeps, label }, size): spikes of the sweeps and of the LIF by row. */
export function rasterPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const sure = svg(canvas, "rect", { class: "mpepsn-sure" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const right = svg(canvas, "path", { class: "mpepsn-right" });
  const missing = svg(canvas, "path", { class: "mpepsn-missing" });
  const extra = svg(canvas, "path", { class: "mpepsn-extra mpepsn-dots" });
  const words = ["spikes", "other", "other"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}`, y: 12 }));

  return ({ found, exact, sweeps, label }, { width, height }) => {
    const [left, end, top, base] = [36, width - 4, 22, height - 22];
    const [steps, rows] = [exact[0].length, exact.length];
    const [wide, high] = [(end - left) / steps, (base - top) / rows];
    const [x, y] = [(t) => left + (t + 0.5) * wide, (i) => top + (i + 0.5) * high];
    const where = (holds) => {
      const cells = exact.map((row, i) => row.map((s, t) => (holds(s, found[i][t]) ? [x(t), y(i)] : null)));
      return cells.flat().filter(Boolean);
    };
    const [both, lost, added] = [
      where((s, now) => s && now),
      where((s, now) => s && !now),
      where((s, now) => !s && now),
    ];
    const size = Math.min(3.4, 0.42 * high);

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(right, { d: uprights(both.map(([at, row]) => [at, row - 0.36 * high, row + 0.36 * high])) });
    put(missing, { d: rings(lost, Number(size.toFixed(1))) });
    put(extra, { d: dots(added), style: `stroke-width: ${(2 * size + 1.4).toFixed(1)}` });
    put(sure, { x: left, width: sweeps * wide, y: top, height: base - top });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${end}` });
    for (let t = 0; t < steps; t += 5) {
      svg(axis, "path", { d: `M${x(t).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(t), y: height - 4, "text-anchor": "middle", text: t ? t : "t = 0" });
    }
    for (let i = 0; i < rows; i += 8) {
      svg(axis, "text", { x: left - 6, y: y(i) + 4, "text-anchor": "end", text: i ? i : "i = 0" });
    }
    const said = [`| ${both.length} right`, `○ ${lost.length} missing`, `● ${added.length} extra`];
    words.forEach((word, i) => (word.textContent = said[i]));
    put(words[0], { x: left });
    put(words[1], { x: (left + end) / 2, "text-anchor": "middle" });
    put(words[2], { x: end, "text-anchor": "end" });
  };
}
