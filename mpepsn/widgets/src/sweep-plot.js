// The share of wrong spikes against the number of sweeps, from one to T.

import { drag } from "./controls.js";
import { dots, number, polyline, put, scale, svg, ticks, upright } from "./dom.js";

/** Makes the plot, on which a drag calls choose(sweeps); returns draw({ shares, sweeps, decay, estimate }, size). */
export function sweepPlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const line = svg(canvas, "path", { class: "mpepsn-share" });
  const points = svg(canvas, "path", { class: "mpepsn-share mpepsn-dots" });
  const now = svg(canvas, "path", { class: "mpepsn-extra mpepsn-dots" });
  const title = svg(canvas, "text", { class: "mpepsn-say-other", y: 12 });
  const value = svg(canvas, "text", { class: "mpepsn-say-other", "text-anchor": "middle" });
  let [present, at] = [1, null];
  drag(canvas, { now: () => present, at: (event) => at(event) }, choose);

  return ({ shares, sweeps, decay, estimate }, { width, height }) => {
    const [left, right, top, base] = [34, width - 14, 40, height - 34];
    const steps = shares.length;
    const most = Math.max(1, ...shares.map((share) => 100 * share));
    const [x, y] = [scale([1, steps], [left + 8, right]), scale([0, most], [base, top])];
    const all = shares.map((share, i) => [x(i + 1), y(100 * share)]);
    present = sweeps;
    at = (event) => {
      const along = event.clientX - canvas.getBoundingClientRect().left - left - 8;
      return Math.min(steps, Math.max(1, 1 + Math.round((along * (steps - 1)) / (right - left - 8))));
    };

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(line, { d: polyline(all) });
    put(points, { d: dots(all), style: "stroke-width: 4.5" });
    put(now, { d: dots([all[sweeps - 1]]), style: "stroke-width: 11" });
    put(here, { d: `M${x(sweeps).toFixed(1)} ${top}V${base}` });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, ticks(0, most, 4));
    for (const k of [1, ...[8, 16, 24, 32].filter((each) => each < steps - 2), steps]) {
      svg(axis, "path", { d: `M${x(k).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(k), y: base + 16, "text-anchor": "middle", text: k });
    }
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: `sweeps k from ${estimate}, up to T` });
    put(title, { x: left }).textContent = `wrong spikes (%), decay ${number(decay)}`;
    const over = Math.min(right - 14, Math.max(left + 22, x(sweeps)));
    const near = all.filter(([along]) => Math.abs(along - over) < 24).map(([, up]) => up);
    put(value, { x: over, y: Math.min(...near) - 9 }).textContent = `${number(100 * shares[sweeps - 1], 1)} %`;
    put(canvas, {
      "aria-label":
        `Share of wrong spikes against sweeps k from 1 to ${steps}, decay ${number(decay)}: ` +
        `${[1, 2, 4, 8, 16].filter((k) => k < steps).map((k) => percent(shares, k)).join(", ")}, ` +
        `${percent(shares, steps)}. Chosen: k = ${sweeps}.`,
    });
  };
}

const percent = (shares, k) => `${number(100 * shares[k - 1], 1)} % at ${k}`;
