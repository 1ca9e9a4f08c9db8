// Firing rate against constant current for IF and LIF, beside a ReLU.

import { drag } from "./controls.js";
import { dots, number, polyline, put, scale, svg, upright } from "./dom.js";
import { rate } from "./dynamics.js";
import { figures } from "./settings.js";

const COUNTED = 400; // steps that a rate is counted over
const NAMES = ["IF", "LIF", "ReLU"]; // the last is drawn over the others
const { min: LEAST, max: MOST } = figures.rate.current;
const CURRENTS = Array.from({ length: 176 }, (_, i) => LEAST + ((MOST - LEAST) * i) / 175);

/** Makes the plot, on which a drag calls choose(current); returns draw(values, size) -> the rates at the current. */
export function curvePlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const [lines, points, words] = ["path", "path", "text"].map((tag) =>
    NAMES.map((name) => svg(canvas, tag, { class: `mpepsn-${tag === "text" ? "say-" : ""}${name}` })),
  );
  for (const point of points) point.classList.add("mpepsn-dots");
  const memo = [];
  let [x, now] = [null, null];

  const at = (event) => {
    const value = x.back(event.clientX - canvas.getBoundingClientRect().left);
    return Math.round(Math.min(MOST, Math.max(LEAST, value)) * 100) / 100;
  };
  drag(canvas, { now: () => now, at }, choose);

  return ({ current, decay, reset }, { width, height }) => {
    const [left, right, top, base] = [34, width - 14, 26, height - 34];
    now = current;
    x = scale([LEAST, MOST], [left, right]);
    x.back = scale([left, right], [LEAST, MOST]);
    const y = scale([0, 1.1], [base, top]);
    const heights = [
      (input) => rate({ current: input, steps: COUNTED, decay: 1, reset }),
      (input) => rate({ current: input, steps: COUNTED, decay, reset }),
      (input) => Math.max(0, input),
    ];
    const keys = [reset, `${reset} ${decay}`, ""];
    const curves = heights.map((height, i) => {
      if (memo[i]?.key !== keys[i]) memo[i] = { key: keys[i], curve: CURRENTS.map(height) };
      return memo[i].curve;
    });
    const [IF, LIF, ReLU] = heights.map((height) => height(current));

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [0, 0.5, 1]);
    for (const tick of [0, 0.5, 1, 1.5, 2]) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: tick });
    }
    svg(axis, "text", { x: left + 6, y: 12, "text-anchor": "start", text: "rate (spikes per step)" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "constant current x" });

    put(here, { d: `M${x(current).toFixed(1)} ${top}V${base}` });
    curves.forEach((curve, i) => {
      const inside = CURRENTS.map((input, k) => [x(input), y(curve[k])]).filter(([, at]) => at >= top);
      put(lines[i], { d: polyline(inside) });
    });
    [IF, LIF, ReLU].forEach((at, i) => put(points[i], { d: at <= 1.1 ? dots([[x(current), y(at)]]) : "" }));
    // ReLU lies left of IF, IF left of LIF: two names go to the left of the curves, one to the right.
    const onset = CURRENTS[curves[1].findIndex((at) => at >= 0.15)] ?? MOST;
    const places = [[x(0.5) - 8, y(0.5), "end"], [x(onset) + 8, y(0.06), "start"], [x(0.86) - 8, y(0.86), "end"]];
    words.forEach((word, i) => {
      put(word, { x: Math.min(places[i][0], right - 24), y: places[i][1] + 4, "text-anchor": places[i][2] });
      word.textContent = NAMES[i];
    });
    put(canvas, {
      "aria-label":
        `Firing rate against constant current from ${number(LEAST)} to ${number(MOST)}. At ${number(current)}: ` +
        `LIF ${number(LIF)}, IF ${number(IF)}, ReLU ${number(ReLU)}.`,
    });
    return { ReLU, IF, LIF };
  };
}
