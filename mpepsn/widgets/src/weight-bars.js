// The weights of a window as bars, each a slider: by pointer, by touch and by keyboard.

import { drag } from "./controls.js";
import { bars, dots, html, number, put, scale, svg, upright } from "./dom.js";
import { figures } from "./settings.js";

const { min: LEAST, max: MOST } = figures.weights.drawn;
const LONGEST = figures.weights.order.max;
/** The input that lies `lag` steps back. */
export const inputAt = (lag) => (lag ? `x[t−${lag}]` : "x[t]");

/** Makes the bars; a reader who moves one calls write(lag, value). Returns draw(weight, size). */
export function weightBars(parent, write) {
  const box = html(parent, "div", { class: "mpepsn-weights-box" });
  const canvas = svg(box, "svg", { "aria-hidden": "true" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const fill = svg(canvas, "path", { class: "mpepsn-weight" });
  const knobs = ["rim", "h"].map((name) => svg(canvas, "path", { class: `mpepsn-${name} mpepsn-dots mpepsn-knob` }));
  const said = svg(canvas, "g", { class: "mpepsn-values", "text-anchor": "middle" });
  const title = svg(canvas, "text", { class: "mpepsn-say-title", y: 12 });
  const hint = svg(canvas, "text", { class: "mpepsn-hint", y: 12, "text-anchor": "end" });
  const over = html(box, "div", { class: "mpepsn-columns" });
  const touch = parent.ownerDocument.defaultView.matchMedia("(pointer: coarse)").matches;
  let [now, value] = [[], null];

  // All of them are there from the start; draw leaves those in place that the order asks for.
  const columns = Array.from({ length: LONGEST }, (_, i) => {
    const lag = LONGEST - 1 - i;
    const column = html(over, "div");
    const name = { name: `weight${lag}`, "aria-label": `weight of ${inputAt(lag)}`, "aria-orientation": "vertical" };
    const range = html(column, "input", { type: "range", ...name, min: LEAST, max: MOST, step: 0.05 });
    range.addEventListener("input", () => write(lag, Number(range.value)));
    drag(column, { now: () => now.at(-1 - lag), at: (event) => value(event) }, (chosen) => write(lag, chosen));
    column.addEventListener("click", () => range.focus());
    return { column, range };
  });

  return (weight, { width, height }) => {
    now = weight;
    const [left, right, top, base] = [34, width - 8, 34, height - 22];
    const y = scale([LEAST, MOST], [base, top]);
    const back = scale([base, top], [LEAST, MOST]);
    value = (event) => {
      const given = back(event.clientY - canvas.getBoundingClientRect().top);
      return Math.round(Math.min(MOST, Math.max(LEAST, given)) * 20) / 20;
    };
    const wide = (right - left) / weight.length;
    const x = (i) => left + (i + 0.5) * wide;

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(over, { style: `left: ${left}px; width: ${right - left}px; top: ${top - 12}px; bottom: 0` });
    put(fill, { d: bars(weight.map((each, i) => [x(i), y(0), y(each)]), Math.min(26, 0.6 * wide)) });
    for (const knob of knobs) put(knob, { d: dots(weight.map((each, i) => [x(i), y(each)])) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}M${left} ${y(0).toFixed(1)}H${right}` });
    upright(axis, left, y, [LEAST, 0, MOST]);
    said.replaceChildren();
    weight.forEach((each, i) => {
      const lag = weight.length - 1 - i;
      const text = weight.length < 6 ? inputAt(lag) : lag ? `t−${lag}` : "t";
      svg(axis, "text", { x: x(i), y: height - 4, "text-anchor": "middle", text });
      svg(said, "text", { x: x(i), y: y(0) + (each < 0 ? -13 : 22), text: number(each) });
    });
    put(title, { x: left }).textContent = "weights";
    put(hint, { x: right }).textContent = touch ? "tap a bar, then drag it" : "drag the bars";
    const kept = columns.slice(LONGEST - weight.length);
    if (over.childElementCount !== kept.length) over.replaceChildren(...kept.map(({ column }) => column));
    kept.forEach(({ range }, i) => {
      range.value = weight[i];
      put(range, { "aria-valuetext": number(weight[i]) });
    });
  };
}
