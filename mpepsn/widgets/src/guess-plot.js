// Estimates against the potentials they stand for, one dot a step; lit up where the step after fires wrongly.

import { dots, polyline, put, scale, svg, ticks, upright } from "./dom.js";

/** Makes the plot; returns draw({ v, v_hat, wrong, label }, size). */
export function guessPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const perfect = svg(canvas, "path", { class: "mpepsn-perfect" });
  const [right, lit] = ["guess", "extra"].map((name) => svg(canvas, "path", { class: `mpepsn-${name} mpepsn-dots` }));
  const words = ["other", "hint"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));

  return ({ v, v_hat, wrong, label }, { width, height }) => {
    const [left, end, top, base] = [38, width - 8, 40, height - 34];
    const all = [...v, ...v_hat];
    const [low, high] = [Math.floor(Math.min(-0.5, ...all) * 2) / 2, Math.ceil(Math.max(1, ...all) * 2) / 2];
    const [x, y] = [scale([low, high], [left, end]), scale([low, high], [base, top])];
    const where = (lights) => v.map((value, t) => [x(value), y(v_hat[t])]).filter((_, t) => wrong[t] === lights);

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(perfect, { d: polyline([[x(low), y(low)], [x(high), y(high)]]) });
    put(right, { d: dots(where(false)), style: "stroke-width: 4.5" });
    put(lit, { d: dots(where(true)), style: "stroke-width: 7" });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${end}` });
    upright(axis, left, y, ticks(low, high, 5));
    for (const tick of ticks(low, high, 6)) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: String(tick).replace("-", "−") });
    }
    svg(axis, "text", { x: left, y: 12, text: "estimate v̂[t−1]" });
    svg(axis, "text", { x: end, y: height - 3, "text-anchor": "end", text: "v[t−1] of the LIF" });
    const many = wrong.filter(Boolean).length;
    put(words[0], { x: left, y: 29 }).textContent = `● ${many} of ${v.length} make s[t] wrong`;
    put(words[1], { x: end, y: 12, "text-anchor": "end" }).textContent = "line: v̂ = v";
  };
}
