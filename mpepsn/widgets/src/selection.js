// Chapter 11: test accuracy after each epoch, in stored runs. What is it worth to report the best instead of the last?

import { box as check, slider } from "./controls.js";
import { chosen, means } from "./curves.js";
import { html, number } from "./dom.js";
import { selectionPlot } from "./selection-plot.js";
import { figures } from "./settings.js";

/** Makes the figure's elements; returns draw(values, width). */
export function selection(parent, { set }) {
  const box = html(parent, "div");
  const plot = selectionPlot(box, (epochs) => set({ epochs }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const below = html(parent, "div");
  const controls = html(below, "div", { class: "mpepsn-controls" });
  const row = html(below, "div", { class: "mpepsn-row" });
  const { epochs, run } = figures.selection;
  const syncs = {
    epochs: slider(controls, { name: "epochs", label: "last E", colour: "var(--v)", ...epochs, step: 1 }, set),
    run: slider(controls, { name: "run", colour: "var(--h)", ...run, step: 1 }, set),
    others: check(row, { name: "others", label: "show the other runs" }, set),
  };

  return (values, width) => {
    const { curves } = values;
    box.hidden = below.hidden = curves.length === 0;
    if (curves.length === 0) {
      readout.textContent = "No runs: nothing to choose from.";
      return;
    }
    const now = { epochs: Math.min(values.epochs, curves[0].length), run: Math.min(values.run, curves.length - 1) };
    const mean = means(curves, now.epochs);
    const one = chosen(curves[now.run], now.epochs);
    const shown = { curves, ...now, others: values.others, mean, label: picture(curves, now, mean, one) };
    plot(shown, { width, height: width >= 560 ? 280 : 230 });
    syncs.others(values.others);
    syncs.epochs(now.epochs, { max: curves[0].length });
    syncs.run(now.run, { max: curves.length - 1, words: `${now.run + 1}/${curves.length}` });
    readout.textContent =
      `Run ${now.run + 1}: ${percent(one.last)} after the last epoch, at best ${percent(one.best)}, after epoch ` +
      `${one.at + 1}. Mean of ${curves.length}: last ${percent(mean.last)}, best ${percent(mean.best)}; choosing is ` +
      `worth ${number(100 * (mean.best - mean.last))} points.`;
  };
}

const percent = (share) => `${number(100 * share)} %`;

function picture(curves, { epochs, run }, mean, one) {
  return (
    `Test accuracy of ${curves.length} runs against epochs 1 to ${curves[0].length}. The best of the last ${epochs} ` +
    `is marked in each; their mean is ${percent(mean.best)}, that of the last epochs ${percent(mean.last)}. ` +
    `Run ${run + 1} is drawn in colour: last ${percent(one.last)}, best ${percent(one.best)} after epoch ${one.at + 1}.`
  );
}
