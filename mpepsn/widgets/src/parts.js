// The input below the potentials: grey bars, and over them, in a line's colour, what each of them adds to h[t].

import { bars, put, scale, svg, ticks, upright } from "./dom.js";

/**
 * Makes the strip, of a line called "h" or "other"; returns draw({ x, given, t }, frame), with `given` the part of each
 * input in h[t], or null where it has none.
 */
export function parts(parent, name) {
  const heard = svg(parent, "rect", { class: `mpepsn-heard-${name}` });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const fill = svg(parent, "path", { class: "mpepsn-x" });
  const taken = svg(parent, "path", { class: `mpepsn-part-${name}` });
  const words = ["x", name].map((word) => svg(parent, "text", { class: `mpepsn-say-${word}` }));

  return ({ x, given, t }, { left, right, height, step, x: at }) => {
    const base = height - 20;
    const inside = [...given.keys()].filter((i) => given[i] !== null);
    const all = [...x, ...inside.map((i) => given[i])];
    const [low, high] = [Math.min(0, ...all), Math.max(0.5, ...all)];
    const y = scale([low, high], [base - 3, 5]);
    const line = (value, i) => [at(i), y(0), y(value)];

    put(fill, { d: bars(x.map(line), 0.76 * step) });
    put(taken, { d: bars(inside.map((i) => line(given[i], i)), 0.42 * step) });
    put(heard, { x: at(inside[0]) - step / 2, width: inside.length * step, y: 0, height: base });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} 0V${base}M${left} ${y(0).toFixed(1)}H${right}M${left} ${base}H${right}` });
    upright(axis, left, y, ticks(low, high, 2));
    const every = x.length > 32 ? 10 : 5;
    for (const i of x.keys()) {
      if (i % every && i !== t) continue;
      svg(axis, "path", { d: `M${at(i).toFixed(1)} ${base}v4` });
      if (i !== t && Math.abs(i - t) * step < 32) continue;
      const word = i === t ? { class: "mpepsn-chosen", text: `t = ${i}` } : { text: i };
      svg(axis, "text", { x: at(i), y: height - 2, "text-anchor": "middle", ...word });
    }
    const said = ["input x", `in h[${t}]`];
    words.forEach((word, i) => (put(word, { x: right + 6, y: base - 12 + 15 * i }).textContent = said[i]));
  };
}
