// A recording as a cloud: time to the right, the sensor upright and turned, one frame's slice lit up. Counts below.

import { bars, dots, put, scale, svg, ticks } from "./dom.js";

/** Makes the plot; returns draw({ events, of, edges, step, side, label }, size): the frame of each event, where they begin. */
export function cloudPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const slab = svg(canvas, "path", { class: "mpepsn-slab" });
  const walls = svg(canvas, "path", { class: "mpepsn-guide" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const faint = ["off", "on"].map((name) => svg(canvas, "path", { class: `mpepsn-dots mpepsn-${name} mpepsn-faint` }));
  const lit = ["off", "on"].map((name) => svg(canvas, "path", { class: `mpepsn-dots mpepsn-${name}` }));
  const [all, here] = ["mpepsn-x", "mpepsn-bar-chosen"].map((name) => svg(canvas, "path", { class: name }));
  const words = svg(canvas, "g");

  return ({ events, of, edges, step, side, label }, { width, height }) => {
    const [left, right, base] = [8, width - 8, height - 66];
    const [deep, rise] = [Math.min(70, 0.13 * width), Math.min(46, 0.09 * width)];
    const top = 20 + rise;
    const span = [edges[0], edges.at(-1)];
    const x = scale(span, [left, right - deep]);
    const [far, down] = [scale([0, side], [0, 1]), scale([0, side], [top, base])];
    const at = ([px, py, t]) => [x(t) + deep * far(px + 0.5), down(py + 0.5) - rise * far(px + 0.5)];
    const tall = base - top;
    const wall = (t) => `M${x(t).toFixed(1)} ${base}V${top}l${deep} ${-rise}v${tall}z`;
    const [from, to] = [x(edges[step]), x(edges[step + 1])];
    const ahead = `V${top}l${deep} ${-rise}H${(to + deep).toFixed(1)}v${tall}l${-deep} ${rise}z`;
    const size = Math.max(2.2, Math.min(4.5, (0.3 * (base - top)) / side));

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(walls, { d: edges.map(wall).join("") });
    put(slab, { d: `M${from.toFixed(1)} ${base}${ahead}` });
    for (const p of [0, 1]) {
      const mine = events.flatMap((one, i) => (one[3] === p ? [[at(one), of[i] === step]] : []));
      const some = (now) => dots(mine.filter(([, chosen]) => chosen === now).map(([place]) => place));
      put(faint[p], { d: some(false), style: `stroke-width: ${size.toFixed(1)}` });
      put(lit[p], { d: some(true), style: `stroke-width: ${(size + 1).toFixed(1)}` });
    }
    const many = edges.slice(1).map((_, k) => of.filter((frame) => frame === k).length);
    const floor = height - 4;
    const high = scale([0, Math.max(1, ...many)], [floor, floor - 26]);
    const bar = (k) => {
      const [begin, end] = [x(edges[k]) + 0.5, x(edges[k + 1]) - 0.5];
      return bars([[(begin + end) / 2, floor, high(many[k])]], Math.max(0.5, end - begin));
    };
    put(all, { d: many.map((_, k) => (k === step ? "" : bar(k))).join("") });
    put(here, { d: bar(step) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${base}H${right - deep}M${left} ${floor}H${right - deep}` });
    for (const [i, ms] of ticks(span[0] / 1000, span[1] / 1000, 4).entries()) {
      const place = x(1000 * ms);
      svg(axis, "path", { d: `M${place.toFixed(1)} ${base}v4` });
      const text = i ? String(ms) : `${ms} ms`;
      svg(axis, "text", { x: Math.max(place, left + 20), y: base + 16, "text-anchor": "middle", text });
    }
    words.replaceChildren();
    svg(words, "text", { class: "mpepsn-say-title", x: left, y: 12, text: `${events.length} events` });
    svg(words, "text", { class: "mpepsn-say-other", x: right - 52, y: 12, "text-anchor": "end", text: "● ON" });
    svg(words, "text", { class: "mpepsn-say-h", x: right, y: 12, "text-anchor": "end", text: "● OFF" });
    const middle = Math.min(right - deep - 10, Math.max(left + 10, (from + to) / 2));
    const place = { x: middle, y: high(many[step]) - 3, "text-anchor": "middle" };
    svg(words, "text", { class: "mpepsn-chosen", ...place, text: many[step] });
  };
}
