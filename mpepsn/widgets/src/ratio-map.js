// How many times as long a baseline takes, cell by cell: T down, N across; blue where the neuron is faster.

import { drag } from "./controls.js";
import { put, svg, whole } from "./dom.js";
import { brief, digits, strength } from "./speeds.js";

// The strongest colours on which the text of the page can be read, light and dark.
const FULL = { faster: 0.65, slower: 0.55 };
const RAISED = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];
const power = (size) => `2${[...String(Math.round(Math.log2(size)))].map((digit) => RAISED[digit]).join("")}`;

/**
 * Makes the map, on which a press or a drag calls choose({ t, n });
 * returns draw({ ratios, steps, neurons, t, n, baseline, neuron, label }, size).
 */
export function ratioMap(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const cells = svg(canvas, "g", { class: "mpepsn-ratios" });
  const here = svg(canvas, "path", { class: "mpepsn-chosen-row" });
  const values = svg(canvas, "g", { class: "mpepsn-values", "text-anchor": "middle" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const title = svg(canvas, "text", { class: "mpepsn-say-map", y: 12 });
  const legend = svg(canvas, "text", { y: 12, "text-anchor": "end" });
  const sides = ["other", "h"].map((name, i) => svg(legend, "tspan", { class: `mpepsn-say-${name}`, dx: 8 * i }));
  let [held, at, drawn, asked] = [null, null, null, null];
  drag(canvas, { now: () => held, at: (event) => at(event) }, choose);

  /** The longest title and legend that fit. */
  function entitle(neuron, fast, width) {
    const fits = (said, ...colours) => {
      title.textContent = said;
      sides.forEach((side, i) => (side.textContent = `■ ${colours[i]}`));
      return title.getComputedTextLength() + legend.getComputedTextLength() + 12 <= width;
    };
    fits(`${brief(neuron)}: ${fast}`, "slower", "faster") || fits(fast, "slower", "faster") || fits(fast, "< 1", "> 1");
  }

  return ({ ratios, steps, neurons, t, n, baseline, neuron, label }, { width, height }) => {
    const [left, right, top, base] = [44, width - 1, 20, height - 19];
    const [wide, high] = [(right - left) / neurons.length, (base - top) / steps.length];
    const [x, y] = [(i) => left + i * wide, (i) => top + i * high];
    held = { t, n };
    at = (event) => {
      const bounds = canvas.getBoundingClientRect();
      const inside = (place, size, count) => Math.min(count - 1, Math.max(0, Math.floor(place / size)));
      return {
        t: inside(event.clientY - bounds.top - top, high, steps.length),
        n: inside(event.clientX - bounds.left - left, wide, neurons.length),
      };
    };
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });

    const one = (ratio, i, j) => {
      const side = ratio === null ? "unknown" : ratio >= 1 ? "faster" : "slower";
      const shade = ratio === null ? null : (FULL[side] * strength(ratio)).toFixed(3);
      const size = { x: x(j) + 0.5, y: y(i) + 0.5, width: wide - 1, height: high - 1 };
      svg(cells, "rect", { class: `mpepsn-${side}`, "fill-opacity": shade, ...size });
      const text = ratio === null ? "–" : digits(ratio);
      const fits = 7.5 * text.length + 4 <= wide && high >= 13;
      const said = svg(values, "text", { x: x(j + 0.5), y: y(i + 0.5) + 4.5, text: fits ? text : "" });
      const mark = (chosen) => {
        said.classList.toggle("mpepsn-chosen", chosen);
        if (!fits) said.textContent = chosen ? text : "";
      };
      return { mark };
    };
    // A slider moves what is chosen, and leaves the numbers as they are.
    if (drawn?.ratios !== ratios || drawn.width !== width || drawn.height !== height) {
      cells.replaceChildren();
      values.replaceChildren();
      const made = ratios.map((row, i) => row.map((ratio, j) => one(ratio, i, j)));
      drawn = { ratios, width, height, cells: made, chosen: null };
    }
    drawn.chosen?.mark(false);
    drawn.chosen = drawn.cells[t][n];
    drawn.chosen.mark(true);
    put(here, { d: `M${x(n)} ${y(t)}h${wide}v${high}h${-wide}z` });

    axis.replaceChildren();
    const long = wide > 72;
    const word = (name, i, value) => (i ? value : `${name} = ${value}`);
    steps.forEach((size, i) => {
      const place = { x: left - 6, y: y(i + 0.5) + 4.5, "text-anchor": "end" };
      svg(axis, "text", { ...place, class: i === t ? "mpepsn-chosen" : "", text: word("T", i, size) });
    });
    neurons.forEach((size, j) => {
      const place = { x: x(j + 0.5), y: base + 14, "text-anchor": "middle" };
      const text = word("N", j, long ? whole(size) : power(size));
      svg(axis, "text", { ...place, class: j === n ? "mpepsn-chosen" : "", text });
    });
    put(legend, { x: right });
    if (asked !== `${neuron}, ${baseline}, ${width}`) entitle(neuron, `times as fast as ${baseline}`, right);
    asked = `${neuron}, ${baseline}, ${width}`;
  };
}
