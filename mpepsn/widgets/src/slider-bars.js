// Numbers as bars, each a slider: by pointer, by touch and by keyboard.

import { drag } from "./controls.js";
import { bars, dots, html, number, put, scale, svg, upright } from "./dom.js";

/**
 * Makes the bars of a list; a reader who moves one calls write(back, value), `back` places before the list's end.
 * `said`: { title, name(back), label(back), below(back, length) }, where label is what the slider is called and below
 * what stands under the bar. Returns draw(values, size) -> { canvas, x, y, left, right }: where the bars lie.
 */
export function sliderBars(parent, { min, max, step, most, said }, write) {
  const box = html(parent, "div", { class: "mpepsn-bars-box" });
  const canvas = svg(box, "svg", { "aria-hidden": "true" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const fill = svg(canvas, "path", { class: "mpepsn-weight" });
  const knobs = ["rim", "h"].map((name) => svg(canvas, "path", { class: `mpepsn-${name} mpepsn-dots mpepsn-knob` }));
  const told = svg(canvas, "g", { class: "mpepsn-values", "text-anchor": "middle" });
  const title = svg(canvas, "text", { class: "mpepsn-say-title", y: 12, text: said.title });
  const hint = svg(canvas, "text", { class: "mpepsn-hint" });
  const over = html(box, "div", { class: "mpepsn-columns" });
  const touch = parent.ownerDocument.defaultView.matchMedia("(pointer: coarse)").matches;
  const parts = Math.round(1 / step);
  let [now, value] = [[], null];

  // All of them are there from the start; draw leaves as many in place as there are values.
  const columns = Array.from({ length: most }, (_, i) => {
    const back = most - 1 - i;
    const column = html(over, "div");
    const name = { name: said.name(back), "aria-label": said.label(back), "aria-orientation": "vertical" };
    const range = html(column, "input", { type: "range", ...name, min, max, step });
    range.addEventListener("input", () => write(back, Number(range.value)));
    drag(column, { now: () => now.at(-1 - back), at: (event) => value(event) }, (chosen) => write(back, chosen));
    column.addEventListener("click", () => range.focus());
    return { column, range };
  });

  return (values, { width, height }) => {
    now = values;
    const [left, right, base] = [34, width - 8, height - 22];
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(title, { x: left });
    hint.textContent = touch ? "tap a bar, then drag it" : "drag the bars";
    // Where both do not fit beside each other, the hint stands below the title.
    const beside = title.getComputedTextLength() + hint.getComputedTextLength() + 12 <= right - left;
    put(hint, beside ? { x: right, y: 12, "text-anchor": "end" } : { x: left, y: 28, "text-anchor": "start" });
    const top = beside ? 34 : 50;
    const y = scale([min, max], [base, top]);
    const back = scale([base, top], [min, max]);
    value = (event) => {
      const given = back(event.clientY - canvas.getBoundingClientRect().top);
      return Math.round(Math.min(max, Math.max(min, given)) * parts) / parts;
    };
    const wide = (right - left) / values.length;
    const x = (i) => left + (i + 0.5) * wide;

    put(over, { style: `left: ${left}px; width: ${right - left}px; top: ${top - 12}px; bottom: 0` });
    put(fill, { d: bars(values.map((each, i) => [x(i), y(0), y(each)]), Math.min(26, 0.6 * wide)) });
    for (const knob of knobs) put(knob, { d: dots(values.map((each, i) => [x(i), y(each)])) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}M${left} ${y(0).toFixed(1)}H${right}` });
    upright(axis, left, y, [min, 0, max]);
    told.replaceChildren();
    values.forEach((each, i) => {
      const text = said.below(values.length - 1 - i, values.length);
      svg(axis, "text", { x: x(i), y: height - 4, "text-anchor": "middle", text });
      svg(told, "text", { x: x(i), y: y(0) + (each < 0 ? -13 : 22), text: number(each) });
    });
    const kept = columns.slice(most - values.length);
    if (over.childElementCount !== kept.length) over.replaceChildren(...kept.map(({ column }) => column));
    kept.forEach(({ range }, i) => {
      range.value = values[i];
      put(range, { "aria-valuetext": number(values[i]) });
    });
    return { canvas, x, y, left, right };
  };
}
