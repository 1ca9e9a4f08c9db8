// Chapter 10: a recording of an event camera, as a cloud of events and as frames. What does the cut keep of time?

import { choice, slider } from "./controls.js";
import { cloudPlot } from "./cloud-plot.js";
import { html, number } from "./dom.js";
import { framePlot } from "./frame-plot.js";
import { sideOf } from "./recording.js";
import { figures } from "./settings.js";
import { counts, slices } from "./slices.js";

/** Makes the figure's elements; returns draw(values, width). */
export function cloud(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const [points, pictures] = [cloudPlot(pair), framePlot(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { steps, step, by } = figures.cloud;
  const syncs = {
    steps: slider(controls, { name: "steps", label: "frames T", colour: "var(--x)", ...steps, step: 1 }, set),
    step: slider(controls, { name: "step", label: "frame t", colour: "var(--v)", ...step, step: 1 }, set),
    by: choice(row, { name: "by", label: "cut by", ...by }, set),
  };

  return ({ events, steps, step: asked, by }, width) => {
    const step = Math.min(asked, steps - 1);
    const of = slices({ t: events.map(([, , t]) => t), steps, by });
    const [side, edges] = [sideOf(events), borders(events, of, steps, by)];
    const mine = events.filter((_, i) => of[i] === step);
    const frame = counts({ events: mine, side });
    const told = sentence({ events, mine, steps, step, by, edges });

    const long = width >= 560;
    const sizes = long ? [[width - 154, 312], [130, 312]] : [[width, 216], [width, (width - 16) / 2 + 20]];
    const [one, two] = sizes.map(([wide, height]) => ({ width: wide, height, beside: !long }));
    points({ events, of, edges, step, side, label: `Cloud of ${events.length} events. ${told}` }, one);
    pictures({ frame, side, label: `Frame ${step}: ${inPixels(frame)}.` }, two);
    syncs.steps(steps);
    syncs.step(step, { max: steps - 1, trait: asked });
    syncs.by(by);
    readout.textContent = told;
  };
}

/** Where each frame begins, in µs, and where the last one ends. By number a frame begins with its first event. */
function borders(events, of, steps, by) {
  if (!events.length) return Array.from({ length: steps + 1 }, (_, k) => k);
  const [first, end] = [events[0][2], events.at(-1)[2] + 1];
  return Array.from({ length: steps + 1 }, (_, k) => {
    if (by === "time" || k === steps) return first + (k * (end - first)) / steps;
    return events[of.findIndex((frame) => frame >= k)][2];
  });
}

const ms = (µs) => number(µs / 1000, 0);

function sentence({ events, mine, steps, step, by, edges }) {
  if (!events.length) return "No events: every frame is empty.";
  const on = mine.filter(([, , , p]) => p).length;
  const took = `${ms(edges[step + 1] - edges[step])} ms`;
  const told = `Frame ${step} of ${steps}, by ${by}: ${mine.length} events (${on} ON, ${mine.length - on} OFF) in ${took}.`;
  const rest = events.length % steps;
  const takes = by === "number" && step === steps - 1 && rest && events.length >= steps;
  return takes ? `${told} It takes the ${rest} left over.` : told;
}

function inPixels(frame) {
  const [off, on] = frame.map((counts) => counts.filter(Boolean).length);
  return `ON events in ${on} pixels, OFF events in ${off}, at most ${Math.max(...frame.flat())} in one`;
}
