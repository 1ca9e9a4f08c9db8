// The panel of two neurons on one input: two potentials, two rows of spikes above, one threshold across.

import { apart, dots, polyline, put, room, scale, svg, ticks, upright, uprights } from "./dom.js";

const ROW = 16;
const TOP = 2 * ROW + 4; // where the spikes end

/**
 * Makes the panel's elements; returns draw({ first, second, names, threshold, t }, frame) and margin(names), the room
 * of its words. first and second: { h, s, v, start }, start 0 where it is left out, second may be null; t: the step to
 * mark. draw returns the scale of potentials.
 */
export function twoPotentials(parent) {
  const above = svg(parent, "rect", { class: "mpepsn-above" });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const limit = svg(parent, "path", { class: "mpepsn-limit" });
  const here = svg(parent, "path", { class: "mpepsn-here" });
  // The second neuron lies below the first.
  const line = (name) => svg(parent, "path", { class: `mpepsn-${name}` });
  const below = ["other", "other", "other mpepsn-dots"].map(line);
  const [drops, charges, beads] = ["v", "h", "h mpepsn-dots"].map((name, i) => [line(name), below[i]]);
  const rows = ["", " mpepsn-other"].map((name) => svg(parent, "path", { class: `mpepsn-spikes${name}` }));
  const counts = ["spikes", "other"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));
  const words = ["threshold", "h", "other"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));

  const say = (names, fired) => {
    counts.forEach((word, i) => (word.textContent = `${fired[i]} spike${fired[i] === 1 ? "" : "s"}`));
    words.forEach((word, i) => (word.textContent = ["threshold", ...names][i]));
  };
  let width = null;
  // Fonts differ from place to place: the words are measured once, at their longest.
  const margin = (names) => (width ??= room([...counts, ...words], () => say(names, [88, 88])));

  const draw = ({ first, second, names, threshold, t }, { left, right, height, x }) => {
    const both = [first, second].filter(Boolean);
    const all = both.flatMap(({ h, v, start = 0 }) => [start, ...h, ...v]);
    const low = Math.floor(Math.min(0, ...all) * 4) / 4;
    const high = Math.ceil(Math.max(1.25 * threshold, ...all) * 4) / 4;
    const y = scale([low, high], [height - 6, TOP + 4]);
    const across = y(threshold);
    const fired = [first, second].map((one) => (one ? [...one.s.keys()].filter((at) => one.s[at]) : []));

    put(above, { x: left, width: right - left, y: TOP, height: Math.max(0, across - TOP) });
    put(limit, { d: `M${left} ${across.toFixed(1)}H${right}` });
    put(here, { d: `M${x(t).toFixed(1)} ${TOP}V${height}` });
    [first, second].forEach((one, i) => {
      const start = 3 + i * ROW;
      put(rows[i], { d: uprights(fired[i].map((at) => [x(at), start, start + ROW - 5])) });
      const { h, v, start: begin = 0 } = one ?? { h: [], v: [] };
      put(drops[i], { d: uprights(fired[i].map((at) => [x(at), y(h[at]), y(v[at])])) });
      const pieces = h.map((value, at) => [[x(at - 1), y(at ? v[at - 1] : begin)], [x(at), y(value)]]);
      put(charges[i], { d: pieces.map(polyline).join("") });
      put(beads[i], { d: one ? dots([[x(t), y(h[t])]]) : "" });
      put(counts[i], { x: right + 6, y: start + 10, visibility: one ? null : "hidden" });
    });

    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${TOP}V${height}` });
    upright(axis, left, y, ticks(low, high, 4));
    say(names, fired.map((steps) => steps.length));
    const ends = apart([across, ...both.map(({ v }) => y(v.at(-1)))], 15, [TOP + 8, height - 4]);
    words[2].textContent = second ? names[1] : "";
    ends.forEach((end, i) => put(words[i], { x: right + 6, y: end + 4 }));
    return y;
  };
  return { draw, margin };
}
