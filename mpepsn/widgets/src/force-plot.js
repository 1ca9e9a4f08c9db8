// The pull of L_mem on a current, against the current: for either side of the coin, and on average.

import { drag } from "./controls.js";
import { dots, number, polyline, put, scale, svg, upright } from "./dom.js";
import { figures } from "./settings.js";

const { min: LEAST, max: MOST } = figures.pull.current;
const MOST_PULL = 3; // curves leave the panel where the pull is larger
const LINES = { "b = 0": "v", "b = 1": "other", mean: "h" };

/** Makes the plot, on which a drag calls choose(current); returns draw({ currents, all, current, now, … }, size). */
export function forcePlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const inwards = svg(canvas, "path", { class: "mpepsn-inwards" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const lines = Object.values(LINES).map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const mark = svg(canvas, "path", { class: "mpepsn-dots mpepsn-mark" });
  const words = Object.values(LINES).map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}`, y: 28 }));
  const sides = ["start", "end"].map((end) => svg(canvas, "text", { class: "mpepsn-say-title", "text-anchor": end }));
  for (const side of sides) side.textContent = "away from 0";
  let [x, held] = [null, null];
  const at = (event) => {
    const value = x.back(event.clientX - canvas.getBoundingClientRect().left);
    return Math.round(Math.min(MOST, Math.max(LEAST, value)) * 100) / 100;
  };
  drag(canvas, { now: () => held, at }, choose);

  return ({ currents, all, current, now, coin, label }, { width, height }) => {
    const [left, right, top, base] = [34, width - 8, 38, height - 34];
    held = current;
    x = scale([LEAST, MOST], [left, right]);
    x.back = scale([left, right], [LEAST, MOST]);
    const y = scale([-MOST_PULL, MOST_PULL], [base, top]);
    const end = y(Math.min(MOST_PULL, Math.max(-MOST_PULL, now)));
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(inwards, { d: `M${left} ${top}H${x(0)}V${y(0)}H${left}zM${x(0)} ${y(0)}H${right}V${base}H${x(0)}z` });

    Object.keys(LINES).forEach((name, i) => {
      const pieces = [[]];
      for (const [k, pull] of all.map((one) => one[name]).entries()) {
        const inside = Math.abs(pull) <= MOST_PULL;
        if (!inside || Math.abs(pull - all[k - 1]?.[name]) > 0.3) pieces.push([]);
        if (inside) pieces.at(-1).push([x(currents[k]), y(pull)]);
      }
      put(lines[i], { d: pieces.map(polyline).join(""), "data-chosen": name === coin });
      put(words[i], { x: left + i * 58, "data-chosen": name === coin }).textContent = name;
    });
    put(here, { d: `M${x(current).toFixed(1)} ${y(0).toFixed(1)}V${end.toFixed(1)}` });
    put(mark, { d: dots([[x(current), end]]), style: `stroke: var(--${LINES[coin]})` });
    sides.forEach((side, i) => put(side, i ? { x: right - 8, y: top + 16 } : { x: left + 8, y: base - 8 }));

    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}M${left} ${y(0).toFixed(1)}H${right}` });
    upright(axis, left, y, [-2, 0, 2]);
    for (const tick of [-2, -1, 0, 1, 2]) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: number(tick, 0) });
    }
    svg(axis, "text", { x: left, y: 12, text: "pull −∂(v̂ − v)²/∂x (shaded: towards 0)" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "current x" });
  };
}
