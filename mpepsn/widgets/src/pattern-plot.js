// Which pattern of four steps an input brings out: filled for this v_init, pale where another v_init would do it.

import { bars, number, put, svg } from "./dom.js";

export const ALL = 16;
/** The n-th pattern of four steps, the first step first. */
export const bits = (n) => [8, 4, 2, 1].map((bit) => (n & bit ? 1 : 0));
const word = (n) => bits(n).join("");

/**
 * Makes the map; returns draw({ now, ever, mark, axis, label }, size): the pattern by input, the sets of patterns that
 * any v_init brings out, the input to mark or null, and what the inputs are: { title, ticks: [[input, text], …] }.
 */
export function patternPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const [pale, filled] = ["pale", "found"].map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const edge = svg(canvas, "path", { class: "mpepsn-edge" });
  const here = svg(canvas, "path", { class: "mpepsn-chosen-row" });
  const grid = svg(canvas, "g", { class: "mpepsn-axis" });
  const words = ["title", "title"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));

  return ({ now, ever, mark, axis, label }, { width, height }) => {
    const [left, right, top, base] = [40, width - 4, 20, height - 48];
    const [wide, high] = [(right - left) / now.length, (base - top) / ALL];
    const y = (n) => base - (n + 0.5) * high;
    const few = now.length <= ALL;
    const room = few ? wide - 2 : wide + 0.2; // many inputs side by side make a band, with no seams
    const cell = (i, n) => [left + (i + 0.5) * wide, y(n) - high / 2 + 1, y(n) + high / 2 - 1];

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(filled, { d: bars(now.map((n, i) => cell(i, n)), room) });
    put(pale, { d: bars(ever.flatMap((set, i) => [...set].map((n) => cell(i, n))), room) });
    put(edge, { d: `M${left} ${top}H${right}V${base}H${left}z` });
    const at = left + (mark + 0.5) * wide;
    put(here, { d: mark === null ? "" : `M${at.toFixed(1)} ${top}V${base}` });
    grid.replaceChildren();
    const reached = new Set(now);
    for (let n = 0; n < ALL; n++) {
      const shown = { class: reached.has(n) ? "mpepsn-chosen" : "", text: word(n) };
      svg(grid, "text", { x: left - 6, y: y(n) + 4, "text-anchor": "end", ...shown });
    }
    for (const [i, text] of axis.ticks) {
      const x = (left + (i + 0.5) * wide).toFixed(1);
      const place = few ? { y: base, transform: `rotate(-90 ${x} ${base})`, dx: -18, dy: 4.5 } : { y: base + 16 };
      svg(grid, "text", { x, "text-anchor": "middle", text, ...place });
    }
    put(words[0], { x: left - 34, y: 12 }).textContent = `output: ${reached.size} of ${ALL} patterns (pale: other v_init)`;
    put(words[1], { x: right, y: few ? height - 2 : base + 32, "text-anchor": "end" }).textContent = axis.title;
  };
}

/** The inputs of the map: 16 patterns whose spikes weigh so much, or constant currents from 0 to 1.5. */
export function asked({ input, weight }) {
  if (input === "constant") {
    const ticks = [0, 50, 100, 150].map((i) => [i, String(i / 100)]);
    const given = Array.from({ length: 151 }, (_, i) => new Array(4).fill(i / 100));
    return { given, axis: { ticks, title: "input: a constant current x" } };
  }
  const given = Array.from({ length: ALL }, (_, n) => bits(n).map((bit) => weight * bit));
  const title = `input: patterns of spikes of ${number(weight)}`;
  return { given, axis: { ticks: given.map((_, n) => [n, word(n)]), title } };
}
