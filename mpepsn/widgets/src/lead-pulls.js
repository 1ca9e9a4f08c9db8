// How a loss pulls at each step: −∂L/∂m[t] as bars, on one scale for all losses.

import { bars, number, put, scale, svg, upright } from "./dom.js";

const [LOW, HIGH] = [-0.05, 0.3]; // a longer bar is cut off, with an arrow at its number

/** Makes the plot; returns draw({ pull, x, label }, size) with x(t) the place of a step. */
export function leadPulls(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const [on, back] = ["within", "part-other"].map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const values = svg(canvas, "g", { class: "mpepsn-values", "text-anchor": "middle" });
  const title = svg(canvas, "text", { class: "mpepsn-say-title", x: 34, y: 12 });
  title.textContent = "pull −∂L/∂m[t] (up: more lead)";

  return ({ pull, x, label }, { width, height }) => {
    const [left, right, top, base] = [34, width - 8, 36, height - 6];
    const y = scale([LOW, HIGH], [base, top]);
    const wide = Math.min(26, 0.6 * (x(1) - x(0)));
    const ends = pull.map((one) => y(Math.min(HIGH, Math.max(LOW, one))));
    const lines = (sign) => ends.map((end, t) => [x(t), y(0), end]).filter((_, t) => Math.sign(pull[t]) === sign);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(on, { d: bars(lines(1), wide) });
    put(back, { d: bars(lines(-1), wide) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}M${left} ${y(0).toFixed(1)}H${right}` });
    upright(axis, left, y, [0, 0.1, 0.2, 0.3]);
    values.replaceChildren();
    pull.forEach((one, t) => {
      const cut = one > HIGH ? "↑ " : one < LOW ? "↓ " : "";
      svg(values, "text", { x: x(t), y: Math.min(y(0), ends[t]) - 5, text: `${cut}${number(one, 3)}` });
    });
  };
}
