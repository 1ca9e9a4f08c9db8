// Chapter 6: same rain, two neurons. One input, two starts: do they meet, by what, and when?

import { choice, list, slider } from "./controls.js";
import { bars, html, number, put, svg } from "./dom.js";
import { lif } from "./dynamics.js";
import { presets } from "./inputs.js";
import { figures } from "./settings.js";
import { strip } from "./strip.js";
import { twoPotentials } from "./two-potentials.js";

const STEPS = 60;
const NOTHING = 0.005; // a gap that two digits do not show
const LONGEST = ["from 0", "from −0.88"];

/** Makes the figure's elements; returns draw(values, width). */
export function rain(parent, { set, again }) {
  const canvas = svg(parent, "svg", { role: "img" });
  const gap = svg(canvas, "path", { class: "mpepsn-gap" });
  const panel = twoPotentials(canvas);
  const mark = svg(canvas, "text", { class: "mpepsn-say-met" });
  const below = strip(parent, null, again, [canvas]);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { start, decay, reset, input } = figures.rain;
  const syncs = {
    start: slider(controls, { name: "start", colour: "var(--other)", ...start }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay }, set),
    reset: choice(row, { name: "reset", ...reset }, set),
    input: list(row, { name: "input", words: input.words }, set),
  };

  return (values, width) => {
    const { decay, reset, start } = values;
    const x = presets[values.input](STEPS, values.seed);
    const [first, second] = [0, start].map((v_init) => ({ ...lif({ x, decay, reset, v_init }), start: v_init }));
    const end = meeting(first, second);

    const long = width >= 560;
    const [left, right] = [34, width - panel.margin(LONGEST)];
    const step = (right - left) / (STEPS + 0.5);
    const frame = { left, right, width, long, step, x: (t) => left + (t + 1) * step };
    const height = long ? 230 : 200;
    const t = end.met ?? STEPS - 1;
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": picture(values, first, second, end) });
    const names = ["from 0", `from ${number(start)}`];
    const y = panel.draw({ first, second, names, threshold: 1, t: below.cursor ?? t }, { ...frame, height });
    const apart = [...x.keys()].filter((at) => first.h[at] !== second.h[at]);
    put(gap, { d: bars(apart.map((at) => [frame.x(at), y(first.h[at]), y(second.h[at])]), Math.max(1, 0.7 * step)) });
    const side = frame.x(t) < (left + right) / 2 ? 1 : -1;
    put(mark, { x: frame.x(t) + 6 * side, y: height - 8, "text-anchor": side > 0 ? "start" : "end" });
    mark.textContent = end.met === null ? "" : `met at t = ${t}`;
    const tell = (at) => `t = ${at}   x ${number(x[at])}   gap ${number(Math.abs(first.h[at] - second.h[at]))}`;
    below.draw(x, { ...frame, height: 76 }, null, tell);
    for (const [name, sync] of Object.entries(syncs)) sync(values[name]);
    readout.textContent = sentence(end, second.start);
  };
}

/** When two neurons met by a spike of both (or null), from when on their gap is nothing, and the spikes of one alone. */
function meeting(first, second) {
  const steps = [...first.h.keys()];
  const gaps = steps.map((t) => Math.abs(first.v[t] - second.v[t]));
  const met = steps.findIndex((t) => first.h[t] !== second.h[t] && !gaps[t] && first.s[t] && second.s[t]);
  const faded = gaps.findLastIndex((gap) => gap >= NOTHING) + 1;
  const alone = steps.filter((t) => first.s[t] !== second.s[t]).length;
  return { met: met < 0 ? null : met, faded, alone, last: gaps.at(-1) };
}

function sentence({ met, faded, alone, last }, start) {
  if (!start) return "Both start at 0: there is one neuron to see. Move the start.";
  const told = `${alone || "no"} spike${alone === 1 ? "" : "s"} of one alone`;
  if (met !== null) return `Met at step ${met}, by a spike at the same step; before it, ${told}.`;
  if (faded < STEPS) return `Never equal, but the gap fades: below ${NOTHING} from step ${faded} on; ${told}.`;
  return `Never met in ${STEPS} steps: the gap is still ${number(last)}; ${told}.`;
}

function picture({ decay, reset, input, start }, { s }, second, { met, alone }) {
  const [a, b] = [s, second.s].map((spikes) => spikes.reduce((sum, spike) => sum + spike, 0));
  return (
    `Two LIF neurons under one ${input} input of ${STEPS} steps, decay ${number(decay)}, reset ${reset}; one starts ` +
    `at 0 and fires ${a} times, one at ${number(start)} and fires ${b} times; ${alone} spikes of one alone. ` +
    (met === null ? "No spike makes them meet." : `They meet at step ${met}.`)
  );
}
