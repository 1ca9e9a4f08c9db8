// Sliders, choices, lists and boxes: native form elements, each tied to one trait, that return sync(value). And drags.

import { html, number, put } from "./dom.js";

let made = 0;
const fresh = (name) => `mpepsn-${name}-${++made}`;

/** A labelled range with its value beside it, in the colour of what it moves. */
export function slider(parent, { name, label = name, min, max, step = 0.01, colour }, set) {
  const box = html(parent, "div", { class: "mpepsn-slider", style: `--colour: ${colour}` });
  const id = fresh(name);
  const title = html(box, "label", { for: id, text: label });
  const range = html(box, "input", { type: "range", id, name, min, max, step });
  const shown = html(box, "output", { for: id, "aria-live": "off" }); // the range says its value itself
  range.addEventListener("input", () => set({ [name]: Number(range.value) }));
  // A finger that only scrolls past has moved the range already; the browser then cancels its pointer.
  let [given, held] = [null, null];
  range.addEventListener("pointerdown", () => (held = given));
  range.addEventListener("pointercancel", () => set({ [name]: held }));
  // trait: what the trait holds where it is not the number that is shown; words: what is shown instead of the number.
  return (value, { label: say = label, min: low = min, max: high = max, trait = value, words = null } = {}) => {
    given = trait;
    put(range, { min: low, max: high, "aria-valuetext": words });
    range.value = value;
    title.textContent = say;
    shown.textContent = words ?? number(value, Number.isInteger(step) ? 0 : 2);
    range.style.setProperty("--filled", `${(100 * (value - low)) / (high - low || 1)}%`);
  };
}

/** Radio buttons in a row; `shown` has what stands for a word where it is not the word itself. */
export function choice(parent, { name, label: say = name, words, shown = {} }, set) {
  const field = html(parent, "fieldset", { class: "mpepsn-choice" });
  html(field, "legend", { text: say });
  const group = fresh(name);
  const inputs = words.map((word) => {
    const label = html(field, "label");
    const input = html(label, "input", { type: "radio", name: group, value: word });
    html(label, "span", { text: shown[word] ?? word });
    input.addEventListener("change", () => set({ [name]: word }));
    return input;
  });
  return (value) => inputs.forEach((input) => (input.checked = input.value === value));
}

/** A drop-down list; `shown` as in choice. */
export function list(parent, { name, label: say = name, words, shown = {} }, set) {
  const label = html(parent, "label", { class: "mpepsn-list" });
  html(label, "span", { text: say });
  const select = html(label, "select", { name });
  for (const word of words) html(select, "option", { value: word, text: shown[word] ?? word });
  select.addEventListener("change", () => set({ [name]: select.value }));
  return (value) => (select.value = value);
}

/** A check box. */
export function box(parent, { name, label }, set) {
  const outer = html(parent, "label", { class: "mpepsn-box" });
  const input = html(outer, "input", { type: "checkbox", name });
  html(outer, "span", { text: label });
  input.addEventListener("change", () => set({ [name]: input.checked }));
  return (value) => (input.checked = value);
}

/** A button that stays pressed. */
export function toggle(parent, { label }, press) {
  const button = html(parent, "button", { type: "button", class: "mpepsn-toggle", text: label });
  put(button, { "aria-pressed": "false" });
  button.addEventListener("click", () => press(button.getAttribute("aria-pressed") !== "true"));
  return (on) => put(button, { "aria-pressed": String(on) });
}

/** A pointer dragged over `canvas` calls choose(at(event)); `now()` is what a finger that only scrolls past leaves. */
export function drag(canvas, { now, at }, choose) {
  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    held = now();
    choose(at(event));
  });
  canvas.addEventListener("pointercancel", () => choose(held));
  canvas.addEventListener("pointermove", (event) => canvas.hasPointerCapture(event.pointerId) && choose(at(event)));
}
