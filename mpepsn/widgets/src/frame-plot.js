// One frame, as a network gets it: counts of the ON events in each pixel, and counts of the OFF events.

import { bars, put, svg } from "./dom.js";

const said = { off: "channel 0: OFF", on: "channel 1: ON" };

/** Makes the two pictures; returns draw({ frame, side, label }, { width, height, beside }): counts [OFF, ON]. */
export function framePlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const parts = ["off", "on"].map((name) => ({
    edge: svg(canvas, "path", { class: "mpepsn-edge" }),
    cells: svg(canvas, "g", { class: `mpepsn-counts-${name}` }),
    word: svg(canvas, "text", { class: `mpepsn-say-${{ off: "h", on: "other" }[name]}`, text: said[name] }),
  }));

  return ({ frame, side, label }, { width, height, beside }) => {
    // A pixel less than there is, or the page cuts off the edge's line.
    const long = Math.min(beside ? (width - 16) / 2 : width, beside ? height - 20 : height / 2 - 20) - 1;
    const cell = long / side;
    const most = Math.max(1, ...frame.flat());
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    parts.forEach(({ edge, cells, word }, p) => {
      const [left, top] = beside ? [p * (width - 1 - long), 20] : [0, 20 + p * (height / 2)];
      put(edge, { d: `M${left} ${top}h${long}v${long}h${-long}z` });
      put(word, { x: left, y: top - 7 });
      cells.replaceChildren();
      for (let count = 1; count <= most; count++) {
        const these = frame[p].flatMap((n, i) => (n === count ? [[i % side, Math.floor(i / side)]] : []));
        const place = ([x, y]) => [left + (x + 0.5) * cell, top + y * cell, top + (y + 1) * cell];
        const shade = { "fill-opacity": (count / most).toFixed(2) };
        if (these.length) svg(cells, "path", { d: bars(these.map(place), cell), ...shade });
      }
    });
  };
}
