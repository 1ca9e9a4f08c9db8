// The input current below the potential: bars, and a pen for pointer and keyboard.

import { bars, html, number, put, scale, svg } from "./dom.js";

const [LOW, HIGH] = [-1, 2];
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * Makes the strip. `write(values)` is called with a new current when the reader draws one; null: it is only shown.
 * `moved()` is called when the cursor has moved: by key, or by a mouse over the strip or one of `others`.
 * Returns { draw(x, frame, speak, brief), pen(on), cursor } with `cursor` the chosen step, or null.
 */
export function strip(parent, write, moved, others) {
  const box = html(parent, "div", { class: "mpepsn-strip" });
  const asSlider = {
    tabindex: 0, role: "slider", "aria-valuemin": LOW, "aria-valuemax": HIGH,
    "aria-label": "Input current. Left and right choose the step, up and down change the value.",
  };
  if (write) put(box, asSlider);
  const canvas = svg(box, "svg", { "aria-hidden": "true" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const fill = svg(canvas, "path", { class: "mpepsn-x" });
  const mark = svg(canvas, "path", { class: "mpepsn-cursor" });
  const hint = svg(canvas, "text", { class: "mpepsn-hint", "text-anchor": "middle" });
  const name = svg(canvas, "text", { class: "mpepsn-say-x", text: "input x" });
  const self = { draw, pen, cursor: null };
  let [values, frame, drawing, drawn, last] = [[], null, false, false, null];

  function draw(x, given, speak, brief) {
    [values, frame] = [x, given];
    const { left, right, width, height, long } = frame;
    const base = height - 20;
    const y = scale([LOW, HIGH], [base - 2, 4]);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(fill, { d: bars(x.map((value, t) => [frame.x(t), y(0), y(value)]), Math.max(1.5, 0.7 * frame.step)) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} 2V${base}M${left} ${y(0).toFixed(1)}H${right}M${left} ${base}H${right}` });
    for (const value of [-1, 0, 1, 2]) {
      svg(axis, "path", { d: `M${left} ${y(value).toFixed(1)}h-4` });
      if (value === 0 || value === 1) {
        svg(axis, "text", { x: left - 7, y: y(value) + 4, "text-anchor": "end", text: value });
      }
    }
    const every = x.length > 60 ? 20 : 10;
    const shown = [...x.keys()].filter((t) => t % every === 0 && t < x.length - every / 2);
    for (const t of [...shown, x.length - 1]) {
      svg(axis, "path", { d: `M${frame.x(t).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: frame.x(t), y: height - 2, "text-anchor": "middle", text: t ? t : "t = 0" });
    }
    put(name, { x: right + 6, y: y(0) + 4 });
    const t = clamp(self.cursor ?? 0, 0, x.length - 1);
    put(hint, { x: (left + right) / 2, y: 13 });
    hint.textContent = self.cursor !== null ? brief(t) : drawing && !drawn ? "drag here to draw" : "";
    put(mark, { d: `M${frame.x(t).toFixed(1)} 0V${base}`, visibility: self.cursor === null ? "hidden" : null });
    if (!write) return;
    put(box, { "aria-valuenow": x[t].toFixed(2), "aria-valuetext": `step ${t}: input ${number(x[t])}, ${speak(t)}` });
  }

  function pen(on) {
    [drawing, drawn] = [on, false];
    box.classList.toggle("mpepsn-drawing", on);
  }

  function place(event) {
    const bounds = canvas.getBoundingClientRect();
    const t = Math.round((event.clientX - bounds.left - frame.left) / frame.step) - 1;
    const value = scale([frame.height - 22, 4], [LOW, HIGH])(event.clientY - bounds.top);
    return [clamp(t, 0, values.length - 1), clamp(Math.round(value * 20) / 20, LOW, HIGH)];
  }

  function point(t) {
    if (t === self.cursor) return;
    self.cursor = t;
    moved();
  }

  function stroke(event) {
    const [t, value] = place(event);
    const [from, start] = last ?? [t, value];
    const next = [...values];
    // A fast pointer skips steps: fill them in on a straight line.
    for (let i = Math.min(from, t); i <= Math.max(from, t); i++) {
      next[i] = from === t ? value : start + ((value - start) * (i - from)) / (t - from);
    }
    [last, drawn] = [[t, value], true];
    write(next);
  }

  box.addEventListener("pointerdown", (event) => {
    if (!drawing) return;
    box.setPointerCapture(event.pointerId);
    last = null;
    stroke(event);
  });
  box.addEventListener("pointermove", (event) => {
    if (drawing && box.hasPointerCapture(event.pointerId)) stroke(event);
  });
  box.addEventListener("keydown", (event) => {
    const t = self.cursor ?? 0;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const [along, up] = arrows[event.key] ?? [];
    const ends = { Home: 0, End: values.length - 1 }[event.key];
    if (along === undefined && ends === undefined) return;
    event.preventDefault();
    self.cursor = clamp(ends ?? t + along, 0, values.length - 1);
    if (up) {
      const next = [...values];
      next[t] = clamp(Math.round((next[t] + 0.1 * up) * 20) / 20, LOW, HIGH);
      write(next);
    } else moved();
  });
  box.addEventListener("focus", () => point(self.cursor ?? 0));
  box.addEventListener("blur", () => point(null));
  for (const over of [box, ...others]) {
    over.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(place(event)[0]));
    over.addEventListener("pointerleave", () => box.ownerDocument.activeElement !== box && point(null));
  }
  return self;
}
