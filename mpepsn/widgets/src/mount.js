// What every figure shares: a frame in the page, the tie to the model, drawing anew on a change of value or width.

import { html } from "./dom.js";
import { fault, figures, values } from "./settings.js";

/**
 * Mounts a figure. `build(parent, { set, again, first })` makes its elements once, for the first values, and
 * returns draw(values, width).
 */
export function mount({ model, el }, kind, build) {
  const root = html(el, "div", { class: `mpepsn-figure mpepsn-${kind}` });
  const error = html(root, "p", { class: "mpepsn-error", role: "alert" });
  const body = html(root, "div", { class: "mpepsn-body" });
  const get = (name) => model.get(name);
  let draw = null;

  function again() {
    const wrong = fault(kind, get);
    error.textContent = wrong ?? "";
    error.hidden = !wrong;
    body.hidden = Boolean(wrong);
    if (wrong) return;
    draw ??= start();
    if (root.clientWidth) draw(values(kind, get), root.clientWidth);
  }

  function start() {
    const made = build(body, { set, again, first: values(kind, get) });
    // Else JupyterLab takes the arrow keys to walk through its cells.
    for (const part of body.querySelectorAll("input, select, button, [tabindex]")) {
      part.setAttribute("data-lm-suppress-shortcuts", "true");
    }
    return made;
  }

  function set(changed) {
    for (const [name, value] of Object.entries(changed)) model.set(name, value);
    model.save_changes();
  }

  const names = Object.keys(figures[kind] ?? {});
  for (const name of names) model.on(`change:${name}`, again);
  const resized = new ResizeObserver(again);
  resized.observe(root);
  again();
  return () => {
    for (const name of names) model.off(`change:${name}`, again);
    resized.disconnect();
    root.remove();
  };
}
