// κ against updates under three optimisers, on a logarithmic axis, and where it first lies below 0.

import { apart, dots, polyline, put, rings, room, scale, svg, upright, whole } from "./dom.js";

/** Updates that are shown. */
export const UPDATES = 10_000;
const [LOW, HIGH] = [-5, 1];
const COLOURS = ["h", "v", "other"];
const SHOWN = [...new Set(Array.from({ length: 241 }, (_, i) => Math.round(UPDATES ** (i / 240))))];

/** Makes the plot; returns draw({ paths: [{ name, path, first, decay, chosen }, …], steps, label }, size). */
export function kappaPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const below = svg(canvas, "rect", { class: "mpepsn-above" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const zero = svg(canvas, "path", { class: "mpepsn-limit" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const lines = COLOURS.map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const marks = COLOURS.map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const names = COLOURS.map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  const words = [0, 1].map(() => svg(canvas, "text", { class: "mpepsn-say-threshold" }));
  const when = svg(canvas, "text", { class: "mpepsn-say-title", y: 30 });
  let margin = null;

  return ({ paths, steps, label }, { width, height }) => {
    margin ??= room(names, () => names.forEach((name, i) => (name.textContent = paths[i].name)));
    const [left, right, top, base] = [28, width - margin, 40, height - 34];
    const along = scale([0, Math.log(UPDATES)], [left, right]);
    const x = (update) => along(Math.log(update));
    const y = scale([LOW, HIGH], [base, top]);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(below, { x: left, width: right - left, y: y(0), height: base - y(0) });
    put(zero, { d: `M${left} ${y(0).toFixed(1)}H${right}` });

    paths.forEach(({ path, first, chosen }, i) => {
      const points = SHOWN.map((update) => [x(update), y(steps * path[update])]);
      const inside = points.filter(([, at]) => at <= base);
      const next = points[inside.length];
      if (next) inside.push([scale([inside.at(-1)[1], next[1]], [inside.at(-1)[0], next[0]])(base), base]);
      const at = [[x(first), y(0)]];
      put(lines[i], { d: polyline(inside), "data-chosen": chosen });
      put(marks[i], { d: first === null ? "" : chosen ? dots(at) : rings(at, 3), "data-chosen": chosen });
      marks[i].classList.toggle("mpepsn-dots", chosen);
      put(names[i], { "data-chosen": chosen }).textContent = paths[i].name;
    });
    const ends = paths.map(({ path }) => Math.min(base, y(steps * path[UPDATES])));
    apart(ends, 15, [top, base]).forEach((at, i) => put(names[i], { x: right + 6, y: at + 4 }));

    const { first, decay } = paths.find(({ chosen }) => chosen);
    const late = first > 300;
    put(here, { d: first === null ? "" : `M${x(first).toFixed(1)} ${top - 6}V${y(0).toFixed(1)}` });
    when.textContent = first === null ? "" : `κ < 0 from update ${whole(first)} on`;
    put(when, { x: first === null ? 0 : x(first) + (late ? 4 : -4), "text-anchor": late ? "end" : "start" });
    const said = decay ? ["κ < 0: a larger error", "makes a smaller loss"] : ["κ < 0: L_mem is", "taken to be 0"];
    words.forEach((word, i) => (put(word, { x: left + 8, y: base - 25 + 15 * i }).textContent = said[i]));

    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [1, 0, -1, -2, -3, -4, -5]);
    for (let update = 1; update <= UPDATES; update *= 10) {
      svg(axis, "path", { d: `M${x(update).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(update), y: base + 16, "text-anchor": "middle", text: whole(update) });
    }
    svg(axis, "text", { x: 0, y: 12, text: "κ · T: as a multiple of its start" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "updates" });
  };
}
