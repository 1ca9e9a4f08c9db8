// Making elements, and the few path shapes that the figures share.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element in the document of `parent`, appended to it. `text` sets its text, the rest its attributes. */
export function html(parent, tag, { text, ...attributes } = {}) {
  return finish(parent, parent.ownerDocument.createElement(tag), text, attributes);
}

/** The same for SVG. */
export function svg(parent, tag, { text, ...attributes } = {}) {
  return finish(parent, parent.ownerDocument.createElementNS(SVG, tag), text, attributes);
}

function finish(parent, element, text, attributes) {
  if (text !== undefined) element.textContent = text;
  put(element, attributes);
  parent.append(element);
  return element;
}

/** Sets several attributes; null takes one away. */
export function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  return element;
}

/** A straight scale from [from0, from1] to [to0, to1]. */
export function scale([from0, from1], [to0, to1]) {
  return (value) => to0 + ((value - from0) / (from1 - from0)) * (to1 - to0);
}

const cut = (number) => number.toFixed(1);

/** A line through points. */
export const polyline = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${cut(x)} ${cut(y)}`).join("");

/** Dots, drawn by the round caps of lines of no length: one element for all of them. */
export const dots = (points) => points.map(([x, y]) => `M${cut(x)} ${cut(y)}h0`).join("");

/** Rings of one radius: their line alone. */
export const rings = (points, r) =>
  points.map(([x, y]) => `M${cut(x - r)} ${cut(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`).join("");

/** Upright lines, each [x, y0, y1]. */
export const uprights = (lines) => lines.map(([x, y0, y1]) => `M${cut(x)} ${cut(y0)}V${cut(y1)}`).join("");

/** Bars of one width, each [x of the middle, y0, y1]. */
export const bars = (lines, width) =>
  lines.map(([x, y0, y1]) => `M${cut(x - width / 2)} ${cut(y0)}h${cut(width)}V${cut(y1)}h${cut(-width)}z`).join("");

/** Round numbers for an axis: at most `most` of them, within [low, high]. */
export function ticks(low, high, most) {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].find((size) => (high - low) / size <= most) ?? high - low;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toFixed(6)));
}

/** A number for readers: two digits, and a true minus sign. */
export const number = (value, digits = 2) => value.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");

/** Moves labels apart: heights wanted in, heights at least `gap` apart and inside [low, high] out. */
export function apart(wanted, gap, [low, high]) {
  const order = wanted.map((y, i) => [y, i]).sort((a, b) => a[0] - b[0]);
  const placed = [];
  order.forEach(([y], i) => (placed[i] = Math.max(y, i ? placed[i - 1] + gap : low)));
  for (let i = placed.length - 1, most = high; i >= 0; i--, most = placed[i + 1] - gap) {
    placed[i] = Math.min(placed[i], most);
  }
  const out = [];
  order.forEach(([, index], i) => (out[index] = placed[i]));
  return out;
}

/** Ticks and their numbers to the left of an upright axis. */
export function upright(axis, left, y, values) {
  for (const tick of values) {
    svg(axis, "path", { d: `M${left} ${cut(y(tick))}h-4` });
    const text = number(tick, Number.isInteger(tick) ? 0 : 1);
    svg(axis, "text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end", text });
  }
}

/** The room beside a line's end for these words, once `longest()` has made them as long as they get. */
export function room(words, longest) {
  longest();
  return 8 + Math.ceil(Math.max(...words.map((word) => word.getComputedTextLength())));
}

/** A whole number for readers: 12,345. */
export const whole = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
