// The matrix W that makes h from x where nothing is reset: one shade a diagonal, for all its cells are equal.

import { put, svg } from "./dom.js";

/** Makes the plot; returns draw({ decay, steps, t }, frame); frame.numbered: write the columns' numbers below. */
export function matrixPlot(parent) {
  const cells = svg(parent, "g", { class: "mpepsn-cells" });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const edge = svg(parent, "path", { class: "mpepsn-edge" });
  const row = svg(parent, "path", { class: "mpepsn-chosen-row" });
  const words = ["title", "future", "other"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));

  return ({ decay, steps, t }, { left, right, top, base, numbered }) => {
    const [wide, high] = [(right - left) / steps, (base - top) / steps];
    const [x, y] = [(i) => (left + i * wide).toFixed(2), (i) => (top + i * high).toFixed(2)];
    cells.replaceChildren();
    for (let lag = 0; lag < steps && decay ** lag > 0.002; lag++) {
      const band = Array.from({ length: steps - lag }, (_, i) => {
        return `M${x(i)} ${y(i + lag)}H${x(i + 1)}V${y(i + lag + 1)}H${x(i)}z`;
      });
      svg(cells, "path", { d: band.join(""), "fill-opacity": (decay ** lag).toFixed(3) });
    }
    put(edge, { d: `M${left} ${top}H${right}V${base}H${left}z` });
    put(row, { d: `M${left} ${y(t)}H${x(t + 1)}V${y(t + 1)}H${left}z` });

    axis.replaceChildren();
    for (let i = 0; i < steps; i++) {
      if (i === t || (i % 5 === 0 && Math.abs(i - t) * high >= 14)) {
        const at = { x: left - 7, y: top + (i + 0.5) * high + 4, "text-anchor": "end" };
        svg(axis, "text", { ...at, class: i === t ? "mpepsn-chosen" : "", text: i });
      }
      if (numbered && i % 5 === 0) {
        svg(axis, "text", { x: left + (i + 0.5) * wide, y: base + 15, "text-anchor": "middle", text: i ? i : "i = 0" });
      }
    }
    const said = ["W[t, i]: weight of x[i] in h[t]", "0: the future", `→ h[${t}]`];
    words.forEach((word, i) => (word.textContent = said[i]));
    put(words[0], { x: right - 8, y: top + 18, "text-anchor": "end" });
    put(words[1], { x: right - 8, y: top + 36, "text-anchor": "end" });
    put(words[2], { x: right + 6, y: top + (t + 0.5) * high + 4 });
  };
}
