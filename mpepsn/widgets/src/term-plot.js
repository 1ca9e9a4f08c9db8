// ∂s[T−1]/∂x[t] as bars over t: through the whole graph, and the same-step term over it.

import { bars, number, put, scale, svg, ticks, uprights } from "./dom.js";

/** Makes the plot; returns draw(full, same, s, size): both gradients, and the spikes. */
export function termPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const through = svg(canvas, "path", { class: "mpepsn-through" });
  const within = svg(canvas, "path", { class: "mpepsn-within" });
  const spikes = svg(canvas, "path", { class: "mpepsn-spikes" });
  const said = ["title", "h", "v"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));

  return (full, same, s, { width, height }) => {
    const [left, right, top, base] = [38, width - 8, 58, height - 36];
    const steps = full.length;
    const [low, high] = [Math.min(0, ...full), Math.max(0.1, ...full)];
    const y = scale([low, high], [base - 4, top]);
    const x = scale([-0.5, steps - 0.5], [left, right]);
    const wide = (0.7 * (right - left)) / steps;
    const lines = (values) => values.map((value, t) => [x(t), y(0), y(value)]);

    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(through, { d: bars(lines(full), wide) });
    put(within, { d: bars(lines(same).slice(-1), wide) });
    put(spikes, { d: uprights([...s.keys()].filter((t) => s[t]).map((t) => [x(t), base, base + 8])) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${y(0).toFixed(1)}H${right}M${left} ${top}V${base}` });
    for (const tick of ticks(low, high, 3)) {
      svg(axis, "path", { d: `M${left} ${y(tick).toFixed(1)}h-4` });
      svg(axis, "text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end", text: number(tick, 1) });
    }
    for (let t = 0; t < steps; t += 5) {
      svg(axis, "text", { x: x(t), y: base + 21, "text-anchor": "middle", text: t ? t : "t = 0" });
    }
    svg(axis, "text", { x: right, y: height - 2, "text-anchor": "end", text: "spikes are marked below the axis" });
    put(said[0], { x: left, y: 12 }).textContent = `∂s[${steps - 1}] / ∂x[t]`;
    put(said[1], { x: left, y: 30 }).textContent = "through v: Eq. 17 omits these";
    put(said[2], { x: right, y: 48, "text-anchor": "end" }).textContent = "same step: Eq. 17 ↓";
    put(canvas, {
      "aria-label":
        `Gradient of the last spike with respect to each input. Same-step term ${number(same.at(-1))} at step ` +
        `${steps - 1}; earlier steps from ${number(Math.min(...full.slice(0, -1)))} to ` +
        `${number(Math.max(...full.slice(0, -1)))}. Spikes at steps ${[...s.keys()].filter((t) => s[t]).join(", ")}.`,
    });
  };
}
