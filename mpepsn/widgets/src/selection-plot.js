// Accuracy against epochs for several runs, the epochs that are chosen from, and what is chosen in each run.

import { drag } from "./controls.js";
import { apart, dots, number, polyline, put, room, scale, svg, ticks } from "./dom.js";
import { chosen } from "./curves.js";

/**
 * Makes the plot, on which a drag calls choose(epochs).
 * Returns draw({ curves, epochs, run, others, mean, label }, size).
 */
export function selectionPlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const slab = svg(canvas, "rect", { class: "mpepsn-slab" });
  const edge = svg(canvas, "path", { class: "mpepsn-v" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const all = svg(canvas, "path", { class: "mpepsn-here" });
  const gap = svg(canvas, "rect", { class: "mpepsn-gap" });
  const line = svg(canvas, "path", { class: "mpepsn-h" });
  const bests = svg(canvas, "path", { class: "mpepsn-other mpepsn-dots mpepsn-small" });
  const marks = ["v", "other"].map((name) => svg(canvas, "path", { class: `mpepsn-${name} mpepsn-dots mpepsn-mark` }));
  const words = ["v", "other"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  let [at, now, margin] = [null, null, null];
  drag(canvas, { now: () => now, at: (event) => at(event) }, choose);

  return ({ curves, epochs, run, others, mean, label }, { width, height }) => {
    margin ??= room(words, () => words.forEach((word) => (word.textContent = "best 88.88")));
    const count = curves[0].length;
    const [left, right, top, base] = [34, width - margin, 24, height - 34];
    const late = curves.flatMap((curve) => curve.slice(Math.floor(count / 3)));
    const [low, high] = [Math.min(...late), Math.max(...late, Math.min(...late) + 0.001)];
    const x = scale([1, Math.max(2, count)], [left + 6, right - 6]);
    const y = scale([low, high], [base - 8, top + 6]);
    const back = scale([left + 6, right - 6], [1, Math.max(2, count)]);
    now = epochs;
    at = (event) => {
      const epoch = back(event.clientX - canvas.getBoundingClientRect().left);
      return Math.min(count, Math.max(1, count + 1 - Math.round(epoch)));
    };
    const on = (value, i) => [x(i + 1), Math.min(base, y(value))];
    // A curve begins where it comes into the picture.
    const path = (curve) => {
      const from = curve.findIndex((value) => y(value) <= base);
      return polyline(curve.map(on).slice(from));
    };
    const picks = curves.map((curve) => chosen(curve, epochs));
    const begin = x(count + 1 - epochs) - 6;

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(slab, { x: begin, width: right - begin, y: top, height: base - top });
    put(edge, { d: `M${begin.toFixed(1)} ${top}V${base}` });
    put(gap, { x: begin, width: right - begin, y: y(mean.best), height: y(mean.last) - y(mean.best) });
    put(all, { d: others ? curves.map(path).join("") : "" });
    put(line, { d: path(curves[run]) });
    put(bests, { d: others ? dots(picks.map(({ best, at }) => on(best, at))) : "" });
    put(marks[0], { d: dots([on(picks[run].last, count - 1)]) });
    put(marks[1], { d: dots([on(picks[run].best, picks[run].at)]) });
    const ends = apart([y(mean.last), y(mean.best)], 16, [top, base]);
    ["last", "best"].forEach((name, i) => {
      put(words[i], { x: right + 6, y: ends[i] + 4 }).textContent = `${name} ${number(100 * mean[name])}`;
    });

    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    for (const tick of ticks(100 * low, 100 * high, 5)) {
      svg(axis, "path", { d: `M${left} ${y(tick / 100).toFixed(1)}h-4` });
      svg(axis, "text", { x: left - 7, y: y(tick / 100) + 4, "text-anchor": "end", text: tick });
    }
    for (const tick of ticks(1, count, 6).filter(Number.isInteger)) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: tick });
    }
    svg(axis, "text", { x: 0, y: 12, text: "% of the test part right" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "epoch" });
  };
}
