// Chapter 9: five losses of one run. Which step is pulled, how much, and when is a step that is right pulled back?

import { choice, list } from "./controls.js";
import { html, number, put, svg } from "./dom.js";
import { leads } from "./inputs.js";
import { leadLoss, leadRest } from "./lead-losses.js";
import { leadPulls } from "./lead-pulls.js";
import { figures } from "./settings.js";
import { sliderBars } from "./slider-bars.js";

const STEPS = 4;
const said = {
  title: "lead m[t] of the right class",
  name: (back) => `lead${STEPS - 1 - back}`,
  label: (back) => `lead at step ${STEPS - 1 - back}`,
  below: (back) => (back < STEPS - 1 ? STEPS - 1 - back : "t = 0"),
};

/** Makes the figure's elements; returns draw(values, width). */
export function losses(parent, { set }) {
  let [m, named, line] = [[], "one wrong", null];
  const { loss, preset, drawn: limits } = figures.losses;
  const pair = html(parent, "div", { class: "mpepsn-stack" });
  const bars = sliderBars(pair, { ...limits, step: 0.25, most: STEPS, said }, (back, lead) => {
    const drawn = m.map((each, t) => (t === STEPS - 1 - back ? lead : each));
    // A finger that only scrolled past puts the old lead back, and with it the preset's name.
    const same = drawn.every((each, t) => each === leads[named][t]);
    set(same ? { preset: named } : { preset: "drawn", drawn });
  });
  const pulls = leadPulls(pair);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const syncs = {
    loss: choice(row, { name: "loss", ...loss }, set),
    preset: list(row, { name: "preset", label: "leads", words: preset.words }, (chosen) => {
      set(chosen.preset === "drawn" ? { drawn: m, ...chosen } : chosen);
    }),
  };

  return (values, width) => {
    if (values.preset !== "drawn") named = values.preset;
    m = values.preset === "drawn" ? [...values.drawn, 0, 0, 0, 0].slice(0, STEPS) : leads[named];
    const { value, pull } = leadLoss({ ...values, m });
    const { rest, floor } = leadRest(values);

    const long = width >= 560;
    const { canvas, x, y, left, right } = bars(m, { width, height: long ? 196 : 182 });
    line ??= svg(canvas, "path", { class: "mpepsn-limit" });
    const at = values.loss === "SDT" ? m.reduce((sum, lead) => sum + lead, 0) / STEPS : rest;
    // The line spares the numbers above the axis.
    const spared = m.flatMap((lead, t) => (lead < 0 ? [x(t) - 24, x(t) + 24] : []));
    const ends = at === null ? [] : [left, ...spared, right];
    put(line, { d: ends.map((end, i) => (i % 2 ? `H${end}` : `M${end} ${y(at).toFixed(1)}`)).join("") });
    const told = sentence(values, m, pull, value, rest, floor);
    pulls({ pull, x, label: `${told} Leads ${each(m)}; pulls ${each(pull, 3)}.` }, { width, height: long ? 178 : 150 });
    for (const [name, sync] of Object.entries(syncs)) sync(values[name]);
    readout.textContent = told;
  };
}

const each = (list, digits = 2) => list.map((one) => number(one, digits)).join(", ");

function sentence({ loss, rate_weight, smoothing }, m, pull, value, rest, floor) {
  const given = { "TET + reg": `, λ = ${rate_weight}`, "TET-S": `, ε = ${smoothing}` }[loss] ?? "";
  const told = `${loss}${given}: loss ${number(value, 3)}, floor ${floor ? number(floor, 3) : 0}.`;
  if (loss === "SDT") return `${told} It sees the mean lead alone (dashed), and pulls every step alike.`;
  if (loss === "LTS") return `${told} The last step alone is pulled, as hard as it is wrong; the others go free.`;
  if (rest === null) {
    const most = pull.indexOf(Math.max(...pull));
    const share = Math.round((100 * pull[most]) / pull.reduce((sum, one) => sum + one, 0));
    return `${told} Each step is pulled as hard as it is wrong: step ${most} has ${share}\u00a0% of the pull.`;
  }
  const back = m.filter((lead) => lead > rest).length;
  return `${told} Above a lead of ${number(rest)} (dashed) steps are pulled back: ${back} of ${STEPS}.`;
}
