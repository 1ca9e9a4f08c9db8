// What every row takes, as bars on a logarithmic axis that grow from the floor: as long as a row is away from it.

import { put, scale, svg, uprights, whole } from "./dom.js";
import { copies, decades, digits, rows } from "./speeds.js";

const GAP = 5; // between LIF, PSN and MPE-PSN
const KINDS = { h: "neuron", other: "baseline" };
const named = rows.map((row) => {
  const [family, ...rest] = row.split(", ");
  return { row, family, word: rest.join(", "), first: rows.find((one) => one.startsWith(`${family}, `)) === row };
});

/**
 * Makes the bars; returns draw({ times, floor, reach, passes, neuron, baseline, machine, label }, size): nanoseconds by
 * row and of the floor, null where not measured, and from how many floors to how many the axis goes.
 */
export function floorBars(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const guides = svg(canvas, "path", { class: "mpepsn-guide" });
  const inner = svg(canvas, "g", { class: "mpepsn-bars" });
  const fills = ["x", ...Object.keys(KINDS)].map((name) => [name, svg(inner, "path", { class: `mpepsn-bar-${name}` })]);
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const line = svg(canvas, "path", { class: "mpepsn-floor" });
  const words = svg(canvas, "g", { class: "mpepsn-values" });
  const title = svg(canvas, "text", { class: "mpepsn-say-map", y: 12, text: "ns per neuron-step" });
  const low = svg(canvas, "text", { class: "mpepsn-say-floor", y: 12 });

  return ({ times, floor, reach, passes, neuron, baseline, machine, label }, { width, height, long }) => {
    const [left, right, top, base] = [long ? 276 : 184, width - 40, 20, height - 19];
    const high = (base - top - 2 * GAP) / rows.length;
    // The floor stays where it is, so that bars of two cells can be compared; the numbers of the axis move.
    const known = Object.values(times).filter((time) => time !== null);
    const origin = floor ?? Math.min(...(known.length ? known : [1]));
    const span = reach.map((floors) => floors * origin);
    const log = scale(span.map(Math.log), [left + 8, right]);
    const x = (time) => Math.min(right, log(Math.log(time)));
    const from = x(origin);
    const kind = (row) => Object.keys(KINDS).find((name) => ({ neuron, baseline })[KINDS[name]] === row) ?? "x";
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });

    words.replaceChildren();
    const lines = { x: [], h: [], other: [] };
    let y = top - GAP;
    for (const { row, family, word, first } of named) {
      if (first) y += GAP;
      const [time, name, middle] = [times[row], kind(row), y + high / 2];
      const chosen = name === "x" ? "" : `mpepsn-say-${name}`;
      const say = (at, text, more) => svg(words, "text", { x: at, y: middle + 4.5, text, ...more });
      if (first) say(0, family, { class: "mpepsn-say-title" });
      say(73, long ? word : word.replace("fused, threshold estimate", "threshold"), { class: chosen });
      if (time === null) say(from + 6, "not measured", { class: `mpepsn-none ${chosen}` });
      else {
        lines[name].push(rectangle(from, x(time), middle, Math.min(12, high - 4)));
        const end = Math.max(from, x(time)) + 5;
        const value = say(end, digits(time), { class: chosen });
        if (name === "h" && floor !== null) {
          const [alone, floors] = [digits(time), `${digits(time / floor)} ×`];
          const fits = (text) => {
            value.textContent = text;
            return end + value.getComputedTextLength() <= width;
          };
          fits(`${alone} = ${floors} floor`) || fits(`${alone} (${floors})`) || fits(alone);
        }
      }
      y += high;
    }
    for (const [name, fill] of fills) put(fill, { d: lines[name].join("") });

    put(line, { d: floor === null ? "" : `M${from.toFixed(1)} ${top - 4}V${base}` });
    const bytes = passes === "both" ? `${copies.both} × copy` : "copy";
    low.textContent = floor === null ? "copy: not measured" : `floor (${bytes}) ${digits(floor)}`;
    const [half, least] = [low.getComputedTextLength() / 2, title.getComputedTextLength() + 14];
    put(low, { x: Math.min(width - 2 * half, Math.max(least, from - half)) });

    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${base}H${width}` });
    const marks = decades(span);
    put(guides, { d: uprights(marks.map((tick) => [x(tick), top, base])) });
    let end = 0;
    for (const tick of marks) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      const word = { x: x(tick), y: base + 16, "text-anchor": "middle", text: tick < 1 ? tick : whole(tick) };
      const text = svg(axis, "text", word);
      const half = text.getComputedTextLength() / 2;
      if (x(tick) - half < end) text.remove();
      else end = x(tick) + half + 6;
    }
    const maker = svg(axis, "text", { x: 0, y: base + 16, text: machine });
    for (let most = machine.length; maker.getComputedTextLength() > left - 24 && most > 1; most--) {
      maker.textContent = `${machine.slice(0, most).trimEnd()}…`;
    }
  };
}

const rectangle = (from, to, middle, thick) =>
  `M${from.toFixed(1)} ${(middle - thick / 2).toFixed(1)}H${to.toFixed(1)}v${thick.toFixed(1)}H${from.toFixed(1)}z`;
