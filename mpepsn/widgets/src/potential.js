// The panel of spikes and potentials: charging lines up to h, drops of the reset down to v, the threshold across.

import { apart, dots, polyline, put, room, scale, svg, ticks, upright, uprights } from "./dom.js";

const SPIKES = 22;

/** Makes the panel's elements; returns draw({ h, s, v, threshold }, frame), and margin(long), the room of its words. */
export function potential(parent) {
  const above = svg(parent, "rect", { class: "mpepsn-above" });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const guides = svg(parent, "path", { class: "mpepsn-guide" });
  const limit = svg(parent, "path", { class: "mpepsn-limit" });
  const drops = svg(parent, "path", { class: "mpepsn-v" });
  const charges = svg(parent, "path", { class: "mpepsn-h" });
  const beads = svg(parent, "path", { class: "mpepsn-v mpepsn-dots" });
  const spikes = svg(parent, "path", { class: "mpepsn-spikes" });
  const words = ["spikes", "threshold", "h", "v"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));

  const say = (long, fired) => {
    const said = [`${fired} spike${fired === 1 ? "" : "s"}`, "threshold"];
    said.push(...(long ? ["h after charge", "v after reset"] : ["h charged", "v reset"]));
    words.forEach((word, i) => (word.textContent = said[i]));
  };
  const widths = {};
  const draw = ({ h, s, v, threshold }, { left, right, height, x, long }) => {
    const low = Math.floor(Math.min(0, ...h, ...v) * 4) / 4;
    const high = Math.ceil(Math.max(1.25 * threshold, ...h) * 4) / 4;
    const y = scale([low, high], [height - 8, SPIKES + 6]);
    const fired = [...s.keys()].filter((t) => s[t]);
    const line = y(threshold);

    put(above, { x: left, width: right - left, y: SPIKES + 2, height: Math.max(0, line - SPIKES - 2) });
    put(limit, { d: `M${left} ${line.toFixed(1)}H${right}` });
    put(guides, { d: uprights(fired.map((t) => [x(t), SPIKES - 3, y(h[t])])) });
    put(spikes, { d: uprights(fired.map((t) => [x(t), 3, SPIKES - 3])) });
    put(drops, { d: uprights(fired.map((t) => [x(t), y(h[t]), y(v[t])])) });
    put(beads, { d: dots(v.map((value, t) => [x(t), y(value)])), style: `stroke-width: ${long ? 5 : 3.4}` });
    // One piece a step, from where the last one ended to where the charge takes it.
    put(charges, { d: h.map((value, t) => polyline([[x(t - 1), y(t ? v[t - 1] : 0)], [x(t), y(value)]])).join("") });

    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${SPIKES + 2}V${height}` });
    upright(axis, left, y, ticks(low, high, 4));

    const last = h.length - 1;
    const heights = apart([line, y(h[last]) - 1, y(v[last]) + 1], 15, [SPIKES + 10, height - 6]);
    say(long, fired.length);
    words.forEach((word, i) => put(word, { x: right + 6, y: (i ? heights[i - 1] : SPIKES / 2) + 4 }));
  };
  // Fonts differ from place to place: the words are measured once, at their longest.
  const margin = (long) => {
    return (widths[long] ??= room(words, () => say(long, 100)));
  };
  return { draw, margin };
}
