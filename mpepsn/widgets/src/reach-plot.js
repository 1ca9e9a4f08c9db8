// How many patterns are reached, against the potential that the neuron starts from.

import { drag } from "./controls.js";
import { dots, number, put, scale, svg, upright } from "./dom.js";
import { figures } from "./settings.js";

const { min: LEAST, max: MOST } = figures.patterns.v_init;
/** Starts that the curve is drawn from. */
export const STARTS = Array.from({ length: 101 }, (_, i) => LEAST + i / 40);

/** Makes the plot, on which a drag calls choose(v_init); returns draw({ counts, present, v_init }, size). */
export function reachPlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const line = svg(canvas, "path", { class: "mpepsn-LIF mpepsn-dots mpepsn-counts" });
  const now = svg(canvas, "path", { class: "mpepsn-LIF mpepsn-dots" });
  const said = svg(canvas, "text", { class: "mpepsn-say-LIF", "text-anchor": "middle" });
  const title = svg(canvas, "text", { class: "mpepsn-say-title", y: 12 });
  let [held, back] = [0, null];
  const at = (event) => {
    const value = back(event.clientX - canvas.getBoundingClientRect().left);
    return Math.round(Math.min(MOST, Math.max(LEAST, value)) * 40) / 40;
  };
  drag(canvas, { now: () => held, at }, choose);

  return ({ counts, present, v_init }, { width, height }) => {
    const [left, right, top, base] = [34, width - 10, 34, height - 34];
    const [x, y] = [scale([LEAST, MOST], [left, right]), scale([0, 16], [base, top])];
    back = scale([left, right], [LEAST, MOST]);
    held = v_init;
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(line, { d: dots(STARTS.map((start, i) => [x(start), y(counts[i])])) });
    put(now, { d: dots([[x(v_init), y(present)]]) });
    put(here, { d: `M${x(v_init).toFixed(1)} ${top}V${base}` });
    put(said, { x: Math.min(right - 8, Math.max(left + 10, x(v_init))), y: y(present) - 10 }).textContent = present;
    title.textContent = "patterns reached";
    put(title, { x: left });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [0, 8, 16]);
    for (const tick of [-1, -0.5, 0, 0.5, 1, 1.5]) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      const text = Number.isInteger(tick) ? number(tick, 0) : number(tick, 1);
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text });
    }
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "v_init" });
    put(canvas, {
      "aria-label":
        `Patterns reached against v_init from ${number(LEAST)} to ${number(MOST)}: between ${Math.min(...counts)} and ` +
        `${Math.max(...counts)} of 16; ${present} at ${number(v_init)}.`,
    });
  };
}
