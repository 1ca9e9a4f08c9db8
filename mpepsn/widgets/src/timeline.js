// Two neurons over time and the input below them, on one axis of steps that a drag chooses one of.

import { drag } from "./controls.js";
import { html, put, svg } from "./dom.js";
import { parts } from "./parts.js";
import { twoPotentials } from "./two-potentials.js";

/**
 * Makes the panels of two neurons with these names; a drag calls choose(step). `heard`, "h" or "other", is the line
 * that the parts of the inputs make.
 * Returns draw({ first, second, threshold, x, given, t, label }, { width, high, low }) -> the frame: where steps lie.
 */
export function timeline(parent, { names, heard }, choose) {
  const box = html(parent, "div");
  const top = svg(box, "svg", { class: "mpepsn-drag", role: "img" });
  const bottom = svg(box, "svg", { class: "mpepsn-drag", "aria-hidden": "true" });
  const [panel, strip] = [twoPotentials(top), parts(bottom, heard)];
  let [now, at] = [0, null];
  for (const canvas of [top, bottom]) drag(canvas, { now: () => now, at: (event) => at(event) }, choose);

  return (values, { width, high, low }) => {
    const steps = values.x.length;
    const [left, right] = [34, width - panel.margin(names)];
    const step = (right - left) / (steps + 0.5);
    const frame = { left, right, step, x: (t) => left + (t + 1) * step };
    now = values.t;
    at = (event) => {
      const along = event.clientX - top.getBoundingClientRect().left - frame.x(-0.5);
      return Math.min(steps - 1, Math.max(0, Math.floor(along / step)));
    };
    put(top, { width, height: high, viewBox: `0 0 ${width} ${high}`, "aria-label": values.label });
    put(bottom, { width, height: low, viewBox: `0 0 ${width} ${low}` });
    panel.draw({ ...values, names }, { ...frame, height: high });
    strip(values, { ...frame, height: low });
    return frame;
  };
}

/** The spikes in words. */
export function spikesAt(s) {
  const fired = [...s.keys()].filter((t) => s[t]);
  return fired.length ? `spikes at steps ${fired.join(", ")}` : "no spike";
}
