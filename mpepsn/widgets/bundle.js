// mpepsn/widgets/src/dom.js
var SVG = "http://www.w3.org/2000/svg";
function html(parent, tag, { text, ...attributes } = {}) {
  return finish(parent, parent.ownerDocument.createElement(tag), text, attributes);
}
function svg(parent, tag, { text, ...attributes } = {}) {
  return finish(parent, parent.ownerDocument.createElementNS(SVG, tag), text, attributes);
}
function finish(parent, element, text, attributes) {
  if (text !== void 0) element.textContent = text;
  put(element, attributes);
  parent.append(element);
  return element;
}
function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
  return element;
}
function scale([from0, from1], [to0, to1]) {
  return (value) => to0 + (value - from0) / (from1 - from0) * (to1 - to0);
}
var cut = (number2) => number2.toFixed(1);
var polyline = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${cut(x)} ${cut(y)}`).join("");
var dots = (points) => points.map(([x, y]) => `M${cut(x)} ${cut(y)}h0`).join("");
var rings = (points, r) => points.map(([x, y]) => `M${cut(x - r)} ${cut(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`).join("");
var uprights = (lines) => lines.map(([x, y0, y1]) => `M${cut(x)} ${cut(y0)}V${cut(y1)}`).join("");
var bars = (lines, width) => lines.map(([x, y0, y1]) => `M${cut(x - width / 2)} ${cut(y0)}h${cut(width)}V${cut(y1)}h${cut(-width)}z`).join("");
function ticks(low, high2, most3) {
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100].find((size) => (high2 - low) / size <= most3) ?? high2 - low;
  const first = Math.ceil(low / step - 1e-9);
  const count4 = Math.floor(high2 / step + 1e-9) - first + 1;
  return Array.from({ length: count4 }, (_, i) => Number(((first + i) * step).toFixed(6)));
}
var number = (value, digits2 = 2) => value.toFixed(digits2).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
function apart(wanted, gap, [low, high2]) {
  const order = wanted.map((y, i) => [y, i]).sort((a, b) => a[0] - b[0]);
  const placed = [];
  order.forEach(([y], i) => placed[i] = Math.max(y, i ? placed[i - 1] + gap : low));
  for (let i = placed.length - 1, most3 = high2; i >= 0; i--, most3 = placed[i + 1] - gap) {
    placed[i] = Math.min(placed[i], most3);
  }
  const out = [];
  order.forEach(([, index], i) => out[index] = placed[i]);
  return out;
}
function upright(axis, left, y, values2) {
  for (const tick of values2) {
    svg(axis, "path", { d: `M${left} ${cut(y(tick))}h-4` });
    const text = number(tick, Number.isInteger(tick) ? 0 : 1);
    svg(axis, "text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end", text });
  }
}
function room(words, longest3) {
  longest3();
  return 8 + Math.ceil(Math.max(...words.map((word2) => word2.getComputedTextLength())));
}
var whole = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

// mpepsn/widgets/src/controls.js
var made = 0;
var fresh = (name) => `mpepsn-${name}-${++made}`;
function slider(parent, { name, label = name, min, max, step = 0.01, colour }, set) {
  const box2 = html(parent, "div", { class: "mpepsn-slider", style: `--colour: ${colour}` });
  const id = fresh(name);
  const title = html(box2, "label", { for: id, text: label });
  const range = html(box2, "input", { type: "range", id, name, min, max, step });
  const shown = html(box2, "output", { for: id, "aria-live": "off" });
  range.addEventListener("input", () => set({ [name]: Number(range.value) }));
  let [given, held] = [null, null];
  range.addEventListener("pointerdown", () => held = given);
  range.addEventListener("pointercancel", () => set({ [name]: held }));
  return (value, { label: say = label, min: low = min, max: high2 = max, trait = value, words = null } = {}) => {
    given = trait;
    put(range, { min: low, max: high2, "aria-valuetext": words });
    range.value = value;
    title.textContent = say;
    shown.textContent = words ?? number(value, Number.isInteger(step) ? 0 : 2);
    range.style.setProperty("--filled", `${100 * (value - low) / (high2 - low || 1)}%`);
  };
}
function choice(parent, { name, label: say = name, words, shown = {} }, set) {
  const field = html(parent, "fieldset", { class: "mpepsn-choice" });
  html(field, "legend", { text: say });
  const group = fresh(name);
  const inputs = words.map((word2) => {
    const label = html(field, "label");
    const input = html(label, "input", { type: "radio", name: group, value: word2 });
    html(label, "span", { text: shown[word2] ?? word2 });
    input.addEventListener("change", () => set({ [name]: word2 }));
    return input;
  });
  return (value) => inputs.forEach((input) => input.checked = input.value === value);
}
function list(parent, { name, label: say = name, words, shown = {} }, set) {
  const label = html(parent, "label", { class: "mpepsn-list" });
  html(label, "span", { text: say });
  const select = html(label, "select", { name });
  for (const word2 of words) html(select, "option", { value: word2, text: shown[word2] ?? word2 });
  select.addEventListener("change", () => set({ [name]: select.value }));
  return (value) => select.value = value;
}
function box(parent, { name, label }, set) {
  const outer = html(parent, "label", { class: "mpepsn-box" });
  const input = html(outer, "input", { type: "checkbox", name });
  html(outer, "span", { text: label });
  input.addEventListener("change", () => set({ [name]: input.checked }));
  return (value) => input.checked = value;
}
function toggle(parent, { label }, press) {
  const button = html(parent, "button", { type: "button", class: "mpepsn-toggle", text: label });
  put(button, { "aria-pressed": "false" });
  button.addEventListener("click", () => press(button.getAttribute("aria-pressed") !== "true"));
  return (on) => put(button, { "aria-pressed": String(on) });
}
function drag(canvas, { now, at }, choose) {
  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    held = now();
    choose(at(event));
  });
  canvas.addEventListener("pointercancel", () => choose(held));
  canvas.addEventListener("pointermove", (event) => canvas.hasPointerCapture(event.pointerId) && choose(at(event)));
}

// mpepsn/widgets/src/cloud-plot.js
function cloudPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const slab = svg(canvas, "path", { class: "mpepsn-slab" });
  const walls = svg(canvas, "path", { class: "mpepsn-guide" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const faint = ["off", "on"].map((name) => svg(canvas, "path", { class: `mpepsn-dots mpepsn-${name} mpepsn-faint` }));
  const lit = ["off", "on"].map((name) => svg(canvas, "path", { class: `mpepsn-dots mpepsn-${name}` }));
  const [all, here] = ["mpepsn-x", "mpepsn-bar-chosen"].map((name) => svg(canvas, "path", { class: name }));
  const words = svg(canvas, "g");
  return ({ events, of, edges, step, side, label }, { width, height }) => {
    const [left, right, base] = [8, width - 8, height - 66];
    const [deep, rise] = [Math.min(70, 0.13 * width), Math.min(46, 0.09 * width)];
    const top = 20 + rise;
    const span = [edges[0], edges.at(-1)];
    const x = scale(span, [left, right - deep]);
    const [far, down] = [scale([0, side], [0, 1]), scale([0, side], [top, base])];
    const at = ([px, py, t]) => [x(t) + deep * far(px + 0.5), down(py + 0.5) - rise * far(px + 0.5)];
    const tall = base - top;
    const wall = (t) => `M${x(t).toFixed(1)} ${base}V${top}l${deep} ${-rise}v${tall}z`;
    const [from, to] = [x(edges[step]), x(edges[step + 1])];
    const ahead = `V${top}l${deep} ${-rise}H${(to + deep).toFixed(1)}v${tall}l${-deep} ${rise}z`;
    const size = Math.max(2.2, Math.min(4.5, 0.3 * (base - top) / side));
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(walls, { d: edges.map(wall).join("") });
    put(slab, { d: `M${from.toFixed(1)} ${base}${ahead}` });
    for (const p of [0, 1]) {
      const mine = events.flatMap((one, i) => one[3] === p ? [[at(one), of[i] === step]] : []);
      const some = (now) => dots(mine.filter(([, chosen2]) => chosen2 === now).map(([place2]) => place2));
      put(faint[p], { d: some(false), style: `stroke-width: ${size.toFixed(1)}` });
      put(lit[p], { d: some(true), style: `stroke-width: ${(size + 1).toFixed(1)}` });
    }
    const many = edges.slice(1).map((_, k) => of.filter((frame) => frame === k).length);
    const floor = height - 4;
    const high2 = scale([0, Math.max(1, ...many)], [floor, floor - 26]);
    const bar = (k) => {
      const [begin, end] = [x(edges[k]) + 0.5, x(edges[k + 1]) - 0.5];
      return bars([[(begin + end) / 2, floor, high2(many[k])]], Math.max(0.5, end - begin));
    };
    put(all, { d: many.map((_, k) => k === step ? "" : bar(k)).join("") });
    put(here, { d: bar(step) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${base}H${right - deep}M${left} ${floor}H${right - deep}` });
    for (const [i, ms2] of ticks(span[0] / 1e3, span[1] / 1e3, 4).entries()) {
      const place2 = x(1e3 * ms2);
      svg(axis, "path", { d: `M${place2.toFixed(1)} ${base}v4` });
      const text = i ? String(ms2) : `${ms2} ms`;
      svg(axis, "text", { x: Math.max(place2, left + 20), y: base + 16, "text-anchor": "middle", text });
    }
    words.replaceChildren();
    svg(words, "text", { class: "mpepsn-say-title", x: left, y: 12, text: `${events.length} events` });
    svg(words, "text", { class: "mpepsn-say-other", x: right - 52, y: 12, "text-anchor": "end", text: "● ON" });
    svg(words, "text", { class: "mpepsn-say-h", x: right, y: 12, "text-anchor": "end", text: "● OFF" });
    const middle = Math.min(right - deep - 10, Math.max(left + 10, (from + to) / 2));
    const place = { x: middle, y: high2(many[step]) - 3, "text-anchor": "middle" };
    svg(words, "text", { class: "mpepsn-chosen", ...place, text: many[step] });
  };
}

// mpepsn/widgets/src/frame-plot.js
var said = { off: "channel 0: OFF", on: "channel 1: ON" };
function framePlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const parts2 = ["off", "on"].map((name) => ({
    edge: svg(canvas, "path", { class: "mpepsn-edge" }),
    cells: svg(canvas, "g", { class: `mpepsn-counts-${name}` }),
    word: svg(canvas, "text", { class: `mpepsn-say-${{ off: "h", on: "other" }[name]}`, text: said[name] })
  }));
  return ({ frame, side, label }, { width, height, beside }) => {
    const long = Math.min(beside ? (width - 16) / 2 : width, beside ? height - 20 : height / 2 - 20) - 1;
    const cell = long / side;
    const most3 = Math.max(1, ...frame.flat());
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    parts2.forEach(({ edge, cells, word: word2 }, p) => {
      const [left, top] = beside ? [p * (width - 1 - long), 20] : [0, 20 + p * (height / 2)];
      put(edge, { d: `M${left} ${top}h${long}v${long}h${-long}z` });
      put(word2, { x: left, y: top - 7 });
      cells.replaceChildren();
      for (let count4 = 1; count4 <= most3; count4++) {
        const these = frame[p].flatMap((n, i) => n === count4 ? [[i % side, Math.floor(i / side)]] : []);
        const place = ([x, y]) => [left + (x + 0.5) * cell, top + y * cell, top + (y + 1) * cell];
        const shade = { "fill-opacity": (count4 / most3).toFixed(2) };
        if (these.length) svg(cells, "path", { d: bars(these.map(place), cell), ...shade });
      }
    });
  };
}

// mpepsn/widgets/src/recording.js
var most = 8192;
var pixels = 64;
var longest = 2 ** 31 - 1;
var allowed = `a recording of at most ${most} events [x, y, t, p], x and y below ${pixels}, sorted by t`;
var inside = (value, end) => Number.isInteger(value) && value >= 0 && value < end;
var isEvent = (one) => Array.isArray(one) && one.length === 4 && one.every((value, i) => inside(value, [pixels, pixels, longest, 2][i]));
var areEvents = (given) => Array.isArray(given) && given.length <= most && given.every((one, i) => isEvent(one) && (i === 0 || given[i - 1][2] <= one[2]));
var sideOf = (events) => events.reduce((side, [x, y]) => Math.max(side, x + 1, y + 1), 16);

// mpepsn/widgets/src/bounds.js
var between = (min, max, value) => ({
  value,
  min,
  max,
  allowed: `a number from ${min} to ${max}`,
  fits: (given) => Number.isFinite(given) && given >= min && given <= max
});
var whole2 = (min, max, value) => ({
  value,
  min,
  max,
  allowed: `a whole number from ${min} to ${max}`,
  fits: (given) => Number.isInteger(given) && given >= min && given <= max
});
var power = (min, max, value) => ({
  value,
  min,
  max,
  allowed: `a power of two from ${min} to ${max}`,
  fits: (given) => Number.isInteger(given) && given >= min && given <= max && Number.isInteger(Math.log2(given))
});
var oneOf = (words, value) => ({
  value,
  words,
  allowed: `one of ${words.map((word2) => `"${word2}"`).join(", ")}`,
  fits: (given) => words.includes(given)
});
var flag = (value) => ({ value, allowed: "true or false", fits: (given) => typeof given === "boolean" });
var orNone = (one) => ({
  ...one,
  allowed: `${one.allowed}, or none for the usual one`,
  fits: (given) => given === null || one.fits(given)
});
var numbers = (min, max, most3) => ({
  value: [],
  min,
  max,
  allowed: `a list of at most ${most3} numbers from ${min} to ${max}`,
  fits: (given) => Array.isArray(given) && given.length <= most3 && given.every((x) => Number.isFinite(x) && x >= min && x <= max)
});

// mpepsn/widgets/src/curves.js
var most2 = 64;
var longest2 = 1024;
var allowed2 = `a list of at most ${most2} curves, each of equally many numbers from 0 to 1, at most ${longest2}`;
var isShare = (value) => Number.isFinite(value) && value >= 0 && value <= 1;
var areCurves = (given) => Array.isArray(given) && given.length <= most2 && given.every(
  (curve) => Array.isArray(curve) && curve.length > 0 && curve.length <= longest2 && curve.length === given[0].length && curve.every(isShare)
);
function chosen(curve, epochs) {
  const from = Math.max(0, curve.length - epochs);
  const best = Math.max(...curve.slice(from));
  return { last: curve.at(-1), best, at: curve.indexOf(best, from) };
}
function means(curves, epochs) {
  const all = curves.map((curve) => chosen(curve, epochs));
  const mean2 = (name) => all.reduce((sum2, one) => sum2 + one[name], 0) / all.length;
  return { last: mean2("last"), best: mean2("best") };
}

// mpepsn/widgets/src/speeds.js
var rows = [
  "LIF, eager loop",
  "LIF, compiled loop",
  "LIF, fused",
  "LIF, SpikingJelly",
  "PSN, SpikingJelly",
  "PSN, eager",
  "PSN, fused",
  "MPE-PSN, released",
  "MPE-PSN, eager",
  "MPE-PSN, fused",
  "MPE-PSN, fused, threshold estimate"
];
var baselines = ["LIF, eager loop", "LIF, fused", "LIF, SpikingJelly"];
var neurons = ["PSN, fused", "MPE-PSN, fused", "MPE-PSN, fused, threshold estimate", "MPE-PSN, released"];
var passes = ["forward", "both"];
var copies = { forward: 1, both: 2.5 };
var NOTHING = {
  machine: "",
  device: "",
  dtype: "",
  copy: [],
  rows: {},
  steps: [2, 4, 8, 16, 32, 64],
  neurons: [8, 10, 12, 14, 16, 18, 20].map((power3) => 2 ** power3)
};
function areTables(given) {
  const list2 = (all, fits) => Array.isArray(all) && all.every(fits);
  const sizes2 = (all) => list2(all, (one) => Number.isInteger(one) && one > 0) && all.length > 0;
  return list2(given, (table) => {
    if (!table || ![table.machine, table.device, table.dtype].every((word2) => typeof word2 === "string")) return false;
    if (!sizes2(table.steps) || !sizes2(table.neurons) || !table.rows) return false;
    const cells = table.steps.length * table.neurons.length;
    const lists = [table.copy, ...Object.values(table.rows).flatMap((row) => passes.map((way) => row?.[way]))];
    const time = (one) => one === null || Number.isFinite(one) && one > 0;
    return lists.every((all) => list2(all, time) && all.length === cells);
  });
}
var tableOf = (runs, device) => runs[Math.min(device, runs.length - 1)] ?? NOTHING;
function labels(runs) {
  const short = runs.map(({ device, dtype }) => `${device}, ${dtype}`);
  const twice = (label) => short.indexOf(label) !== short.lastIndexOf(label);
  return short.map((label, i) => twice(label) ? `${label}, ${named(runs[i])}` : label);
}
var named = ({ machine }) => machine.replace(/\((R|TM)\)|NVIDIA | CPU| Processor| @.*/g, "").trim();
var brief = (row) => row.replace(" estimate", "");
function nearest(sizes2, size) {
  const off = sizes2.map((one) => Math.abs(Math.log(one / size)));
  return off.indexOf(Math.min(...off));
}
function cellOf(table, { t, n, passes: way }) {
  const cell = t * table.neurons.length + n;
  const copy = table.copy[cell] ?? null;
  const times = Object.fromEntries(rows.map((row) => [row, table.rows[row]?.[way][cell] ?? null]));
  return { copy, floor: copy === null ? null : copies[way] * copy, times };
}
function ratios(table, { baseline, neuron, passes: way }) {
  return table.steps.map(
    (_, t) => table.neurons.map((_2, n) => {
      const { times } = cellOf(table, { t, n, passes: way });
      return times[baseline] === null || times[neuron] === null ? null : times[baseline] / times[neuron];
    })
  );
}
function reach(table) {
  const cells = table.steps.flatMap((_, t) => table.neurons.map((_2, n) => ({ t, n })));
  const all = passes.flatMap(
    (way) => cells.flatMap((at) => {
      const { floor, times } = cellOf(table, { ...at, passes: way });
      return floor === null ? [] : Object.values(times).filter((time) => time !== null).map((time) => time / floor);
    })
  );
  return [Math.min(1, ...all), Math.max(10, ...all)];
}
var strength = (ratio) => Math.min(1, Math.abs(Math.log2(ratio)) / 4) ** 0.5;
function digits(value) {
  if (value >= 99.5) return whole(Math.round(value));
  const [mantissa, power3] = value.toExponential(1).split("e");
  return Number(`${mantissa}e${power3}`).toFixed(Math.max(0, 1 - Number(power3)));
}
function decades([low, high2]) {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(Math.log10(high2)) - first + 1 }, (_, i) => 10 ** (first + i));
  const within = (all) => all.map((one) => Number(one.toPrecision(1))).filter((one) => one >= low && one <= high2);
  const tens = within(powers);
  return tens.length > 1 ? tens : within(powers.flatMap((power3) => [power3, 2 * power3, 5 * power3]));
}
function told({ steps, neurons: many, passes: way, baseline, neuron }, { copy, floor, times }) {
  const at = `At T = ${steps} and ${whole(many)} neurons${way === "both" ? ", both passes:" : ""}`;
  const [own, other, name] = [times[neuron], times[baseline], brief(neuron)];
  const unit = "ns per neuron-step";
  const first = own === null ? `${name} is not measured` : `${name} takes ${digits(own)} ${unit}`;
  const ratio = own && other && `${baseline} ${digits(other)}: ${digits(other / own)} times as long`;
  const second = other === null ? `${baseline} is not measured` : ratio || `${baseline} takes ${digits(other)} ${unit}`;
  const rest = way === "both" ? "the floor is" : "copying takes";
  const last = copy === null ? "copying is not measured" : `${rest} ${digits(floor)}`;
  return `${at} ${first}, ${second}; ${last}.`;
}

// mpepsn/widgets/src/settings.js
var decay = between(0, 1, 0.5);
var gain = between(0, 2, 1);
var threshold = between(0.2, 2, 1);
var reset = oneOf(["hard", "soft", "none"], "hard");
var seed = whole2(0, 2 ** 32 - 1, 0);
var estimate = oneOf(["bernoulli", "expected", "threshold", "zero"], "bernoulli");
var crowd = oneOf(["noise", "constant", "pulses"], "noise");
var figures = {
  trace: {
    decay,
    gain,
    threshold,
    reset,
    seed,
    steps: whole2(40, 120, 80),
    input: oneOf(["constant", "noise", "pulses", "drawn"], "noise"),
    drawn: numbers(-1, 2, 120),
    compact: flag(false)
  },
  rate: { current: between(-0.5, 2, 0.6), decay, reset },
  gradient: {
    decay,
    reset,
    seed: whole2(0, 2 ** 32 - 1, 29),
    surrogate: oneOf(["triangle", "atan", "sigmoid", "rectangle"], "triangle"),
    size: orNone(between(0.2, 8, null)),
    detach_reset: flag(false),
    steps: whole2(8, 24, 16)
  },
  matrix: {
    gain,
    reset,
    seed,
    decay: { ...decay, value: 0.9 },
    steps: whole2(16, 32, 24),
    step: whole2(0, 31, 16)
  },
  weights: {
    threshold,
    seed,
    order: whole2(1, 8, 4),
    preset: oneOf(["exponential", "difference", "delay", "average", "drawn"], "exponential"),
    drawn: numbers(-1, 1, 8),
    input: oneOf(["noise", "pulses", "constant"], "noise"),
    compare: flag(false),
    step: whole2(0, 39, 20)
  },
  dial: {
    decay,
    estimate,
    seed,
    sweeps: whole2(1, 32, 1),
    input: crowd,
    steps: whole2(16, 32, 32),
    neurons: whole2(8, 24, 24)
  },
  estimate: {
    estimate,
    threshold,
    seed,
    decay: { ...decay, value: 0.25 },
    mean: between(-1, 1, 0),
    scale: between(0.1, 2, 1)
  },
  rain: {
    reset,
    seed: { ...seed, value: 48 },
    decay: { ...decay, value: 0.9 },
    input: crowd,
    start: between(-1, 1, 0.8)
  },
  patterns: {
    v_init: between(-1, 1.5, 0),
    reset: oneOf(["hard", "soft"], "soft"),
    strict: flag(false),
    input: oneOf(["binary", "constant"], "binary"),
    weight: between(0, 1.5, 1)
  },
  kappa: {
    released: oneOf(["cifar10dvs", "dvsgesture", "cifar10"], "cifar10dvs"),
    error: orNone(between(0, 1.5, null)),
    steps: whole2(1, 16, 4)
  },
  losses: {
    loss: oneOf(["SDT", "TET", "TET + reg", "LTS", "TET-S"], "TET"),
    preset: oneOf(["rising", "one wrong", "sure", "late", "drawn"], "one wrong"),
    drawn: numbers(-6, 6, 4),
    rate_weight: between(0, 1, 0.05),
    smoothing: between(0, 1, 0.1)
  },
  pull: {
    current: between(-2, 2, 0.6),
    before: between(-0.5, 0.5, 0),
    coin: oneOf(["b = 0", "b = 1", "mean"], "mean")
  },
  cloud: {
    events: { value: [], allowed, fits: areEvents },
    by: oneOf(["number", "time"], "number"),
    steps: whole2(1, 16, 6),
    step: whole2(0, 15, 2)
  },
  speed: {
    runs: { value: [], allowed: 'a list of stored records of the experiment "speed"', fits: areTables },
    baseline: oneOf(baselines, "LIF, eager loop"),
    neuron: oneOf(neurons, "MPE-PSN, fused"),
    passes: oneOf(passes, "forward"),
    steps: power(1, 1024, 16),
    neurons: power(1, 2 ** 30, 65536),
    device: whole2(0, 63, 0)
  },
  selection: {
    curves: { value: [], allowed: allowed2, fits: areCurves },
    epochs: whole2(1, 1024, 10),
    run: whole2(0, 63, 0),
    others: flag(true)
  }
};
function fault(kind, get) {
  if (!Object.hasOwn(figures, kind)) {
    return `kind must be one of "${Object.keys(figures).join('", "')}"; got ${said2(kind)}.`;
  }
  for (const [name, setting] of Object.entries(figures[kind])) {
    const given = get(name) ?? setting.value;
    if (!setting.fits(given)) return `${kind}: ${name} must be ${setting.allowed}; got ${said2(given)}.`;
  }
  return null;
}
function values(kind, get) {
  return Object.fromEntries(Object.entries(figures[kind]).map(([name, { value }]) => [name, get(name) ?? value]));
}
function said2(given) {
  const text = typeof given === "number" ? String(given) : JSON.stringify(given) ?? String(given);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

// mpepsn/widgets/src/slices.js
var by = {
  /** ⌊N/T⌋ events a frame; the last one takes the remainder, and all of them where there are fewer events than steps. */
  number(t, steps) {
    const size = Math.floor(t.length / steps);
    return t.map((_, i) => size ? Math.min(Math.floor(i / size), steps - 1) : steps - 1);
  },
  /** Frames of equal duration; the last event's µs belongs to the last frame. */
  time(t, steps) {
    const span = t.at(-1) - t[0] + 1;
    return t.map((now) => Math.floor((now - t[0]) * steps / span));
  }
};
var slices = ({ t, steps, by: how }) => t.length ? by[how](t, steps) : [];
function counts({ events, side }) {
  const frame = [0, 1].map(() => new Array(side * side).fill(0));
  for (const [x, y, , p] of events) frame[p][y * side + x] += 1;
  return frame;
}

// mpepsn/widgets/src/cloud.js
function cloud(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const [points, pictures] = [cloudPlot(pair), framePlot(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { steps, step, by: by2 } = figures.cloud;
  const syncs = {
    steps: slider(controls, { name: "steps", label: "frames T", colour: "var(--x)", ...steps, step: 1 }, set),
    step: slider(controls, { name: "step", label: "frame t", colour: "var(--v)", ...step, step: 1 }, set),
    by: choice(row, { name: "by", label: "cut by", ...by2 }, set)
  };
  return ({ events, steps: steps2, step: asked3, by: by3 }, width) => {
    const step2 = Math.min(asked3, steps2 - 1);
    const of = slices({ t: events.map(([, , t]) => t), steps: steps2, by: by3 });
    const [side, edges] = [sideOf(events), borders(events, of, steps2, by3)];
    const mine = events.filter((_, i) => of[i] === step2);
    const frame = counts({ events: mine, side });
    const told2 = sentence({ events, mine, steps: steps2, step: step2, by: by3, edges });
    const long = width >= 560;
    const sizes2 = long ? [[width - 154, 312], [130, 312]] : [[width, 216], [width, (width - 16) / 2 + 20]];
    const [one, two] = sizes2.map(([wide, height]) => ({ width: wide, height, beside: !long }));
    points({ events, of, edges, step: step2, side, label: `Cloud of ${events.length} events. ${told2}` }, one);
    pictures({ frame, side, label: `Frame ${step2}: ${inPixels(frame)}.` }, two);
    syncs.steps(steps2);
    syncs.step(step2, { max: steps2 - 1, trait: asked3 });
    syncs.by(by3);
    readout.textContent = told2;
  };
}
function borders(events, of, steps, by2) {
  if (!events.length) return Array.from({ length: steps + 1 }, (_, k) => k);
  const [first, end] = [events[0][2], events.at(-1)[2] + 1];
  return Array.from({ length: steps + 1 }, (_, k) => {
    if (by2 === "time" || k === steps) return first + k * (end - first) / steps;
    return events[of.findIndex((frame) => frame >= k)][2];
  });
}
var ms = (µs) => number(µs / 1e3, 0);
function sentence({ events, mine, steps, step, by: by2, edges }) {
  if (!events.length) return "No events: every frame is empty.";
  const on = mine.filter(([, , , p]) => p).length;
  const took = `${ms(edges[step + 1] - edges[step])} ms`;
  const told2 = `Frame ${step} of ${steps}, by ${by2}: ${mine.length} events (${on} ON, ${mine.length - on} OFF) in ${took}.`;
  const rest = events.length % steps;
  const takes = by2 === "number" && step === steps - 1 && rest && events.length >= steps;
  return takes ? `${told2} It takes the ${rest} left over.` : told2;
}
function inPixels(frame) {
  const [off, on] = frame.map((counts2) => counts2.filter(Boolean).length);
  return `ON events in ${on} pixels, OFF events in ${off}, at most ${Math.max(...frame.flat())} in one`;
}

// mpepsn/widgets/src/dynamics.js
function lif({ x, decay: decay2, gain: gain2 = 1, threshold: threshold2 = 1, reset: reset2 = "hard", v_init = 0, strict = false }) {
  const [h, s, v] = [[], [], []];
  let last = v_init;
  for (let t = 0; t < x.length; t++) {
    h[t] = decay2 * last + gain2 * x[t];
    const z = h[t] - threshold2;
    s[t] = (strict ? z > 0 : z >= 0) ? 1 : 0;
    if (reset2 === "hard") v[t] = (1 - s[t]) * h[t];
    else if (reset2 === "soft") v[t] = h[t] - threshold2 * s[t];
    else v[t] = h[t];
    last = v[t];
  }
  return { h, s, v };
}
function noResetRow({ t, decay: decay2, gain: gain2 = 1 }) {
  return Array.from({ length: t + 1 }, (_, i) => gain2 * decay2 ** (t - i));
}
function noReset({ x, decay: decay2, gain: gain2 = 1, threshold: threshold2 = 1 }) {
  const h = x.map((_, t) => noResetRow({ t, decay: decay2, gain: gain2 }).reduce((sum2, weight, i) => sum2 + weight * x[i], 0));
  return { h, s: h.map((value) => value - threshold2 >= 0 ? 1 : 0), v: h };
}
function slidingPsn({ x, weight, threshold: threshold2 = 1, strict = false }) {
  const before = weight.length - 1;
  const h = x.map((_, t) => weight.reduce((sum2, each2, i) => sum2 + each2 * (x[t - before + i] ?? 0), 0));
  return { h, s: h.map((value) => (strict ? value > threshold2 : value >= threshold2) ? 1 : 0), v: h };
}
var slopes = {
  triangle: (z, width) => Math.max(0, width - Math.abs(z)) / width ** 2,
  atan: (z, slope) => slope / 2 / (1 + (Math.PI / 2 * slope * z) ** 2),
  sigmoid: (z, slope) => slope / (1 + Math.exp(-slope * z)) * (1 / (1 + Math.exp(slope * z))),
  rectangle: (z, width) => Math.abs(z) < width / 2 ? 1 / width : 0
};
var sizes = {
  triangle: { name: "width", value: 1 },
  atan: { name: "slope", value: 2 },
  sigmoid: { name: "slope", value: 4 },
  rectangle: { name: "width", value: 1 }
};
function lifBackward({
  h,
  s,
  ds,
  decay: decay2,
  gain: gain2 = 1,
  threshold: threshold2 = 1,
  reset: reset2 = "hard",
  surrogate = "triangle",
  size = 1,
  detach_reset = false,
  same_step = false
}) {
  const dx = [];
  let dv = 0;
  for (let t = h.length - 1; t >= 0; t--) {
    const slope = slopes[surrogate](h[t] - threshold2, size);
    let kept = reset2 === "hard" ? 1 - s[t] : 1;
    if (!detach_reset && reset2 === "hard") kept -= h[t] * slope;
    if (!detach_reset && reset2 === "soft") kept -= threshold2 * slope;
    const dh = ds[t] * slope + (same_step ? 0 : dv * kept);
    dx[t] = gain2 * dh;
    dv = decay2 * dh;
  }
  return dx;
}
function rate({ current: current2, steps, ...neuron }) {
  const { s } = lif({ x: new Array(steps).fill(current2), ...neuron });
  return s.reduce((sum2, spike) => sum2 + spike, 0) / steps;
}

// mpepsn/widgets/src/philox.js
var ROUNDS = 10;
var MULTIPLIERS = [3528531795, 3449720151];
var KEY_STEPS = [2654435769, 3144134277];
function high(a, b) {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 65535, b >>> 16, b & 65535];
  const middle = aHigh * bLow + (aLow * bLow >>> 16);
  const carry = aLow * bHigh + middle % 65536;
  return aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536);
}
function philox(counter, key) {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const [high0, low0] = [high(c0, MULTIPLIERS[0]), Math.imul(c0, MULTIPLIERS[0])];
    const [high1, low1] = [high(c2, MULTIPLIERS[1]), Math.imul(c2, MULTIPLIERS[1])];
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1 >>> 0, (high0 ^ c3 ^ k1) >>> 0, low0 >>> 0];
    [k0, k1] = [k0 + KEY_STEPS[0] >>> 0, k1 + KEY_STEPS[1] >>> 0];
  }
  return [c0, c1, c2, c3];
}
function draws(seed2, neuron, steps) {
  const bits2 = BigInt.asUintN(64, BigInt(seed2));
  const key = [Number(bits2 & 0xffffffffn), Number(bits2 >> 32n)];
  const out = [];
  for (let block = 0; out.length < steps; block++) {
    for (const word2 of philox([neuron, block, 0, 0], key)) out.push(word2 & 65535, word2 >>> 16);
  }
  return out.slice(0, steps);
}

// mpepsn/widgets/src/mpe.js
var fired = {
  bernoulli: (x) => 1 / (1 + Math.exp(-x)),
  expected: (x) => 1 / (1 + Math.exp(-x)),
  threshold: (x, threshold2, strict = false) => (strict ? x > threshold2 : x >= threshold2) ? 1 : 0,
  zero: () => 1
};
function estimate2({ x, kind = "bernoulli", threshold: threshold2 = 1, strict = false, seed: seed2 = 0, neuron = 0 }) {
  if (kind === "bernoulli") {
    const drawn = draws(seed2, neuron, x.length);
    return x.map((value, t) => drawn[t] < Math.fround(fired.bernoulli(value)) * 65536 ? 0 * value : value);
  }
  if (kind === "expected") return x.map((value) => fired.expected(-value) * value);
  return x.map((value) => (1 - fired[kind](value, threshold2, strict)) * value);
}
function mpe({ x, v_hat, decay: decay2 = 0.25, threshold: threshold2 = 1, sweeps = 1, strict = false }) {
  let [h, s, v] = [[], [], v_hat];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    v_hat = v;
    h = x.map((current2, t) => decay2 * (t ? v_hat[t - 1] : 0) + current2);
    s = h.map((value) => (strict ? value - threshold2 > 0 : value - threshold2 >= 0) ? 1 : 0);
    v = h.map((value, t) => (1 - s[t]) * value);
  }
  return { h, s, v, v_hat };
}
function firingShare({ x, v, decay: decay2, threshold: threshold2 = 1 }) {
  const rising = Float64Array.from(v).sort();
  return x.map((current2) => {
    let [none, all] = [0, rising.length];
    while (none < all) {
      const middle = none + all >> 1;
      if (decay2 * rising[middle] + current2 >= threshold2) all = middle;
      else none = middle + 1;
    }
    return 1 - all / rising.length;
  });
}
function membranePull({ x, b, before = 0, threshold: threshold2 = 1 }) {
  const h = before + x;
  const s = h - threshold2 >= 0 ? 1 : 0;
  const slope = 1 - s - h * slopes.triangle(h - threshold2, 1);
  return -2 * ((1 - b) * x - (1 - s) * h) * (1 - b - slope);
}

// mpepsn/widgets/src/inputs.js
function bell(steps, seed2 = 0, neuron = 0) {
  const four = [0, 1, 2, 3].map((i) => draws(seed2, 4 * neuron + i, steps));
  return four[0].map((first, t) => (first + four[1][t] + four[2][t] + four[3][t] - 131070) * (Math.sqrt(3) / 65536));
}
var presets = {
  constant: (steps) => new Array(steps).fill(0.6),
  noise: (steps, seed2 = 0) => bell(steps, seed2).map((value) => 0.5 + 0.4 * value),
  pulses: (steps) => Array.from({ length: steps }, (_, t) => {
    const second = 2 + Math.floor(t / 10) % 8;
    return t % 10 === 1 || t % 10 === second ? 0.75 : 0;
  })
};
var crowds = {
  noise: (steps, i, seed2) => bell(steps, seed2, i).map((value) => 0.5 + 0.4 * value),
  constant: (steps, i) => new Array(steps).fill(0.4 + 0.03 * i),
  pulses: (steps, i) => presets.pulses(steps + i).slice(i)
};
var windows = {
  exponential: (order) => Array.from({ length: order }, (_, i) => 2 ** (i - order + 1)),
  difference: (order) => Array.from({ length: order }, (_, i) => ({ [order - 2]: -1, [order - 1]: 1 })[i] ?? 0),
  delay: (order) => Array.from({ length: order }, (_, i) => i ? 0 : 1),
  average: (order) => new Array(order).fill(1 / order)
};
var leads = {
  rising: [-1, 0.5, 2, 3.5],
  "one wrong": [3, -2, 3, 3],
  sure: [5, 5, 5, 5],
  late: [0, 0, 0, 4]
};

// mpepsn/widgets/src/raster-plot.js
function rasterPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const sure = svg(canvas, "rect", { class: "mpepsn-sure" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const right = svg(canvas, "path", { class: "mpepsn-right" });
  const missing = svg(canvas, "path", { class: "mpepsn-missing" });
  const extra = svg(canvas, "path", { class: "mpepsn-extra mpepsn-dots" });
  const words = ["spikes", "other", "other"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}`, y: 12 }));
  return ({ found, exact, sweeps, label }, { width, height }) => {
    const [left, end, top, base] = [36, width - 4, 22, height - 22];
    const [steps, rows2] = [exact[0].length, exact.length];
    const [wide, high2] = [(end - left) / steps, (base - top) / rows2];
    const [x, y] = [(t) => left + (t + 0.5) * wide, (i) => top + (i + 0.5) * high2];
    const where = (holds) => {
      const cells = exact.map((row, i) => row.map((s, t) => holds(s, found[i][t]) ? [x(t), y(i)] : null));
      return cells.flat().filter(Boolean);
    };
    const [both, lost, added] = [
      where((s, now) => s && now),
      where((s, now) => s && !now),
      where((s, now) => !s && now)
    ];
    const size = Math.min(3.4, 0.42 * high2);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(right, { d: uprights(both.map(([at, row]) => [at, row - 0.36 * high2, row + 0.36 * high2])) });
    put(missing, { d: rings(lost, Number(size.toFixed(1))) });
    put(extra, { d: dots(added), style: `stroke-width: ${(2 * size + 1.4).toFixed(1)}` });
    put(sure, { x: left, width: sweeps * wide, y: top, height: base - top });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${end}` });
    for (let t = 0; t < steps; t += 5) {
      svg(axis, "path", { d: `M${x(t).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(t), y: height - 4, "text-anchor": "middle", text: t ? t : "t = 0" });
    }
    for (let i = 0; i < rows2; i += 8) {
      svg(axis, "text", { x: left - 6, y: y(i) + 4, "text-anchor": "end", text: i ? i : "i = 0" });
    }
    const said5 = [`| ${both.length} right`, `○ ${lost.length} missing`, `● ${added.length} extra`];
    words.forEach((word2, i) => word2.textContent = said5[i]);
    put(words[0], { x: left });
    put(words[1], { x: (left + end) / 2, "text-anchor": "middle" });
    put(words[2], { x: end, "text-anchor": "end" });
  };
}

// mpepsn/widgets/src/sweep-plot.js
function sweepPlot(parent, choose) {
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
  return ({ shares: shares2, sweeps, decay: decay2, estimate: estimate4 }, { width, height }) => {
    const [left, right, top, base] = [34, width - 14, 40, height - 34];
    const steps = shares2.length;
    const most3 = Math.max(1, ...shares2.map((share) => 100 * share));
    const [x, y] = [scale([1, steps], [left + 8, right]), scale([0, most3], [base, top])];
    const all = shares2.map((share, i) => [x(i + 1), y(100 * share)]);
    present = sweeps;
    at = (event) => {
      const along = event.clientX - canvas.getBoundingClientRect().left - left - 8;
      return Math.min(steps, Math.max(1, 1 + Math.round(along * (steps - 1) / (right - left - 8))));
    };
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(line, { d: polyline(all) });
    put(points, { d: dots(all), style: "stroke-width: 4.5" });
    put(now, { d: dots([all[sweeps - 1]]), style: "stroke-width: 11" });
    put(here, { d: `M${x(sweeps).toFixed(1)} ${top}V${base}` });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, ticks(0, most3, 4));
    for (const k of [1, ...[8, 16, 24, 32].filter((each2) => each2 < steps - 2), steps]) {
      svg(axis, "path", { d: `M${x(k).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(k), y: base + 16, "text-anchor": "middle", text: k });
    }
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: `sweeps k from ${estimate4}, up to T` });
    put(title, { x: left }).textContent = `wrong spikes (%), decay ${number(decay2)}`;
    const over = Math.min(right - 14, Math.max(left + 22, x(sweeps)));
    const near = all.filter(([along]) => Math.abs(along - over) < 24).map(([, up]) => up);
    put(value, { x: over, y: Math.min(...near) - 9 }).textContent = `${number(100 * shares2[sweeps - 1], 1)} %`;
    put(canvas, {
      "aria-label": `Share of wrong spikes against sweeps k from 1 to ${steps}, decay ${number(decay2)}: ${[1, 2, 4, 8, 16].filter((k) => k < steps).map((k) => percent(shares2, k)).join(", ")}, ${percent(shares2, steps)}. Chosen: k = ${sweeps}.`
    });
  };
}
var percent = (shares2, k) => `${number(100 * shares2[k - 1], 1)} % at ${k}`;

// mpepsn/widgets/src/dial.js
function dial(parent, { set }) {
  let chosen2 = 1;
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const raster = rasterPlot(pair);
  const curve = sweepPlot(pair, (sweeps2) => sweeps2 !== chosen2 && set({ sweeps: sweeps2 }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const source = html(html(parent, "div", { class: "mpepsn-row" }), "div", { class: "mpepsn-source" });
  const { sweeps, decay: decay2, input, estimate: kind } = figures.dial;
  const syncs = {
    sweeps: slider(controls, { name: "sweeps", label: "sweeps k", colour: "var(--other)", ...sweeps, step: 1 }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay2 }, set),
    input: list(source, { name: "input", words: input.words }, set),
    estimate: list(source, { name: "estimate", words: kind.words }, set)
  };
  return (values2, width) => {
    const { steps, decay: decay3 } = values2;
    chosen2 = Math.min(values2.sweeps, steps);
    const { exact, found } = run(values2);
    const wrong = found.map((rows2) => count(exact, rows2, (s, now2) => s !== now2));
    const now = found[chosen2 - 1];
    const shares2 = wrong.map((many) => many / (steps * exact.length));
    const long = width >= 560;
    const side = Math.max(230, Math.floor(0.36 * width));
    const label = picture(values2, chosen2, exact, now);
    const sizes2 = long ? [[width - side - 24, 284], [side, 284]] : [[width, 216], [width, 128]];
    const [one, two] = sizes2.map(([wide, height]) => ({ width: wide, height }));
    raster({ found: now, exact, sweeps: chosen2, label }, one);
    curve({ shares: shares2, sweeps: chosen2, decay: decay3, estimate: values2.estimate }, two);
    for (const name of ["decay", "input", "estimate"]) syncs[name](values2[name]);
    syncs.sweeps(chosen2, { max: steps });
    readout.textContent = sentence2(shares2, wrong, chosen2, steps, exact.length);
  };
}
function run({ decay: decay2, estimate: kind, input, steps, neurons: neurons2, seed: seed2 }) {
  const [exact, found] = [[], Array.from({ length: steps }, () => [])];
  for (let neuron = 0; neuron < neurons2; neuron++) {
    const x = crowds[input](steps, neuron, seed2);
    exact.push(lif({ x, decay: decay2 }).s);
    let v_hat = estimate2({ x, kind, seed: seed2 + 2 ** 32, neuron });
    for (const rows2 of found) {
      const { s, v } = mpe({ x, v_hat, decay: decay2 });
      rows2.push(s);
      v_hat = v;
    }
  }
  return { exact, found };
}
function count(exact, rows2, holds) {
  return exact.reduce((sum2, row, i) => sum2 + row.filter((s, t) => holds(s, rows2[i][t])).length, 0);
}
function sentence2(shares2, wrong, sweeps, steps, neurons2) {
  const many = wrong[sweeps - 1];
  const size = `in ${neurons2} × ${steps} steps`;
  if (sweeps === steps) return `k = ${sweeps} = T: no wrong spike ${size}, whatever the input. This is the LIF.`;
  const sure = sweeps === 1 ? "step 0 is" : `steps 0 to ${sweeps - 1} are`;
  if (!many) return `k = ${sweeps}: no wrong spike ${size}, though only ${sure} sure to be exact.`;
  const share = `${number(100 * shares2[sweeps - 1], 1)} %`;
  return `k = ${sweeps}: ${many} wrong spike${many === 1 ? "" : "s"} ${size} (${share}); ${sure} exact whatever the input.`;
}
function picture({ decay: decay2, estimate: kind, input, steps, neurons: neurons2 }, sweeps, exact, now) {
  const [lost, added] = [count(exact, now, (s, at) => s && !at), count(exact, now, (s, at) => !s && at)];
  return `Spikes of ${neurons2} neurons over ${steps} steps under ${input}, decay ${number(decay2)}, estimate ${kind}, after ${sweeps} sweep${sweeps === 1 ? "" : "s"}: ${count(exact, now, (s, at) => s && at)} right, ${lost} missing, ${added} extra.`;
}

// mpepsn/widgets/src/gate-plot.js
var REACH = 3;
var CURRENTS = Array.from({ length: 121 }, (_, i) => REACH * (i - 60) / 60);
var BINS = 24;
var TOLD = [-1, 0, 1, 2];
function gatePlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const heap = svg(canvas, "path", { class: "mpepsn-x mpepsn-heap" });
  const limit = svg(canvas, "path", { class: "mpepsn-limit" });
  const [paper, taken, real] = ["ReLU", "guess", "LIF"].map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const names = ["threshold", "guess", "guess", "LIF", "LIF", "ReLU"];
  const words = names.map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  return ({ x: run2, v, estimate: estimate4, decay: decay2, threshold: threshold2 }, { width, height }) => {
    const [left, right, top, base] = [34, width - 8, 24, height - 34];
    const [x, y] = [scale([-REACH, REACH], [left, right]), scale([0, 1], [base, top])];
    const currents = [...CURRENTS, threshold2 - 1e-9, threshold2].sort((a, b) => a - b);
    const curve = (values2) => polyline(currents.map((current2, i) => [x(current2), y(values2[i])]));
    const take = (name, at) => at.map((current2) => fired[name](current2, threshold2));
    const fire = (at) => firingShare({ x: at, v, decay: decay2, threshold: threshold2 });
    const fires = fire(currents);
    const papers = estimate4 in { bernoulli: 1, expected: 1 };
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(limit, { d: `M${x(threshold2).toFixed(1)} ${top}V${base}` });
    put(paper, { d: papers ? "" : curve(take("bernoulli", currents)) });
    put(taken, { d: curve(take(estimate4, currents)) });
    put(real, { d: curve(fires) });
    const bin = 2 * REACH / BINS;
    const many = new Array(BINS).fill(0);
    for (const at of run2.map((current2) => Math.floor((current2 + REACH) / bin))) if (at in many) many[at]++;
    const tall = scale([0, Math.max(...many)], [base, base - 0.3 * (base - top)]);
    put(heap, { d: bars(many.map((n, i) => [x((i + 0.5) * bin - REACH), base, tall(n)]), 0.8 * (x(bin) - x(0))) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [0, 0.5, 1]);
    for (let tick = -REACH; tick <= REACH; tick++) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: number(tick, 0) });
    }
    svg(axis, "text", { x: left, y: 12, text: "share that fires" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "current x (grey: how often)" });
    const law = { threshold: "x ≥ threshold", zero: "always" }[estimate4] ?? "σ(x)";
    const said5 = ["threshold", "taken to fire:", law, "LIF fires,", "measured", papers ? "" : "σ(x)"];
    words.forEach((word2, i) => word2.textContent = said5[i]);
    put(words[0], { x: Math.min(x(threshold2), right - 28), y: top - 6, "text-anchor": "middle" });
    for (const i of [1, 2]) put(words[i], { x: left + 10, y: y(0.8) + 15 * (i - 1) });
    const onset = Math.max(threshold2, currents[fires.findIndex((share) => share > 0.4)] ?? 0);
    const start = Math.min(x(onset) + 9, right - 62);
    for (const i of [3, 4]) put(words[i], { x: start, y: y(0.45) + 15 * (i - 3) });
    put(words[5], { x: x(-1), y: y(0.34), "text-anchor": "end" });
    put(canvas, {
      "aria-label": `How likely a current makes the neuron fire. At ${TOLD.join(", ")} the LIF fires in ${shares(fire(TOLD))} of the steps, decay ${number(decay2)}; the estimate ${estimate4} takes ${shares(take(estimate4, TOLD))} to have fired.`
    });
  };
}
var shares = (values2) => values2.map((value) => number(value)).join(", ");

// mpepsn/widgets/src/guess-plot.js
function guessPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const perfect = svg(canvas, "path", { class: "mpepsn-perfect" });
  const [right, lit] = ["guess", "extra"].map((name) => svg(canvas, "path", { class: `mpepsn-${name} mpepsn-dots` }));
  const words = ["other", "hint"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  return ({ v, v_hat, wrong, label }, { width, height }) => {
    const [left, end, top, base] = [38, width - 8, 40, height - 34];
    const all = [...v, ...v_hat];
    const [low, high2] = [Math.floor(Math.min(-0.5, ...all) * 2) / 2, Math.ceil(Math.max(1, ...all) * 2) / 2];
    const [x, y] = [scale([low, high2], [left, end]), scale([low, high2], [base, top])];
    const where = (lights) => v.map((value, t) => [x(value), y(v_hat[t])]).filter((_, t) => wrong[t] === lights);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(perfect, { d: polyline([[x(low), y(low)], [x(high2), y(high2)]]) });
    put(right, { d: dots(where(false)), style: "stroke-width: 4.5" });
    put(lit, { d: dots(where(true)), style: "stroke-width: 7" });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${end}` });
    upright(axis, left, y, ticks(low, high2, 5));
    for (const tick of ticks(low, high2, 6)) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: String(tick).replace("-", "−") });
    }
    svg(axis, "text", { x: left, y: 12, text: "estimate v̂[t−1]" });
    svg(axis, "text", { x: end, y: height - 3, "text-anchor": "end", text: "v[t−1] of the LIF" });
    const many = wrong.filter(Boolean).length;
    put(words[0], { x: left, y: 29 }).textContent = `● ${many} of ${v.length} make s[t] wrong`;
    put(words[1], { x: end, y: 12, "text-anchor": "end" }).textContent = "line: v̂ = v";
  };
}

// mpepsn/widgets/src/estimate.js
var [STEPS, SHOWN] = [2e3, 300];
function estimate3(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const [gate, cloud2] = [gatePlot(pair), guessPlot(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { mean: mean2, scale: scale2, decay: decay2, estimate: kind } = figures.estimate;
  const syncs = {
    mean: slider(controls, { name: "mean", label: "mean of x", colour: "var(--x)", ...mean2 }, set),
    scale: slider(controls, { name: "scale", label: "scale of x", colour: "var(--x)", ...scale2 }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay2 }, set),
    estimate: list(html(parent, "div", { class: "mpepsn-row" }), { name: "estimate", words: kind.words }, set)
  };
  let [noise, drawn] = [null, null];
  return (values2, width) => {
    if (drawn !== values2.seed) [noise, drawn] = [bell(STEPS, values2.seed), values2.seed];
    const x = noise.map((value) => values2.mean + values2.scale * value);
    const real = lif({ ...values2, x });
    const all = Object.fromEntries(kind.words.map((word2) => [word2, judge(word2, values2, x, real)]));
    const { v_hat, wrong } = all[values2.estimate];
    const long = width >= 560;
    const size = long ? { width: Math.floor((width - 24) / 2), height: 270 } : { width, height: 150 };
    gate({ ...values2, x, v: real.v }, size);
    const few = { v: real.v.slice(0, SHOWN), v_hat: v_hat.slice(0, SHOWN), wrong: wrong.slice(1, SHOWN + 1) };
    const label = picture2(values2, all[values2.estimate]);
    cloud2({ ...few, label }, long ? size : { width, height: 172 });
    for (const [name, sync] of Object.entries(syncs)) sync(values2[name]);
    readout.textContent = sentence3(values2, all);
  };
}
function judge(kind, { decay: decay2, threshold: threshold2, seed: seed2 }, x, { s, v }) {
  const v_hat = estimate2({ x, kind, threshold: threshold2, seed: seed2 + 2 ** 32 });
  const found = mpe({ x, v_hat, decay: decay2, threshold: threshold2 });
  const wrong = s.map((spike, t) => spike !== found.s[t]);
  const distance = v.reduce((sum2, value, t) => sum2 + (v_hat[t] - value) ** 2, 0) / v.length;
  return { v_hat, wrong, distance, share: wrong.filter(Boolean).length / s.length };
}
var percent2 = (share) => `${number(100 * share, 1)} %`;
function sentence3({ estimate: kind }, all) {
  const least = (name) => Object.keys(all).reduce((best, word2) => all[word2][name] < all[best][name] ? word2 : best);
  const [near, right] = [least("distance"), least("share")];
  const { distance, share } = all[kind];
  return `${kind}: mean square distance ${number(distance, 3)}, ${percent2(share)} wrong spikes. Least of the four: ${number(all[near].distance, 3)} (${near}) and ${percent2(all[right].share)} (${right}).`;
}
function picture2({ estimate: kind, mean: mean2, scale: scale2, decay: decay2 }, { distance, share }) {
  return `Estimate ${kind} against the potential of the LIF for a current of mean ${number(mean2)} and scale ${number(scale2)}, decay ${number(decay2)}: mean square distance ${number(distance, 3)}, ${percent2(share)} of ${STEPS} spikes wrong.`;
}

// mpepsn/widgets/src/slope-plot.js
var REACH2 = 2;
function slopePlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const bump = svg(canvas, "path", { class: "mpepsn-bump" });
  const step = svg(canvas, "path", { class: "mpepsn-step" });
  const steps = svg(canvas, "path", { class: "mpepsn-h mpepsn-dots" });
  const mark = svg(canvas, "path", { class: "mpepsn-v mpepsn-dots" });
  const said5 = ["step", "h", "v"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  return ({ surrogate, size }, h, { width, height }) => {
    const [left, right, top, base] = [30, width - 8, 40, height - 32];
    const bumpAt = (z) => slopes[surrogate](z, size);
    const x = scale([-REACH2, REACH2], [left, right]);
    const high2 = Math.max(1, bumpAt(0));
    const y = scale([0, high2], [base, top]);
    const on = (z) => [x(z), y(bumpAt(z))];
    const curve = Array.from({ length: 201 }, (_, i) => on(-REACH2 + 2 * REACH2 * i / 200));
    const points = h.map((value) => on(Math.min(REACH2, Math.max(-REACH2, value - 1))));
    const end = points.pop();
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(bump, { d: `${polyline(curve)}V${base}H${left}z` });
    put(step, { d: `M${left} ${base}H${x(0)}V${y(1)}H${right}` });
    put(steps, { d: dots(points), style: "stroke-width: 6" });
    put(mark, { d: dots([end]), style: "stroke-width: 10" });
    axis.replaceChildren();
    for (const tick of ticks(0, high2, 3)) {
      svg(axis, "text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end", text: tick });
    }
    for (const tick of [-2, -1, 0, 1, 2]) {
      const anchor = { "-2": "start", 2: "end" }[tick] ?? "middle";
      svg(axis, "text", { x: x(tick), y: base + 15, "text-anchor": anchor, text: number(tick, 0) });
    }
    svg(axis, "text", { x: right, y: height - 2, "text-anchor": "end", text: "z = h − threshold" });
    put(said5[0], { x: right, y: y(1) - 6, "text-anchor": "end" }).textContent = "step Θ(z)";
    put(said5[1], { x: left + 4, y: 12 }).textContent = `slope: ${surrogate}`;
    put(said5[2], { x: left + 4, y: 28 }).textContent = `● z[${h.length - 1}], the last step`;
    const last = h.at(-1) - 1;
    put(canvas, {
      "aria-label": `The step and its slope, ${surrogate}, ${sizes[surrogate].name} ${number(size)}. ${h.length} steps of a run lie on it; the last one at z = ${number(last)}, where the slope is ${number(bumpAt(last))}.`
    });
  };
}

// mpepsn/widgets/src/term-plot.js
function termPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const through = svg(canvas, "path", { class: "mpepsn-through" });
  const within = svg(canvas, "path", { class: "mpepsn-within" });
  const spikes = svg(canvas, "path", { class: "mpepsn-spikes" });
  const said5 = ["title", "h", "v"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  return (full, same, s, { width, height }) => {
    const [left, right, top, base] = [38, width - 8, 58, height - 36];
    const steps = full.length;
    const [low, high2] = [Math.min(0, ...full), Math.max(0.1, ...full)];
    const y = scale([low, high2], [base - 4, top]);
    const x = scale([-0.5, steps - 0.5], [left, right]);
    const wide = 0.7 * (right - left) / steps;
    const lines = (values2) => values2.map((value, t) => [x(t), y(0), y(value)]);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(through, { d: bars(lines(full), wide) });
    put(within, { d: bars(lines(same).slice(-1), wide) });
    put(spikes, { d: uprights([...s.keys()].filter((t) => s[t]).map((t) => [x(t), base, base + 8])) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${y(0).toFixed(1)}H${right}M${left} ${top}V${base}` });
    for (const tick of ticks(low, high2, 3)) {
      svg(axis, "path", { d: `M${left} ${y(tick).toFixed(1)}h-4` });
      svg(axis, "text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end", text: number(tick, 1) });
    }
    for (let t = 0; t < steps; t += 5) {
      svg(axis, "text", { x: x(t), y: base + 21, "text-anchor": "middle", text: t ? t : "t = 0" });
    }
    svg(axis, "text", { x: right, y: height - 2, "text-anchor": "end", text: "spikes are marked below the axis" });
    put(said5[0], { x: left, y: 12 }).textContent = `∂s[${steps - 1}] / ∂x[t]`;
    put(said5[1], { x: left, y: 30 }).textContent = "through v: Eq. 17 omits these";
    put(said5[2], { x: right, y: 48, "text-anchor": "end" }).textContent = "same step: Eq. 17 ↓";
    put(canvas, {
      "aria-label": `Gradient of the last spike with respect to each input. Same-step term ${number(same.at(-1))} at step ${steps - 1}; earlier steps from ${number(Math.min(...full.slice(0, -1)))} to ${number(Math.max(...full.slice(0, -1)))}. Spikes at steps ${[...s.keys()].filter((t) => s[t]).join(", ")}.`
    });
  };
}

// mpepsn/widgets/src/gradient.js
function gradient(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const [slope, terms] = [slopePlot(pair), termPlot(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { decay: decay2, surrogate } = figures.gradient;
  const bound = { width: { min: 0.2, max: 3 }, slope: { min: 0.5, max: 8 } };
  const sync = {
    size: slider(controls, { name: "size", colour: "var(--h)", ...bound.width }, set),
    decay: slider(controls, { name: "decay", colour: "var(--v)", ...decay2 }, set),
    surrogate: list(row, { name: "surrogate", words: surrogate.words }, (chosen2) => set({ ...chosen2, size: null })),
    detach_reset: box(row, { name: "detach_reset", label: "detach_reset" }, set)
  };
  return (values2, width) => {
    const usual = sizes[values2.surrogate];
    const neuron = { ...values2, size: values2.size ?? usual.value };
    const { h, s } = lif({ ...neuron, x: presets.noise(values2.steps, values2.seed) });
    const ds = h.map((_, t) => t === h.length - 1 ? 1 : 0);
    const full = lifBackward({ ...neuron, h, s, ds });
    const same = lifBackward({ ...neuron, h, s, ds, same_step: true });
    const long = width >= 560;
    const room2 = long ? width - 24 : width;
    slope(neuron, h, { width: long ? Math.floor(room2 * 0.42) : room2, height: long ? 250 : 168 });
    terms(full, same, s, { width: long ? Math.ceil(room2 * 0.58) : room2, height: long ? 250 : 182 });
    sync.size(neuron.size, { label: usual.name, ...bound[usual.name] });
    for (const name of ["decay", "surrogate", "detach_reset"]) sync[name](values2[name]);
    readout.textContent = sentence4(full, same);
  };
}
function sentence4(full, same) {
  const here = Math.abs(same.at(-1));
  if (!here) return "The last potential lies outside the slope: no gradient reaches any input.";
  const early = full.slice(0, -1).map(Math.abs);
  const sum2 = early.reduce((total, value) => total + value, 0);
  const share = Math.round(100 * sum2 / (sum2 + here));
  const kept = `Eq. 17 keeps ${number(here)} at the last step`;
  return `${kept} and omits ${number(sum2)} over earlier steps: ${share} % of the whole.`;
}

// mpepsn/widgets/src/kappa-path.js
var released = {
  cifar10dvs: { optimiser: "SGD", rate: 0.05, decay: 5e-4, weight: 0.01, error: 0.24 },
  dvsgesture: { optimiser: "SGD", rate: 0.05, decay: 5e-4, weight: 1e-3, error: 1.18 },
  cifar10: { optimiser: "Adam", rate: 0.01, decay: 0, weight: 0.01, error: 0.24 }
};
var rules = { SGD, Adam };
function kappaPath({ released: name, error, steps, updates }) {
  const { optimiser, rate: rate3, decay: decay2, weight } = released[name];
  const path = new Float64Array(updates + 1);
  path[0] = 1 / steps;
  rules[optimiser](path, weight * error / steps, { rate: rate3, decay: decay2 });
  return path;
}
function SGD(path, g, { rate: rate3, decay: decay2 }) {
  let m = 0;
  for (let n = 1; n < path.length; n++) {
    m = 0.9 * m + (g + decay2 * path[n - 1]);
    path[n] = path[n - 1] - rate3 * m;
  }
}
function Adam(path, slope, { rate: rate3 }) {
  let [m, q, one, two] = [0, 0, 1, 1];
  for (let n = 1; n < path.length; n++) {
    const g = path[n - 1] >= 0 ? slope : 0;
    m += 0.1 * (g - m);
    q = 0.999 * q + 1e-3 * g * g;
    [one, two] = [0.9 * one, 0.999 * two];
    path[n] = path[n - 1] - rate3 * (m / (1 - one)) / (Math.sqrt(q) / Math.sqrt(1 - two) + 1e-8);
  }
}

// mpepsn/widgets/src/kappa-plot.js
var UPDATES = 1e4;
var [LOW, HIGH] = [-5, 1];
var COLOURS = ["h", "v", "other"];
var SHOWN2 = [...new Set(Array.from({ length: 241 }, (_, i) => Math.round(UPDATES ** (i / 240))))];
function kappaPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const below = svg(canvas, "rect", { class: "mpepsn-above" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const zero = svg(canvas, "path", { class: "mpepsn-limit" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const lines = COLOURS.map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const marks = COLOURS.map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const names = COLOURS.map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  const words = [0, 1].map(() => svg(canvas, "text", { class: "mpepsn-say-threshold" }));
  const when = svg(canvas, "text", { class: "mpepsn-say-title", y: 30 });
  let margin = null;
  return ({ paths, steps, label }, { width, height }) => {
    margin ??= room(names, () => names.forEach((name, i) => name.textContent = paths[i].name));
    const [left, right, top, base] = [28, width - margin, 40, height - 34];
    const along = scale([0, Math.log(UPDATES)], [left, right]);
    const x = (update) => along(Math.log(update));
    const y = scale([LOW, HIGH], [base, top]);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(below, { x: left, width: right - left, y: y(0), height: base - y(0) });
    put(zero, { d: `M${left} ${y(0).toFixed(1)}H${right}` });
    paths.forEach(({ path, first: first2, chosen: chosen2 }, i) => {
      const points = SHOWN2.map((update) => [x(update), y(steps * path[update])]);
      const inside2 = points.filter(([, at2]) => at2 <= base);
      const next = points[inside2.length];
      if (next) inside2.push([scale([inside2.at(-1)[1], next[1]], [inside2.at(-1)[0], next[0]])(base), base]);
      const at = [[x(first2), y(0)]];
      put(lines[i], { d: polyline(inside2), "data-chosen": chosen2 });
      put(marks[i], { d: first2 === null ? "" : chosen2 ? dots(at) : rings(at, 3), "data-chosen": chosen2 });
      marks[i].classList.toggle("mpepsn-dots", chosen2);
      put(names[i], { "data-chosen": chosen2 }).textContent = paths[i].name;
    });
    const ends = paths.map(({ path }) => Math.min(base, y(steps * path[UPDATES])));
    apart(ends, 15, [top, base]).forEach((at, i) => put(names[i], { x: right + 6, y: at + 4 }));
    const { first, decay: decay2 } = paths.find(({ chosen: chosen2 }) => chosen2);
    const late = first > 300;
    put(here, { d: first === null ? "" : `M${x(first).toFixed(1)} ${top - 6}V${y(0).toFixed(1)}` });
    when.textContent = first === null ? "" : `κ < 0 from update ${whole(first)} on`;
    put(when, { x: first === null ? 0 : x(first) + (late ? 4 : -4), "text-anchor": late ? "end" : "start" });
    const said5 = decay2 ? ["κ < 0: a larger error", "makes a smaller loss"] : ["κ < 0: L_mem is", "taken to be 0"];
    words.forEach((word2, i) => put(word2, { x: left + 8, y: base - 25 + 15 * i }).textContent = said5[i]);
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [1, 0, -1, -2, -3, -4, -5]);
    for (let update = 1; update <= UPDATES; update *= 10) {
      svg(axis, "path", { d: `M${x(update).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(update), y: base + 16, "text-anchor": "middle", text: whole(update) });
    }
    svg(axis, "text", { x: 0, y: 12, text: "κ · T: as a multiple of its start" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "updates" });
  };
}

// mpepsn/widgets/src/kappa.js
function kappa(parent, { set }) {
  const plot = kappaPlot(parent);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { released: released2, error, steps } = figures.kappa;
  const syncs = {
    error: slider(controls, { name: "error", label: "error of v̂", colour: "var(--guess)", ...error }, set),
    steps: slider(controls, { name: "steps", label: "steps T", colour: "var(--x)", ...steps, step: 1 }, set),
    // Each run with the error of its own neuron, until the reader gives them all one.
    released: choice(row, { name: "released", ...released2 }, (chosen2) => set({ ...chosen2, error: null }))
  };
  return (values2, width) => {
    const { released: released3, steps: steps2 } = values2;
    const paths = Object.entries(released).map(([name, run2]) => {
      const error2 = values2.error ?? run2.error;
      const path = kappaPath({ released: name, error: error2, steps: steps2, updates: UPDATES });
      const first = path.findIndex((at) => at < 0);
      return { name, ...run2, error: error2, path, first: first < 0 ? null : first, chosen: name === released3 };
    });
    const now = paths.find(({ chosen: chosen2 }) => chosen2);
    plot({ paths, steps: steps2, label: picture3(paths, steps2) }, { width, height: width >= 560 ? 280 : 240 });
    syncs.error(now.error, { trait: values2.error });
    syncs.steps(steps2);
    syncs.released(released3);
    readout.textContent = sentence5(now, steps2);
  };
}
function sentence5({ optimiser, weight, decay: decay2, error, path, first }, steps) {
  const run2 = `${optimiser}, λ = ${weight}, error ${number(error)}`;
  const end = `${number(steps * path[UPDATES])} times its start`;
  const rest = decay2 ? `, on its way to ${number(-weight * error / decay2)}` : "";
  if (first === null) return `${run2}: κ stays above 0; after ${whole(UPDATES)} updates it is ${end}${rest}.`;
  const told2 = `${run2}: κ < 0 from update ${whole(first)} on. From there`;
  if (decay2) return `${told2} training makes the estimate worse; κ ends at ${end}${rest}.`;
  return `${told2} L_mem is taken to be 0, and nothing trains the estimate; κ stops at ${end}.`;
}
function picture3(paths, steps) {
  const told2 = paths.map(({ name, optimiser, error, path, first }) => {
    const when = first === null ? "never below 0" : `below 0 from update ${whole(first)} on`;
    return `${name} (${optimiser}, error ${number(error)}) ${when}, ${number(steps * path[UPDATES])} at the end`;
  });
  return `κ as a multiple of its start, against updates from 1 to ${whole(UPDATES)}, T = ${steps}: ${told2.join("; ")}.`;
}

// mpepsn/widgets/src/lead-losses.js
var softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
var sigmoid = (z) => 1 / (1 + Math.exp(-z));
var mean = (values2) => values2.reduce((sum2, value) => sum2 + value, 0) / values2.length;
var overSteps = (m, value, pull2) => ({ value: mean(m.map(value)), pull: m.map((lead) => pull2(lead) / m.length) });
var rules2 = {
  SDT: (m) => ({ value: softplus(-mean(m)), pull: m.map(() => sigmoid(-mean(m)) / m.length) }),
  TET: (m) => overSteps(m, (lead) => softplus(-lead), (lead) => sigmoid(-lead)),
  "TET + reg": (m, { rate_weight: part }) => overSteps(
    m,
    (lead) => (1 - part) * softplus(-lead) + part * (lead ** 2 / 4 + 1),
    (lead) => (1 - part) * sigmoid(-lead) - part * lead / 2
  ),
  LTS: (m) => ({ value: softplus(-m.at(-1)), pull: m.map((lead, t) => t < m.length - 1 ? 0 : sigmoid(-lead)) }),
  "TET-S": (m, { smoothing }) => overSteps(m, (lead) => softplus(-lead) + smoothing / 2 * lead, (lead) => sigmoid(-lead) - smoothing / 2)
};
function leadLoss({ loss, m, rate_weight, smoothing }) {
  return rules2[loss](m, { rate_weight, smoothing });
}
function leadRest(settings) {
  const at = (lead) => leadLoss({ ...settings, m: [lead] });
  let [low, high2] = [0, 40];
  if (at(high2).pull[0] > 0) return { rest: null, floor: 0 };
  for (let i = 0; i < 60; i++) {
    const middle = (low + high2) / 2;
    if (at(middle).pull[0] > 0) low = middle;
    else high2 = middle;
  }
  return { rest: high2, floor: at(high2).value };
}

// mpepsn/widgets/src/lead-pulls.js
var [LOW2, HIGH2] = [-0.05, 0.3];
function leadPulls(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const [on, back] = ["within", "part-other"].map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const values2 = svg(canvas, "g", { class: "mpepsn-values", "text-anchor": "middle" });
  const title = svg(canvas, "text", { class: "mpepsn-say-title", x: 34, y: 12 });
  title.textContent = "pull −∂L/∂m[t] (up: more lead)";
  return ({ pull: pull2, x, label }, { width, height }) => {
    const [left, right, top, base] = [34, width - 8, 36, height - 6];
    const y = scale([LOW2, HIGH2], [base, top]);
    const wide = Math.min(26, 0.6 * (x(1) - x(0)));
    const ends = pull2.map((one) => y(Math.min(HIGH2, Math.max(LOW2, one))));
    const lines = (sign) => ends.map((end, t) => [x(t), y(0), end]).filter((_, t) => Math.sign(pull2[t]) === sign);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(on, { d: bars(lines(1), wide) });
    put(back, { d: bars(lines(-1), wide) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}M${left} ${y(0).toFixed(1)}H${right}` });
    upright(axis, left, y, [0, 0.1, 0.2, 0.3]);
    values2.replaceChildren();
    pull2.forEach((one, t) => {
      const cut2 = one > HIGH2 ? "↑ " : one < LOW2 ? "↓ " : "";
      svg(values2, "text", { x: x(t), y: Math.min(y(0), ends[t]) - 5, text: `${cut2}${number(one, 3)}` });
    });
  };
}

// mpepsn/widgets/src/slider-bars.js
function sliderBars(parent, { min, max, step, most: most3, said: said5 }, write) {
  const box2 = html(parent, "div", { class: "mpepsn-bars-box" });
  const canvas = svg(box2, "svg", { "aria-hidden": "true" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const fill = svg(canvas, "path", { class: "mpepsn-weight" });
  const knobs = ["rim", "h"].map((name) => svg(canvas, "path", { class: `mpepsn-${name} mpepsn-dots mpepsn-knob` }));
  const told2 = svg(canvas, "g", { class: "mpepsn-values", "text-anchor": "middle" });
  const title = svg(canvas, "text", { class: "mpepsn-say-title", y: 12, text: said5.title });
  const hint = svg(canvas, "text", { class: "mpepsn-hint" });
  const over = html(box2, "div", { class: "mpepsn-columns" });
  const touch = parent.ownerDocument.defaultView.matchMedia("(pointer: coarse)").matches;
  const parts2 = Math.round(1 / step);
  let [now, value] = [[], null];
  const columns = Array.from({ length: most3 }, (_, i) => {
    const back = most3 - 1 - i;
    const column = html(over, "div");
    const name = { name: said5.name(back), "aria-label": said5.label(back), "aria-orientation": "vertical" };
    const range = html(column, "input", { type: "range", ...name, min, max, step });
    range.addEventListener("input", () => write(back, Number(range.value)));
    drag(column, { now: () => now.at(-1 - back), at: (event) => value(event) }, (chosen2) => write(back, chosen2));
    column.addEventListener("click", () => range.focus());
    return { column, range };
  });
  return (values2, { width, height }) => {
    now = values2;
    const [left, right, base] = [34, width - 8, height - 22];
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(title, { x: left });
    hint.textContent = touch ? "tap a bar, then drag it" : "drag the bars";
    const beside = title.getComputedTextLength() + hint.getComputedTextLength() + 12 <= right - left;
    put(hint, beside ? { x: right, y: 12, "text-anchor": "end" } : { x: left, y: 28, "text-anchor": "start" });
    const top = beside ? 34 : 50;
    const y = scale([min, max], [base, top]);
    const back = scale([base, top], [min, max]);
    value = (event) => {
      const given = back(event.clientY - canvas.getBoundingClientRect().top);
      return Math.round(Math.min(max, Math.max(min, given)) * parts2) / parts2;
    };
    const wide = (right - left) / values2.length;
    const x = (i) => left + (i + 0.5) * wide;
    put(over, { style: `left: ${left}px; width: ${right - left}px; top: ${top - 12}px; bottom: 0` });
    put(fill, { d: bars(values2.map((each2, i) => [x(i), y(0), y(each2)]), Math.min(26, 0.6 * wide)) });
    for (const knob of knobs) put(knob, { d: dots(values2.map((each2, i) => [x(i), y(each2)])) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}M${left} ${y(0).toFixed(1)}H${right}` });
    upright(axis, left, y, [min, 0, max]);
    told2.replaceChildren();
    values2.forEach((each2, i) => {
      const text = said5.below(values2.length - 1 - i, values2.length);
      svg(axis, "text", { x: x(i), y: height - 4, "text-anchor": "middle", text });
      svg(told2, "text", { x: x(i), y: y(0) + (each2 < 0 ? -13 : 22), text: number(each2) });
    });
    const kept = columns.slice(most3 - values2.length);
    if (over.childElementCount !== kept.length) over.replaceChildren(...kept.map(({ column }) => column));
    kept.forEach(({ range }, i) => {
      range.value = values2[i];
      put(range, { "aria-valuetext": number(values2[i]) });
    });
    return { canvas, x, y, left, right };
  };
}

// mpepsn/widgets/src/losses.js
var STEPS2 = 4;
var said3 = {
  title: "lead m[t] of the right class",
  name: (back) => `lead${STEPS2 - 1 - back}`,
  label: (back) => `lead at step ${STEPS2 - 1 - back}`,
  below: (back) => back < STEPS2 - 1 ? STEPS2 - 1 - back : "t = 0"
};
function losses(parent, { set }) {
  let [m, named3, line] = [[], "one wrong", null];
  const { loss, preset, drawn: limits } = figures.losses;
  const pair = html(parent, "div", { class: "mpepsn-stack" });
  const bars2 = sliderBars(pair, { ...limits, step: 0.25, most: STEPS2, said: said3 }, (back, lead) => {
    const drawn = m.map((each2, t) => t === STEPS2 - 1 - back ? lead : each2);
    const same = drawn.every((each2, t) => each2 === leads[named3][t]);
    set(same ? { preset: named3 } : { preset: "drawn", drawn });
  });
  const pulls2 = leadPulls(pair);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const syncs = {
    loss: choice(row, { name: "loss", ...loss }, set),
    preset: list(row, { name: "preset", label: "leads", words: preset.words }, (chosen2) => {
      set(chosen2.preset === "drawn" ? { drawn: m, ...chosen2 } : chosen2);
    })
  };
  return (values2, width) => {
    if (values2.preset !== "drawn") named3 = values2.preset;
    m = values2.preset === "drawn" ? [...values2.drawn, 0, 0, 0, 0].slice(0, STEPS2) : leads[named3];
    const { value, pull: pull2 } = leadLoss({ ...values2, m });
    const { rest, floor } = leadRest(values2);
    const long = width >= 560;
    const { canvas, x, y, left, right } = bars2(m, { width, height: long ? 196 : 182 });
    line ??= svg(canvas, "path", { class: "mpepsn-limit" });
    const at = values2.loss === "SDT" ? m.reduce((sum2, lead) => sum2 + lead, 0) / STEPS2 : rest;
    const spared = m.flatMap((lead, t) => lead < 0 ? [x(t) - 24, x(t) + 24] : []);
    const ends = at === null ? [] : [left, ...spared, right];
    put(line, { d: ends.map((end, i) => i % 2 ? `H${end}` : `M${end} ${y(at).toFixed(1)}`).join("") });
    const told2 = sentence6(values2, m, pull2, value, rest, floor);
    pulls2({ pull: pull2, x, label: `${told2} Leads ${each(m)}; pulls ${each(pull2, 3)}.` }, { width, height: long ? 178 : 150 });
    for (const [name, sync] of Object.entries(syncs)) sync(values2[name]);
    readout.textContent = told2;
  };
}
var each = (list2, digits2 = 2) => list2.map((one) => number(one, digits2)).join(", ");
function sentence6({ loss, rate_weight, smoothing }, m, pull2, value, rest, floor) {
  const given = { "TET + reg": `, λ = ${rate_weight}`, "TET-S": `, ε = ${smoothing}` }[loss] ?? "";
  const told2 = `${loss}${given}: loss ${number(value, 3)}, floor ${floor ? number(floor, 3) : 0}.`;
  if (loss === "SDT") return `${told2} It sees the mean lead alone (dashed), and pulls every step alike.`;
  if (loss === "LTS") return `${told2} The last step alone is pulled, as hard as it is wrong; the others go free.`;
  if (rest === null) {
    const most3 = pull2.indexOf(Math.max(...pull2));
    const share = Math.round(100 * pull2[most3] / pull2.reduce((sum2, one) => sum2 + one, 0));
    return `${told2} Each step is pulled as hard as it is wrong: step ${most3} has ${share} % of the pull.`;
  }
  const back = m.filter((lead) => lead > rest).length;
  return `${told2} Above a lead of ${number(rest)} (dashed) steps are pulled back: ${back} of ${STEPS2}.`;
}

// mpepsn/widgets/src/matrix-plot.js
function matrixPlot(parent) {
  const cells = svg(parent, "g", { class: "mpepsn-cells" });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const edge = svg(parent, "path", { class: "mpepsn-edge" });
  const row = svg(parent, "path", { class: "mpepsn-chosen-row" });
  const words = ["title", "future", "other"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));
  return ({ decay: decay2, steps, t }, { left, right, top, base, numbered }) => {
    const [wide, high2] = [(right - left) / steps, (base - top) / steps];
    const [x, y] = [(i) => (left + i * wide).toFixed(2), (i) => (top + i * high2).toFixed(2)];
    cells.replaceChildren();
    for (let lag = 0; lag < steps && decay2 ** lag > 2e-3; lag++) {
      const band = Array.from({ length: steps - lag }, (_, i) => {
        return `M${x(i)} ${y(i + lag)}H${x(i + 1)}V${y(i + lag + 1)}H${x(i)}z`;
      });
      svg(cells, "path", { d: band.join(""), "fill-opacity": (decay2 ** lag).toFixed(3) });
    }
    put(edge, { d: `M${left} ${top}H${right}V${base}H${left}z` });
    put(row, { d: `M${left} ${y(t)}H${x(t + 1)}V${y(t + 1)}H${left}z` });
    axis.replaceChildren();
    for (let i = 0; i < steps; i++) {
      if (i === t || i % 5 === 0 && Math.abs(i - t) * high2 >= 14) {
        const at = { x: left - 7, y: top + (i + 0.5) * high2 + 4, "text-anchor": "end" };
        svg(axis, "text", { ...at, class: i === t ? "mpepsn-chosen" : "", text: i });
      }
      if (numbered && i % 5 === 0) {
        svg(axis, "text", { x: left + (i + 0.5) * wide, y: base + 15, "text-anchor": "middle", text: i ? i : "i = 0" });
      }
    }
    const said5 = ["W[t, i]: weight of x[i] in h[t]", "0: the future", `→ h[${t}]`];
    words.forEach((word2, i) => word2.textContent = said5[i]);
    put(words[0], { x: right - 8, y: top + 18, "text-anchor": "end" });
    put(words[1], { x: right - 8, y: top + 36, "text-anchor": "end" });
    put(words[2], { x: right + 6, y: top + (t + 0.5) * high2 + 4 });
  };
}

// mpepsn/widgets/src/parts.js
function parts(parent, name) {
  const heard = svg(parent, "rect", { class: `mpepsn-heard-${name}` });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const fill = svg(parent, "path", { class: "mpepsn-x" });
  const taken = svg(parent, "path", { class: `mpepsn-part-${name}` });
  const words = ["x", name].map((word2) => svg(parent, "text", { class: `mpepsn-say-${word2}` }));
  return ({ x, given, t }, { left, right, height, step, x: at }) => {
    const base = height - 20;
    const inside2 = [...given.keys()].filter((i) => given[i] !== null);
    const all = [...x, ...inside2.map((i) => given[i])];
    const [low, high2] = [Math.min(0, ...all), Math.max(0.5, ...all)];
    const y = scale([low, high2], [base - 3, 5]);
    const line = (value, i) => [at(i), y(0), y(value)];
    put(fill, { d: bars(x.map(line), 0.76 * step) });
    put(taken, { d: bars(inside2.map((i) => line(given[i], i)), 0.42 * step) });
    put(heard, { x: at(inside2[0]) - step / 2, width: inside2.length * step, y: 0, height: base });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} 0V${base}M${left} ${y(0).toFixed(1)}H${right}M${left} ${base}H${right}` });
    upright(axis, left, y, ticks(low, high2, 2));
    const every = x.length > 32 ? 10 : 5;
    for (const i of x.keys()) {
      if (i % every && i !== t) continue;
      svg(axis, "path", { d: `M${at(i).toFixed(1)} ${base}v4` });
      if (i !== t && Math.abs(i - t) * step < 32) continue;
      const word2 = i === t ? { class: "mpepsn-chosen", text: `t = ${i}` } : { text: i };
      svg(axis, "text", { x: at(i), y: height - 2, "text-anchor": "middle", ...word2 });
    }
    const said5 = ["input x", `in h[${t}]`];
    words.forEach((word2, i) => put(word2, { x: right + 6, y: base - 12 + 15 * i }).textContent = said5[i]);
  };
}

// mpepsn/widgets/src/two-potentials.js
var ROW = 16;
var TOP = 2 * ROW + 4;
function twoPotentials(parent) {
  const above = svg(parent, "rect", { class: "mpepsn-above" });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const limit = svg(parent, "path", { class: "mpepsn-limit" });
  const here = svg(parent, "path", { class: "mpepsn-here" });
  const line = (name) => svg(parent, "path", { class: `mpepsn-${name}` });
  const below = ["other", "other", "other mpepsn-dots"].map(line);
  const [drops, charges, beads] = ["v", "h", "h mpepsn-dots"].map((name, i) => [line(name), below[i]]);
  const rows2 = ["", " mpepsn-other"].map((name) => svg(parent, "path", { class: `mpepsn-spikes${name}` }));
  const counts2 = ["spikes", "other"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));
  const words = ["threshold", "h", "other"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));
  const say = (names, fired2) => {
    counts2.forEach((word2, i) => word2.textContent = `${fired2[i]} spike${fired2[i] === 1 ? "" : "s"}`);
    words.forEach((word2, i) => word2.textContent = ["threshold", ...names][i]);
  };
  let width = null;
  const margin = (names) => width ??= room([...counts2, ...words], () => say(names, [88, 88]));
  const draw = ({ first, second, names, threshold: threshold2, t }, { left, right, height, x }) => {
    const both = [first, second].filter(Boolean);
    const all = both.flatMap(({ h, v, start = 0 }) => [start, ...h, ...v]);
    const low = Math.floor(Math.min(0, ...all) * 4) / 4;
    const high2 = Math.ceil(Math.max(1.25 * threshold2, ...all) * 4) / 4;
    const y = scale([low, high2], [height - 6, TOP + 4]);
    const across = y(threshold2);
    const fired2 = [first, second].map((one) => one ? [...one.s.keys()].filter((at) => one.s[at]) : []);
    put(above, { x: left, width: right - left, y: TOP, height: Math.max(0, across - TOP) });
    put(limit, { d: `M${left} ${across.toFixed(1)}H${right}` });
    put(here, { d: `M${x(t).toFixed(1)} ${TOP}V${height}` });
    [first, second].forEach((one, i) => {
      const start = 3 + i * ROW;
      put(rows2[i], { d: uprights(fired2[i].map((at) => [x(at), start, start + ROW - 5])) });
      const { h, v, start: begin = 0 } = one ?? { h: [], v: [] };
      put(drops[i], { d: uprights(fired2[i].map((at) => [x(at), y(h[at]), y(v[at])])) });
      const pieces = h.map((value, at) => [[x(at - 1), y(at ? v[at - 1] : begin)], [x(at), y(value)]]);
      put(charges[i], { d: pieces.map(polyline).join("") });
      put(beads[i], { d: one ? dots([[x(t), y(h[t])]]) : "" });
      put(counts2[i], { x: right + 6, y: start + 10, visibility: one ? null : "hidden" });
    });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${TOP}V${height}` });
    upright(axis, left, y, ticks(low, high2, 4));
    say(names, fired2.map((steps) => steps.length));
    const ends = apart([across, ...both.map(({ v }) => y(v.at(-1)))], 15, [TOP + 8, height - 4]);
    words[2].textContent = second ? names[1] : "";
    ends.forEach((end, i) => put(words[i], { x: right + 6, y: end + 4 }));
    return y;
  };
  return { draw, margin };
}

// mpepsn/widgets/src/timeline.js
function timeline(parent, { names, heard }, choose) {
  const box2 = html(parent, "div");
  const top = svg(box2, "svg", { class: "mpepsn-drag", role: "img" });
  const bottom = svg(box2, "svg", { class: "mpepsn-drag", "aria-hidden": "true" });
  const [panel, strip2] = [twoPotentials(top), parts(bottom, heard)];
  let [now, at] = [0, null];
  for (const canvas of [top, bottom]) drag(canvas, { now: () => now, at: (event) => at(event) }, choose);
  return (values2, { width, high: high2, low }) => {
    const steps = values2.x.length;
    const [left, right] = [34, width - panel.margin(names)];
    const step = (right - left) / (steps + 0.5);
    const frame = { left, right, step, x: (t) => left + (t + 1) * step };
    now = values2.t;
    at = (event) => {
      const along = event.clientX - top.getBoundingClientRect().left - frame.x(-0.5);
      return Math.min(steps - 1, Math.max(0, Math.floor(along / step)));
    };
    put(top, { width, height: high2, viewBox: `0 0 ${width} ${high2}`, "aria-label": values2.label });
    put(bottom, { width, height: low, viewBox: `0 0 ${width} ${low}` });
    panel.draw({ ...values2, names }, { ...frame, height: high2 });
    strip2(values2, { ...frame, height: low });
    return frame;
  };
}
function spikesAt(s) {
  const fired2 = [...s.keys()].filter((t) => s[t]);
  return fired2.length ? `spikes at steps ${fired2.join(", ")}` : "no spike";
}

// mpepsn/widgets/src/matrix.js
function matrix(parent, { set }) {
  let [t, line] = [0, null];
  const choose = (step2) => step2 !== t && set({ step: step2 });
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const run2 = timeline(pair, { names: ["neuron", "product"], heard: "other" }, choose);
  const square = svg(pair, "svg", { role: "img", class: "mpepsn-drag mpepsn-rows" });
  const plot = matrixPlot(square);
  drag(square, { now: () => t, at: (event) => line(event) }, choose);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { decay: decay2, reset: reset2, step } = figures.matrix;
  const syncs = {
    decay: slider(controls, { name: "decay", colour: "var(--v)", ...decay2 }, set),
    step: slider(controls, { name: "step", label: "step t", colour: "var(--x)", ...step, step: 1 }, set),
    reset: choice(html(parent, "div", { class: "mpepsn-row" }), { name: "reset", ...reset2 }, set)
  };
  return (values2, width) => {
    const { steps, decay: decay3, gain: gain2 } = values2;
    t = Math.min(values2.step, steps - 1);
    const x = presets.noise(steps, values2.seed).map((value) => 0.4 * value);
    const [neuron, product] = [lif({ ...values2, x }), noReset({ x, decay: decay3, gain: gain2 })];
    const weight = noResetRow({ t, decay: decay3, gain: gain2 });
    const given = x.map((value, i) => i <= t ? weight[i] * value : null);
    const long = width >= 560;
    const side = Math.min(250, Math.floor(0.36 * width));
    const size = long ? { width: width - side - 108, high: 216, low: 84 } : { width, high: 148, low: 64 };
    const label = picture4(values2, neuron, product);
    const frame = run2({ first: neuron, second: product, threshold: 1, x, given, t, label }, size);
    const cells = long ? { left: 28, right: 28 + side, top: 280 - side, base: 280, numbered: true } : { left: frame.x(-0.5), right: frame.x(steps - 0.5), top: 2, base: 118, numbered: false };
    const [across, down] = long ? [side + 84, 300] : [width, 122];
    put(square, { width: across, height: down, viewBox: `0 0 ${across} ${down}` });
    plot({ decay: decay3, steps, t }, cells);
    line = (event) => {
      const at = event.clientY - square.getBoundingClientRect().top - cells.top;
      return Math.min(steps - 1, Math.max(0, Math.floor(at * steps / (cells.base - cells.top))));
    };
    syncs.decay(decay3);
    syncs.step(t, { max: steps - 1 });
    syncs.reset(values2.reset);
    readout.textContent = sentence7(values2, neuron, product, t);
    put(square, {
      "aria-label": `Matrix W, ${steps} by ${steps}, 0 above the diagonal. Row ${t}: weight ${number(gain2)} for x[${t}], then ${number(decay3)} times as much for each step back.`
    });
  };
}
function sentence7({ reset: reset2 }, { h, s }, product, t) {
  const sum2 = `h[${t}] = Σ W[${t}, i] · x[i] = ${number(product.h[t])}`;
  if (reset2 === "none") return `${sum2}. With no reset the product and the loop agree, at every step.`;
  const first = s.indexOf(1);
  if (first < 0) return `${sum2}. No spike, so nothing is reset: the product and the loop agree, at every step.`;
  if (t <= first) return `${sum2}. Up to the first spike, at t = ${first}, the product and the loop agree.`;
  const [a, b] = [number(product.h[t]), number(h[t])];
  const both = a === b ? `both happen to be ${a}` : `it says ${a}, the neuron has ${b}`;
  return `Since the first spike, at t = ${first}, the product is no longer the potential: at t = ${t} ${both}.`;
}
function picture4({ steps, decay: decay2, reset: reset2 }, { s }, product) {
  return `Potential of one neuron over ${steps} steps, decay ${number(decay2)}, reset ${reset2}: ${spikesAt(s)}. The product W x rises to ${number(Math.max(...product.h))}: ${spikesAt(product.s)}.`;
}

// mpepsn/widgets/src/mount.js
function mount({ model, el }, kind, build) {
  const root = html(el, "div", { class: `mpepsn-figure mpepsn-${kind}` });
  const error = html(root, "p", { class: "mpepsn-error", role: "alert" });
  const body = html(root, "div", { class: "mpepsn-body" });
  const get = (name) => model.get(name);
  let draw = null;
  function again() {
    const wrong = fault(kind, get);
    error.textContent = wrong ?? "";
    error.hidden = !wrong;
    body.hidden = Boolean(wrong);
    if (wrong) return;
    draw ??= start();
    if (root.clientWidth) draw(values(kind, get), root.clientWidth);
  }
  function start() {
    const made2 = build(body, { set, again, first: values(kind, get) });
    for (const part of body.querySelectorAll("input, select, button, [tabindex]")) {
      part.setAttribute("data-lm-suppress-shortcuts", "true");
    }
    return made2;
  }
  function set(changed) {
    for (const [name, value] of Object.entries(changed)) model.set(name, value);
    model.save_changes();
  }
  const names = Object.keys(figures[kind] ?? {});
  for (const name of names) model.on(`change:${name}`, again);
  const resized = new ResizeObserver(again);
  resized.observe(root);
  again();
  return () => {
    for (const name of names) model.off(`change:${name}`, again);
    resized.disconnect();
    root.remove();
  };
}

// mpepsn/widgets/src/pattern-plot.js
var ALL = 16;
var bits = (n) => [8, 4, 2, 1].map((bit) => n & bit ? 1 : 0);
var word = (n) => bits(n).join("");
function patternPlot(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const [pale, filled] = ["pale", "found"].map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const edge = svg(canvas, "path", { class: "mpepsn-edge" });
  const here = svg(canvas, "path", { class: "mpepsn-chosen-row" });
  const grid = svg(canvas, "g", { class: "mpepsn-axis" });
  const words = ["title", "title"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  return ({ now, ever, mark, axis, label }, { width, height }) => {
    const [left, right, top, base] = [40, width - 4, 20, height - 48];
    const [wide, high2] = [(right - left) / now.length, (base - top) / ALL];
    const y = (n) => base - (n + 0.5) * high2;
    const few = now.length <= ALL;
    const room2 = few ? wide - 2 : wide + 0.2;
    const cell = (i, n) => [left + (i + 0.5) * wide, y(n) - high2 / 2 + 1, y(n) + high2 / 2 - 1];
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(filled, { d: bars(now.map((n, i) => cell(i, n)), room2) });
    put(pale, { d: bars(ever.flatMap((set, i) => [...set].map((n) => cell(i, n))), room2) });
    put(edge, { d: `M${left} ${top}H${right}V${base}H${left}z` });
    const at = left + (mark + 0.5) * wide;
    put(here, { d: mark === null ? "" : `M${at.toFixed(1)} ${top}V${base}` });
    grid.replaceChildren();
    const reached = new Set(now);
    for (let n = 0; n < ALL; n++) {
      const shown = { class: reached.has(n) ? "mpepsn-chosen" : "", text: word(n) };
      svg(grid, "text", { x: left - 6, y: y(n) + 4, "text-anchor": "end", ...shown });
    }
    for (const [i, text] of axis.ticks) {
      const x = (left + (i + 0.5) * wide).toFixed(1);
      const place = few ? { y: base, transform: `rotate(-90 ${x} ${base})`, dx: -18, dy: 4.5 } : { y: base + 16 };
      svg(grid, "text", { x, "text-anchor": "middle", text, ...place });
    }
    put(words[0], { x: left - 34, y: 12 }).textContent = `output: ${reached.size} of ${ALL} patterns (pale: other v_init)`;
    put(words[1], { x: right, y: few ? height - 2 : base + 32, "text-anchor": "end" }).textContent = axis.title;
  };
}
function asked({ input, weight }) {
  if (input === "constant") {
    const ticks2 = [0, 50, 100, 150].map((i) => [i, String(i / 100)]);
    const given2 = Array.from({ length: 151 }, (_, i) => new Array(4).fill(i / 100));
    return { given: given2, axis: { ticks: ticks2, title: "input: a constant current x" } };
  }
  const given = Array.from({ length: ALL }, (_, n) => bits(n).map((bit) => weight * bit));
  const title = `input: patterns of spikes of ${number(weight)}`;
  return { given, axis: { ticks: given.map((_, n) => [n, word(n)]), title } };
}

// mpepsn/widgets/src/reach-plot.js
var { min: LEAST, max: MOST } = figures.patterns.v_init;
var STARTS = Array.from({ length: 101 }, (_, i) => LEAST + i / 40);
function reachPlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const line = svg(canvas, "path", { class: "mpepsn-LIF mpepsn-dots mpepsn-counts" });
  const now = svg(canvas, "path", { class: "mpepsn-LIF mpepsn-dots" });
  const said5 = svg(canvas, "text", { class: "mpepsn-say-LIF", "text-anchor": "middle" });
  const title = svg(canvas, "text", { class: "mpepsn-say-title", y: 12 });
  let [held, back] = [0, null];
  const at = (event) => {
    const value = back(event.clientX - canvas.getBoundingClientRect().left);
    return Math.round(Math.min(MOST, Math.max(LEAST, value)) * 40) / 40;
  };
  drag(canvas, { now: () => held, at }, choose);
  return ({ counts: counts2, present, v_init }, { width, height }) => {
    const [left, right, top, base] = [34, width - 10, 34, height - 34];
    const [x, y] = [scale([LEAST, MOST], [left, right]), scale([0, 16], [base, top])];
    back = scale([left, right], [LEAST, MOST]);
    held = v_init;
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(line, { d: dots(STARTS.map((start, i) => [x(start), y(counts2[i])])) });
    put(now, { d: dots([[x(v_init), y(present)]]) });
    put(here, { d: `M${x(v_init).toFixed(1)} ${top}V${base}` });
    put(said5, { x: Math.min(right - 8, Math.max(left + 10, x(v_init))), y: y(present) - 10 }).textContent = present;
    title.textContent = "patterns reached";
    put(title, { x: left });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [0, 8, 16]);
    for (const tick of [-1, -0.5, 0, 0.5, 1, 1.5]) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      const text = Number.isInteger(tick) ? number(tick, 0) : number(tick, 1);
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text });
    }
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "v_init" });
    put(canvas, {
      "aria-label": `Patterns reached against v_init from ${number(LEAST)} to ${number(MOST)}: between ${Math.min(...counts2)} and ${Math.max(...counts2)} of 16; ${present} at ${number(v_init)}.`
    });
  };
}

// mpepsn/widgets/src/patterns.js
function patterns(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const map = patternPlot(pair);
  const curve = reachPlot(pair, (v_init2) => set({ v_init: v_init2 }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { v_init, weight, reset: reset2, input } = figures.patterns;
  const syncs = {
    v_init: slider(controls, { name: "v_init", colour: "var(--h)", ...v_init }, set),
    weight: slider(controls, { name: "weight", colour: "var(--x)", ...weight }, set),
    reset: choice(row, { name: "reset", ...reset2 }, set)
  };
  const last = html(row, "div", { class: "mpepsn-source" });
  syncs.input = list(last, { name: "input", words: input.words }, set);
  syncs.strict = box(last, { name: "strict", label: "strict (h > 1)" }, set);
  let [known, ever, counts2] = [null, null, null];
  return (values2, width) => {
    const constant = values2.input === "constant";
    const { given, axis } = asked(values2);
    const key = JSON.stringify([values2.reset, values2.strict, values2.input, constant || values2.weight]);
    if (known !== key) {
      const runs = STARTS.map((start) => emitted(given, { ...values2, v_init: start }));
      counts2 = runs.map((run2) => new Set(run2).size);
      ever = given.map((_, i) => new Set(runs.map((run2) => run2[i])));
      known = key;
    }
    const now = emitted(given, values2);
    const mark = constant ? Math.round(100 * values2.weight) : null;
    const present = new Set(now).size;
    const some = new Set(ever.flatMap((set2) => [...set2])).size;
    const long = width >= 560;
    const side = Math.max(220, Math.floor(0.38 * width));
    const sizes2 = long ? [[width - side - 24, 300], [side, 300]] : [[width, 252], [width, 110]];
    const [one, two] = sizes2.map(([wide, height]) => ({ width: wide, height }));
    map({ now, ever, mark, axis, label: picture5(values2, now, some) }, one);
    curve({ counts: counts2, present, v_init: values2.v_init }, two);
    for (const name of ["v_init", "reset", "input", "strict"]) syncs[name](values2[name]);
    syncs.weight(values2.weight, { label: constant ? "current x" : "weight" });
    const told2 = mark === null ? "" : ` x = ${number(values2.weight)} gives ${bits(now[mark]).join("")}.`;
    readout.textContent = `${present} of ${ALL} patterns are reached; with v_init free from −1 to 1.5, ${some} are.${told2}`;
  };
}
function emitted(given, { v_init, reset: reset2, strict }) {
  return given.map((x) => lif({ x, decay: 1, reset: reset2, v_init, strict }).s.reduce((n, spike) => 2 * n + spike, 0));
}
function picture5({ input, weight, v_init, reset: reset2, strict }, now, some) {
  const inputs = input === "constant" ? "constant currents from 0 to 1.5" : `16 patterns of spikes of ${number(weight)}`;
  const told2 = [...new Set(now)].sort((a, b) => a - b).map((n) => bits(n).join(""));
  return `What an IF neuron makes of ${inputs} in four steps, v_init ${number(v_init)}, reset ${reset2}, firing ${strict ? "above" : "at"} the threshold: ${told2.length} patterns, ${told2.join(", ")}. ${some} with v_init free.`;
}

// mpepsn/widgets/src/force-plot.js
var { min: LEAST2, max: MOST2 } = figures.pull.current;
var MOST_PULL = 3;
var LINES = { "b = 0": "v", "b = 1": "other", mean: "h" };
function forcePlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const inwards = svg(canvas, "path", { class: "mpepsn-inwards" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const lines = Object.values(LINES).map((name) => svg(canvas, "path", { class: `mpepsn-${name}` }));
  const mark = svg(canvas, "path", { class: "mpepsn-dots mpepsn-mark" });
  const words = Object.values(LINES).map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}`, y: 28 }));
  const sides = ["start", "end"].map((end) => svg(canvas, "text", { class: "mpepsn-say-title", "text-anchor": end }));
  for (const side of sides) side.textContent = "away from 0";
  let [x, held] = [null, null];
  const at = (event) => {
    const value = x.back(event.clientX - canvas.getBoundingClientRect().left);
    return Math.round(Math.min(MOST2, Math.max(LEAST2, value)) * 100) / 100;
  };
  drag(canvas, { now: () => held, at }, choose);
  return ({ currents, all, current: current2, now, coin, label }, { width, height }) => {
    const [left, right, top, base] = [34, width - 8, 38, height - 34];
    held = current2;
    x = scale([LEAST2, MOST2], [left, right]);
    x.back = scale([left, right], [LEAST2, MOST2]);
    const y = scale([-MOST_PULL, MOST_PULL], [base, top]);
    const end = y(Math.min(MOST_PULL, Math.max(-MOST_PULL, now)));
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(inwards, { d: `M${left} ${top}H${x(0)}V${y(0)}H${left}zM${x(0)} ${y(0)}H${right}V${base}H${x(0)}z` });
    Object.keys(LINES).forEach((name, i) => {
      const pieces = [[]];
      for (const [k, pull2] of all.map((one) => one[name]).entries()) {
        const inside2 = Math.abs(pull2) <= MOST_PULL;
        if (!inside2 || Math.abs(pull2 - all[k - 1]?.[name]) > 0.3) pieces.push([]);
        if (inside2) pieces.at(-1).push([x(currents[k]), y(pull2)]);
      }
      put(lines[i], { d: pieces.map(polyline).join(""), "data-chosen": name === coin });
      put(words[i], { x: left + i * 58, "data-chosen": name === coin }).textContent = name;
    });
    put(here, { d: `M${x(current2).toFixed(1)} ${y(0).toFixed(1)}V${end.toFixed(1)}` });
    put(mark, { d: dots([[x(current2), end]]), style: `stroke: var(--${LINES[coin]})` });
    sides.forEach((side, i) => put(side, i ? { x: right - 8, y: top + 16 } : { x: left + 8, y: base - 8 }));
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}M${left} ${y(0).toFixed(1)}H${right}` });
    upright(axis, left, y, [-2, 0, 2]);
    for (const tick of [-2, -1, 0, 1, 2]) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: number(tick, 0) });
    }
    svg(axis, "text", { x: left, y: 12, text: "pull −∂(v̂ − v)²/∂x (shaded: towards 0)" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "current x" });
  };
}

// mpepsn/widgets/src/pull.js
var CURRENTS2 = Array.from({ length: 160 }, (_, i) => (i + 0.5) / 40 - 2);
function pulls(x, before) {
  const [none, one] = [0, 1].map((b) => membranePull({ x, b, before }));
  return { "b = 0": none, "b = 1": one, mean: none + fired.bernoulli(x) * (one - none) };
}
function pull(parent, { set }) {
  const plot = forcePlot(parent, (current3) => set({ current: current3 }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { current: current2, before, coin } = figures.pull;
  const syncs = {
    current: slider(controls, { name: "current", label: "current x", colour: "var(--x)", ...current2 }, set),
    before: slider(controls, { name: "before", label: "decay · v̂", colour: "var(--guess)", ...before }, set),
    coin: choice(html(parent, "div", { class: "mpepsn-row" }), { name: "coin", ...coin }, set)
  };
  return (values2, width) => {
    const { current: current3, before: before2, coin: coin2 } = values2;
    const currents = [...CURRENTS2, 1 - before2 - 1e-9].sort((a, b) => a - b);
    const all = currents.map((x) => pulls(x, before2));
    const inwards = 100 * (all.filter((here, i) => here[coin2] * currents[i] < 0).length / all.length);
    const now = pulls(current3, before2)[coin2];
    const told2 = sentence8(values2, now, inwards);
    plot({ currents, all, current: current3, now, coin: coin2, label: told2 }, { width, height: width >= 560 ? 280 : 230 });
    for (const [name, sync] of Object.entries(syncs)) sync(values2[name]);
    readout.textContent = told2;
  };
}
function sentence8({ current: current2, before, coin }, now, inwards) {
  const odds = `σ(x) = ${number(fired.bernoulli(current2))}`;
  const drawn = { "b = 0": "if the coin shows no spike", "b = 1": "if the coin shows a spike" }[coin] ?? "on average";
  const way = now * current2 ? now * current2 < 0 ? ", towards 0" : ", away from 0" : "";
  return `At x = ${number(current2)} (${odds}, decay · v̂[t−1] = ${number(before)}) the pull ${drawn} is ${number(now)}${way}. It is towards 0 for ${number(inwards, 0)} % of the currents shown.`;
}

// mpepsn/widgets/src/strip.js
var [LOW3, HIGH3] = [-1, 2];
var clamp = (value, low, high2) => Math.min(high2, Math.max(low, value));
function strip(parent, write, moved, others) {
  const box2 = html(parent, "div", { class: "mpepsn-strip" });
  const asSlider = {
    tabindex: 0,
    role: "slider",
    "aria-valuemin": LOW3,
    "aria-valuemax": HIGH3,
    "aria-label": "Input current. Left and right choose the step, up and down change the value."
  };
  if (write) put(box2, asSlider);
  const canvas = svg(box2, "svg", { "aria-hidden": "true" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const fill = svg(canvas, "path", { class: "mpepsn-x" });
  const mark = svg(canvas, "path", { class: "mpepsn-cursor" });
  const hint = svg(canvas, "text", { class: "mpepsn-hint", "text-anchor": "middle" });
  const name = svg(canvas, "text", { class: "mpepsn-say-x", text: "input x" });
  const self = { draw, pen, cursor: null };
  let [values2, frame, drawing, drawn, last] = [[], null, false, false, null];
  function draw(x, given, speak, brief3) {
    [values2, frame] = [x, given];
    const { left, right, width, height, long } = frame;
    const base = height - 20;
    const y = scale([LOW3, HIGH3], [base - 2, 4]);
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    put(fill, { d: bars(x.map((value, t2) => [frame.x(t2), y(0), y(value)]), Math.max(1.5, 0.7 * frame.step)) });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} 2V${base}M${left} ${y(0).toFixed(1)}H${right}M${left} ${base}H${right}` });
    for (const value of [-1, 0, 1, 2]) {
      svg(axis, "path", { d: `M${left} ${y(value).toFixed(1)}h-4` });
      if (value === 0 || value === 1) {
        svg(axis, "text", { x: left - 7, y: y(value) + 4, "text-anchor": "end", text: value });
      }
    }
    const every = x.length > 60 ? 20 : 10;
    const shown = [...x.keys()].filter((t2) => t2 % every === 0 && t2 < x.length - every / 2);
    for (const t2 of [...shown, x.length - 1]) {
      svg(axis, "path", { d: `M${frame.x(t2).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: frame.x(t2), y: height - 2, "text-anchor": "middle", text: t2 ? t2 : "t = 0" });
    }
    put(name, { x: right + 6, y: y(0) + 4 });
    const t = clamp(self.cursor ?? 0, 0, x.length - 1);
    put(hint, { x: (left + right) / 2, y: 13 });
    hint.textContent = self.cursor !== null ? brief3(t) : drawing && !drawn ? "drag here to draw" : "";
    put(mark, { d: `M${frame.x(t).toFixed(1)} 0V${base}`, visibility: self.cursor === null ? "hidden" : null });
    if (!write) return;
    put(box2, { "aria-valuenow": x[t].toFixed(2), "aria-valuetext": `step ${t}: input ${number(x[t])}, ${speak(t)}` });
  }
  function pen(on) {
    [drawing, drawn] = [on, false];
    box2.classList.toggle("mpepsn-drawing", on);
  }
  function place(event) {
    const bounds = canvas.getBoundingClientRect();
    const t = Math.round((event.clientX - bounds.left - frame.left) / frame.step) - 1;
    const value = scale([frame.height - 22, 4], [LOW3, HIGH3])(event.clientY - bounds.top);
    return [clamp(t, 0, values2.length - 1), clamp(Math.round(value * 20) / 20, LOW3, HIGH3)];
  }
  function point(t) {
    if (t === self.cursor) return;
    self.cursor = t;
    moved();
  }
  function stroke(event) {
    const [t, value] = place(event);
    const [from, start] = last ?? [t, value];
    const next = [...values2];
    for (let i = Math.min(from, t); i <= Math.max(from, t); i++) {
      next[i] = from === t ? value : start + (value - start) * (i - from) / (t - from);
    }
    [last, drawn] = [[t, value], true];
    write(next);
  }
  box2.addEventListener("pointerdown", (event) => {
    if (!drawing) return;
    box2.setPointerCapture(event.pointerId);
    last = null;
    stroke(event);
  });
  box2.addEventListener("pointermove", (event) => {
    if (drawing && box2.hasPointerCapture(event.pointerId)) stroke(event);
  });
  box2.addEventListener("keydown", (event) => {
    const t = self.cursor ?? 0;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const [along, up] = arrows[event.key] ?? [];
    const ends = { Home: 0, End: values2.length - 1 }[event.key];
    if (along === void 0 && ends === void 0) return;
    event.preventDefault();
    self.cursor = clamp(ends ?? t + along, 0, values2.length - 1);
    if (up) {
      const next = [...values2];
      next[t] = clamp(Math.round((next[t] + 0.1 * up) * 20) / 20, LOW3, HIGH3);
      write(next);
    } else moved();
  });
  box2.addEventListener("focus", () => point(self.cursor ?? 0));
  box2.addEventListener("blur", () => point(null));
  for (const over of [box2, ...others]) {
    over.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(place(event)[0]));
    over.addEventListener("pointerleave", () => box2.ownerDocument.activeElement !== box2 && point(null));
  }
  return self;
}

// mpepsn/widgets/src/rain.js
var STEPS3 = 60;
var NOTHING2 = 5e-3;
var LONGEST = ["from 0", "from −0.88"];
function rain(parent, { set, again }) {
  const canvas = svg(parent, "svg", { role: "img" });
  const gap = svg(canvas, "path", { class: "mpepsn-gap" });
  const panel = twoPotentials(canvas);
  const mark = svg(canvas, "text", { class: "mpepsn-say-met" });
  const below = strip(parent, null, again, [canvas]);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { start, decay: decay2, reset: reset2, input } = figures.rain;
  const syncs = {
    start: slider(controls, { name: "start", colour: "var(--other)", ...start }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay2 }, set),
    reset: choice(row, { name: "reset", ...reset2 }, set),
    input: list(row, { name: "input", words: input.words }, set)
  };
  return (values2, width) => {
    const { decay: decay3, reset: reset3, start: start2 } = values2;
    const x = presets[values2.input](STEPS3, values2.seed);
    const [first, second] = [0, start2].map((v_init) => ({ ...lif({ x, decay: decay3, reset: reset3, v_init }), start: v_init }));
    const end = meeting(first, second);
    const long = width >= 560;
    const [left, right] = [34, width - panel.margin(LONGEST)];
    const step = (right - left) / (STEPS3 + 0.5);
    const frame = { left, right, width, long, step, x: (t2) => left + (t2 + 1) * step };
    const height = long ? 230 : 200;
    const t = end.met ?? STEPS3 - 1;
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": picture6(values2, first, second, end) });
    const names = ["from 0", `from ${number(start2)}`];
    const y = panel.draw({ first, second, names, threshold: 1, t: below.cursor ?? t }, { ...frame, height });
    const apart2 = [...x.keys()].filter((at) => first.h[at] !== second.h[at]);
    put(gap, { d: bars(apart2.map((at) => [frame.x(at), y(first.h[at]), y(second.h[at])]), Math.max(1, 0.7 * step)) });
    const side = frame.x(t) < (left + right) / 2 ? 1 : -1;
    put(mark, { x: frame.x(t) + 6 * side, y: height - 8, "text-anchor": side > 0 ? "start" : "end" });
    mark.textContent = end.met === null ? "" : `met at t = ${t}`;
    const tell = (at) => `t = ${at}   x ${number(x[at])}   gap ${number(Math.abs(first.h[at] - second.h[at]))}`;
    below.draw(x, { ...frame, height: 76 }, null, tell);
    for (const [name, sync] of Object.entries(syncs)) sync(values2[name]);
    readout.textContent = sentence9(end, second.start);
  };
}
function meeting(first, second) {
  const steps = [...first.h.keys()];
  const gaps = steps.map((t) => Math.abs(first.v[t] - second.v[t]));
  const met = steps.findIndex((t) => first.h[t] !== second.h[t] && !gaps[t] && first.s[t] && second.s[t]);
  const faded = gaps.findLastIndex((gap) => gap >= NOTHING2) + 1;
  const alone = steps.filter((t) => first.s[t] !== second.s[t]).length;
  return { met: met < 0 ? null : met, faded, alone, last: gaps.at(-1) };
}
function sentence9({ met, faded, alone, last }, start) {
  if (!start) return "Both start at 0: there is one neuron to see. Move the start.";
  const told2 = `${alone || "no"} spike${alone === 1 ? "" : "s"} of one alone`;
  if (met !== null) return `Met at step ${met}, by a spike at the same step; before it, ${told2}.`;
  if (faded < STEPS3) return `Never equal, but the gap fades: below ${NOTHING2} from step ${faded} on; ${told2}.`;
  return `Never met in ${STEPS3} steps: the gap is still ${number(last)}; ${told2}.`;
}
function picture6({ decay: decay2, reset: reset2, input, start }, { s }, second, { met, alone }) {
  const [a, b] = [s, second.s].map((spikes) => spikes.reduce((sum2, spike) => sum2 + spike, 0));
  return `Two LIF neurons under one ${input} input of ${STEPS3} steps, decay ${number(decay2)}, reset ${reset2}; one starts at 0 and fires ${a} times, one at ${number(start)} and fires ${b} times; ${alone} spikes of one alone. ` + (met === null ? "No spike makes them meet." : `They meet at step ${met}.`);
}

// mpepsn/widgets/src/curve-plot.js
var COUNTED = 400;
var NAMES = ["IF", "LIF", "ReLU"];
var { min: LEAST3, max: MOST3 } = figures.rate.current;
var CURRENTS3 = Array.from({ length: 176 }, (_, i) => LEAST3 + (MOST3 - LEAST3) * i / 175);
function curvePlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const here = svg(canvas, "path", { class: "mpepsn-here" });
  const [lines, points, words] = ["path", "path", "text"].map(
    (tag) => NAMES.map((name) => svg(canvas, tag, { class: `mpepsn-${tag === "text" ? "say-" : ""}${name}` }))
  );
  for (const point of points) point.classList.add("mpepsn-dots");
  const memo = [];
  let [x, now] = [null, null];
  const at = (event) => {
    const value = x.back(event.clientX - canvas.getBoundingClientRect().left);
    return Math.round(Math.min(MOST3, Math.max(LEAST3, value)) * 100) / 100;
  };
  drag(canvas, { now: () => now, at }, choose);
  return ({ current: current2, decay: decay2, reset: reset2 }, { width, height }) => {
    const [left, right, top, base] = [34, width - 14, 26, height - 34];
    now = current2;
    x = scale([LEAST3, MOST3], [left, right]);
    x.back = scale([left, right], [LEAST3, MOST3]);
    const y = scale([0, 1.1], [base, top]);
    const heights = [
      (input) => rate({ current: input, steps: COUNTED, decay: 1, reset: reset2 }),
      (input) => rate({ current: input, steps: COUNTED, decay: decay2, reset: reset2 }),
      (input) => Math.max(0, input)
    ];
    const keys = [reset2, `${reset2} ${decay2}`, ""];
    const curves = heights.map((height2, i) => {
      if (memo[i]?.key !== keys[i]) memo[i] = { key: keys[i], curve: CURRENTS3.map(height2) };
      return memo[i].curve;
    });
    const [IF, LIF, ReLU] = heights.map((height2) => height2(current2));
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    upright(axis, left, y, [0, 0.5, 1]);
    for (const tick of [0, 0.5, 1, 1.5, 2]) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: tick });
    }
    svg(axis, "text", { x: left + 6, y: 12, "text-anchor": "start", text: "rate (spikes per step)" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "constant current x" });
    put(here, { d: `M${x(current2).toFixed(1)} ${top}V${base}` });
    curves.forEach((curve, i) => {
      const inside2 = CURRENTS3.map((input, k) => [x(input), y(curve[k])]).filter(([, at2]) => at2 >= top);
      put(lines[i], { d: polyline(inside2) });
    });
    [IF, LIF, ReLU].forEach((at2, i) => put(points[i], { d: at2 <= 1.1 ? dots([[x(current2), y(at2)]]) : "" }));
    const onset = CURRENTS3[curves[1].findIndex((at2) => at2 >= 0.15)] ?? MOST3;
    const places = [[x(0.5) - 8, y(0.5), "end"], [x(onset) + 8, y(0.06), "start"], [x(0.86) - 8, y(0.86), "end"]];
    words.forEach((word2, i) => {
      put(word2, { x: Math.min(places[i][0], right - 24), y: places[i][1] + 4, "text-anchor": places[i][2] });
      word2.textContent = NAMES[i];
    });
    put(canvas, {
      "aria-label": `Firing rate against constant current from ${number(LEAST3)} to ${number(MOST3)}. At ${number(current2)}: LIF ${number(LIF)}, IF ${number(IF)}, ReLU ${number(ReLU)}.`
    });
    return { ReLU, IF, LIF };
  };
}

// mpepsn/widgets/src/potential.js
var SPIKES = 22;
function potential(parent) {
  const above = svg(parent, "rect", { class: "mpepsn-above" });
  const axis = svg(parent, "g", { class: "mpepsn-axis" });
  const guides = svg(parent, "path", { class: "mpepsn-guide" });
  const limit = svg(parent, "path", { class: "mpepsn-limit" });
  const drops = svg(parent, "path", { class: "mpepsn-v" });
  const charges = svg(parent, "path", { class: "mpepsn-h" });
  const beads = svg(parent, "path", { class: "mpepsn-v mpepsn-dots" });
  const spikes = svg(parent, "path", { class: "mpepsn-spikes" });
  const words = ["spikes", "threshold", "h", "v"].map((name) => svg(parent, "text", { class: `mpepsn-say-${name}` }));
  const say = (long, fired2) => {
    const said5 = [`${fired2} spike${fired2 === 1 ? "" : "s"}`, "threshold"];
    said5.push(...long ? ["h after charge", "v after reset"] : ["h charged", "v reset"]);
    words.forEach((word2, i) => word2.textContent = said5[i]);
  };
  const widths = {};
  const draw = ({ h, s, v, threshold: threshold2 }, { left, right, height, x, long }) => {
    const low = Math.floor(Math.min(0, ...h, ...v) * 4) / 4;
    const high2 = Math.ceil(Math.max(1.25 * threshold2, ...h) * 4) / 4;
    const y = scale([low, high2], [height - 8, SPIKES + 6]);
    const fired2 = [...s.keys()].filter((t) => s[t]);
    const line = y(threshold2);
    put(above, { x: left, width: right - left, y: SPIKES + 2, height: Math.max(0, line - SPIKES - 2) });
    put(limit, { d: `M${left} ${line.toFixed(1)}H${right}` });
    put(guides, { d: uprights(fired2.map((t) => [x(t), SPIKES - 3, y(h[t])])) });
    put(spikes, { d: uprights(fired2.map((t) => [x(t), 3, SPIKES - 3])) });
    put(drops, { d: uprights(fired2.map((t) => [x(t), y(h[t]), y(v[t])])) });
    put(beads, { d: dots(v.map((value, t) => [x(t), y(value)])), style: `stroke-width: ${long ? 5 : 3.4}` });
    put(charges, { d: h.map((value, t) => polyline([[x(t - 1), y(t ? v[t - 1] : 0)], [x(t), y(value)]])).join("") });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${SPIKES + 2}V${height}` });
    upright(axis, left, y, ticks(low, high2, 4));
    const last = h.length - 1;
    const heights = apart([line, y(h[last]) - 1, y(v[last]) + 1], 15, [SPIKES + 10, height - 6]);
    say(long, fired2.length);
    words.forEach((word2, i) => put(word2, { x: right + 6, y: (i ? heights[i - 1] : SPIKES / 2) + 4 }));
  };
  const margin = (long) => {
    return widths[long] ??= room(words, () => say(long, 100));
  };
  return { draw, margin };
}

// mpepsn/widgets/src/rate.js
var STEPS4 = 30;
function rate2(parent, { set }) {
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const left = svg(pair, "svg", { role: "img" });
  const panel = potential(left);
  const curves = curvePlot(pair, (current3) => set({ current: current3 }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const { current: current2, decay: decay2, reset: reset2 } = figures.rate;
  const syncs = {
    current: slider(controls, { name: "current", colour: "var(--x)", ...current2 }, set),
    decay: slider(controls, { name: "decay", colour: "var(--h)", ...decay2 }, set),
    reset: choice(html(parent, "div", { class: "mpepsn-row" }), { name: "reset", ...reset2 }, set)
  };
  return (values2, width) => {
    const long = width >= 560;
    const size = { width: long ? Math.floor((width - 24) / 2) : width, height: long ? 250 : 150 };
    const [from, to] = [34, size.width - panel.margin(false)];
    const x = (t) => from + (t + 1) * (to - from) / (STEPS4 + 0.5);
    const neuron = lif({ x: new Array(STEPS4).fill(values2.current), decay: values2.decay, reset: values2.reset });
    put(left, { ...size, viewBox: `0 0 ${size.width} ${size.height}` });
    panel.draw({ ...neuron, threshold: 1 }, { left: from, right: to, height: size.height, x, long: false });
    const now = curves(values2, { width: size.width, height: long ? 250 : 200 });
    for (const [name, sync] of Object.entries(syncs)) sync(values2[name]);
    const fired2 = neuron.s.reduce((sum2, spike) => sum2 + spike, 0);
    put(left, {
      "aria-label": `A LIF neuron under a constant current of ${number(values2.current)}, decay ${number(values2.decay)}, reset ${values2.reset}: ${fired2} spikes in ${STEPS4} steps.`
    });
    readout.textContent = `At a current of ${number(values2.current)} the LIF fires ${number(now.LIF)} times a step, the IF ${number(now.IF)}; a ReLU gives ${number(now.ReLU)}.`;
  };
}

// mpepsn/widgets/src/selection-plot.js
function selectionPlot(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const slab = svg(canvas, "rect", { class: "mpepsn-slab" });
  const edge = svg(canvas, "path", { class: "mpepsn-v" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const all = svg(canvas, "path", { class: "mpepsn-here" });
  const gap = svg(canvas, "rect", { class: "mpepsn-gap" });
  const line = svg(canvas, "path", { class: "mpepsn-h" });
  const bests = svg(canvas, "path", { class: "mpepsn-other mpepsn-dots mpepsn-small" });
  const marks = ["v", "other"].map((name) => svg(canvas, "path", { class: `mpepsn-${name} mpepsn-dots mpepsn-mark` }));
  const words = ["v", "other"].map((name) => svg(canvas, "text", { class: `mpepsn-say-${name}` }));
  let [at, now, margin] = [null, null, null];
  drag(canvas, { now: () => now, at: (event) => at(event) }, choose);
  return ({ curves, epochs, run: run2, others, mean: mean2, label }, { width, height }) => {
    margin ??= room(words, () => words.forEach((word2) => word2.textContent = "best 88.88"));
    const count4 = curves[0].length;
    const [left, right, top, base] = [34, width - margin, 24, height - 34];
    const late = curves.flatMap((curve) => curve.slice(Math.floor(count4 / 3)));
    const [low, high2] = [Math.min(...late), Math.max(...late, Math.min(...late) + 1e-3)];
    const x = scale([1, Math.max(2, count4)], [left + 6, right - 6]);
    const y = scale([low, high2], [base - 8, top + 6]);
    const back = scale([left + 6, right - 6], [1, Math.max(2, count4)]);
    now = epochs;
    at = (event) => {
      const epoch = back(event.clientX - canvas.getBoundingClientRect().left);
      return Math.min(count4, Math.max(1, count4 + 1 - Math.round(epoch)));
    };
    const on = (value, i) => [x(i + 1), Math.min(base, y(value))];
    const path = (curve) => {
      const from = curve.findIndex((value) => y(value) <= base);
      return polyline(curve.map(on).slice(from));
    };
    const picks = curves.map((curve) => chosen(curve, epochs));
    const begin = x(count4 + 1 - epochs) - 6;
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    put(slab, { x: begin, width: right - begin, y: top, height: base - top });
    put(edge, { d: `M${begin.toFixed(1)} ${top}V${base}` });
    put(gap, { x: begin, width: right - begin, y: y(mean2.best), height: y(mean2.last) - y(mean2.best) });
    put(all, { d: others ? curves.map(path).join("") : "" });
    put(line, { d: path(curves[run2]) });
    put(bests, { d: others ? dots(picks.map(({ best, at: at2 }) => on(best, at2))) : "" });
    put(marks[0], { d: dots([on(picks[run2].last, count4 - 1)]) });
    put(marks[1], { d: dots([on(picks[run2].best, picks[run2].at)]) });
    const ends = apart([y(mean2.last), y(mean2.best)], 16, [top, base]);
    ["last", "best"].forEach((name, i) => {
      put(words[i], { x: right + 6, y: ends[i] + 4 }).textContent = `${name} ${number(100 * mean2[name])}`;
    });
    axis.replaceChildren();
    svg(axis, "path", { d: `M${left} ${top}V${base}H${right}` });
    for (const tick of ticks(100 * low, 100 * high2, 5)) {
      svg(axis, "path", { d: `M${left} ${y(tick / 100).toFixed(1)}h-4` });
      svg(axis, "text", { x: left - 7, y: y(tick / 100) + 4, "text-anchor": "end", text: tick });
    }
    for (const tick of ticks(1, count4, 6).filter(Number.isInteger)) {
      svg(axis, "path", { d: `M${x(tick).toFixed(1)} ${base}v4` });
      svg(axis, "text", { x: x(tick), y: base + 16, "text-anchor": "middle", text: tick });
    }
    svg(axis, "text", { x: 0, y: 12, text: "% of the test part right" });
    svg(axis, "text", { x: right, y: height - 3, "text-anchor": "end", text: "epoch" });
  };
}

// mpepsn/widgets/src/selection.js
function selection(parent, { set }) {
  const box2 = html(parent, "div");
  const plot = selectionPlot(box2, (epochs2) => set({ epochs: epochs2 }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const below = html(parent, "div");
  const controls = html(below, "div", { class: "mpepsn-controls" });
  const row = html(below, "div", { class: "mpepsn-row" });
  const { epochs, run: run2 } = figures.selection;
  const syncs = {
    epochs: slider(controls, { name: "epochs", label: "last E", colour: "var(--v)", ...epochs, step: 1 }, set),
    run: slider(controls, { name: "run", colour: "var(--h)", ...run2, step: 1 }, set),
    others: box(row, { name: "others", label: "show the other runs" }, set)
  };
  return (values2, width) => {
    const { curves } = values2;
    box2.hidden = below.hidden = curves.length === 0;
    if (curves.length === 0) {
      readout.textContent = "No runs: nothing to choose from.";
      return;
    }
    const now = { epochs: Math.min(values2.epochs, curves[0].length), run: Math.min(values2.run, curves.length - 1) };
    const mean2 = means(curves, now.epochs);
    const one = chosen(curves[now.run], now.epochs);
    const shown = { curves, ...now, others: values2.others, mean: mean2, label: picture7(curves, now, mean2, one) };
    plot(shown, { width, height: width >= 560 ? 280 : 230 });
    syncs.others(values2.others);
    syncs.epochs(now.epochs, { max: curves[0].length });
    syncs.run(now.run, { max: curves.length - 1, words: `${now.run + 1}/${curves.length}` });
    readout.textContent = `Run ${now.run + 1}: ${percent3(one.last)} after the last epoch, at best ${percent3(one.best)}, after epoch ${one.at + 1}. Mean of ${curves.length}: last ${percent3(mean2.last)}, best ${percent3(mean2.best)}; choosing is worth ${number(100 * (mean2.best - mean2.last))} points.`;
  };
}
var percent3 = (share) => `${number(100 * share)} %`;
function picture7(curves, { epochs, run: run2 }, mean2, one) {
  return `Test accuracy of ${curves.length} runs against epochs 1 to ${curves[0].length}. The best of the last ${epochs} is marked in each; their mean is ${percent3(mean2.best)}, that of the last epochs ${percent3(mean2.last)}. Run ${run2 + 1} is drawn in colour: last ${percent3(one.last)}, best ${percent3(one.best)} after epoch ${one.at + 1}.`;
}

// mpepsn/widgets/src/floor-bars.js
var GAP = 5;
var KINDS = { h: "neuron", other: "baseline" };
var named2 = rows.map((row) => {
  const [family, ...rest] = row.split(", ");
  return { row, family, word: rest.join(", "), first: rows.find((one) => one.startsWith(`${family}, `)) === row };
});
function floorBars(parent) {
  const canvas = svg(parent, "svg", { role: "img" });
  const guides = svg(canvas, "path", { class: "mpepsn-guide" });
  const inner = svg(canvas, "g", { class: "mpepsn-bars" });
  const fills = ["x", ...Object.keys(KINDS)].map((name) => [name, svg(inner, "path", { class: `mpepsn-bar-${name}` })]);
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const line = svg(canvas, "path", { class: "mpepsn-floor" });
  const words = svg(canvas, "g", { class: "mpepsn-values" });
  const title = svg(canvas, "text", { class: "mpepsn-say-map", y: 12, text: "ns per neuron-step" });
  const low = svg(canvas, "text", { class: "mpepsn-say-floor", y: 12 });
  return ({ times, floor, reach: reach2, passes: passes2, neuron, baseline, machine, label }, { width, height, long }) => {
    const [left, right, top, base] = [long ? 276 : 184, width - 40, 20, height - 19];
    const high2 = (base - top - 2 * GAP) / rows.length;
    const known = Object.values(times).filter((time) => time !== null);
    const origin = floor ?? Math.min(...known.length ? known : [1]);
    const span = reach2.map((floors) => floors * origin);
    const log = scale(span.map(Math.log), [left + 8, right]);
    const x = (time) => Math.min(right, log(Math.log(time)));
    const from = x(origin);
    const kind = (row) => Object.keys(KINDS).find((name) => ({ neuron, baseline })[KINDS[name]] === row) ?? "x";
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    words.replaceChildren();
    const lines = { x: [], h: [], other: [] };
    let y = top - GAP;
    for (const { row, family, word: word2, first } of named2) {
      if (first) y += GAP;
      const [time, name, middle] = [times[row], kind(row), y + high2 / 2];
      const chosen2 = name === "x" ? "" : `mpepsn-say-${name}`;
      const say = (at, text, more) => svg(words, "text", { x: at, y: middle + 4.5, text, ...more });
      if (first) say(0, family, { class: "mpepsn-say-title" });
      say(73, long ? word2 : word2.replace("fused, threshold estimate", "threshold"), { class: chosen2 });
      if (time === null) say(from + 6, "not measured", { class: `mpepsn-none ${chosen2}` });
      else {
        lines[name].push(rectangle(from, x(time), middle, Math.min(12, high2 - 4)));
        const end2 = Math.max(from, x(time)) + 5;
        const value = say(end2, digits(time), { class: chosen2 });
        if (name === "h" && floor !== null) {
          const [alone, floors] = [digits(time), `${digits(time / floor)} ×`];
          const fits = (text) => {
            value.textContent = text;
            return end2 + value.getComputedTextLength() <= width;
          };
          fits(`${alone} = ${floors} floor`) || fits(`${alone} (${floors})`) || fits(alone);
        }
      }
      y += high2;
    }
    for (const [name, fill] of fills) put(fill, { d: lines[name].join("") });
    put(line, { d: floor === null ? "" : `M${from.toFixed(1)} ${top - 4}V${base}` });
    const bytes = passes2 === "both" ? `${copies.both} × copy` : "copy";
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
      const word2 = { x: x(tick), y: base + 16, "text-anchor": "middle", text: tick < 1 ? tick : whole(tick) };
      const text = svg(axis, "text", word2);
      const half2 = text.getComputedTextLength() / 2;
      if (x(tick) - half2 < end) text.remove();
      else end = x(tick) + half2 + 6;
    }
    const maker = svg(axis, "text", { x: 0, y: base + 16, text: machine });
    for (let most3 = machine.length; maker.getComputedTextLength() > left - 24 && most3 > 1; most3--) {
      maker.textContent = `${machine.slice(0, most3).trimEnd()}…`;
    }
  };
}
var rectangle = (from, to, middle, thick) => `M${from.toFixed(1)} ${(middle - thick / 2).toFixed(1)}H${to.toFixed(1)}v${thick.toFixed(1)}H${from.toFixed(1)}z`;

// mpepsn/widgets/src/ratio-map.js
var FULL = { faster: 0.65, slower: 0.55 };
var RAISED = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];
var power2 = (size) => `2${[...String(Math.round(Math.log2(size)))].map((digit) => RAISED[digit]).join("")}`;
function ratioMap(parent, choose) {
  const canvas = svg(parent, "svg", { role: "img", class: "mpepsn-drag" });
  const cells = svg(canvas, "g", { class: "mpepsn-ratios" });
  const here = svg(canvas, "path", { class: "mpepsn-chosen-row" });
  const values2 = svg(canvas, "g", { class: "mpepsn-values", "text-anchor": "middle" });
  const axis = svg(canvas, "g", { class: "mpepsn-axis" });
  const title = svg(canvas, "text", { class: "mpepsn-say-map", y: 12 });
  const legend = svg(canvas, "text", { y: 12, "text-anchor": "end" });
  const sides = ["other", "h"].map((name, i) => svg(legend, "tspan", { class: `mpepsn-say-${name}`, dx: 8 * i }));
  let [held, at, drawn, asked3] = [null, null, null, null];
  drag(canvas, { now: () => held, at: (event) => at(event) }, choose);
  function entitle(neuron, fast, width) {
    const fits = (said5, ...colours) => {
      title.textContent = said5;
      sides.forEach((side, i) => side.textContent = `■ ${colours[i]}`);
      return title.getComputedTextLength() + legend.getComputedTextLength() + 12 <= width;
    };
    fits(`${brief(neuron)}: ${fast}`, "slower", "faster") || fits(fast, "slower", "faster") || fits(fast, "< 1", "> 1");
  }
  return ({ ratios: ratios2, steps, neurons: neurons2, t, n, baseline, neuron, label }, { width, height }) => {
    const [left, right, top, base] = [44, width - 1, 20, height - 19];
    const [wide, high2] = [(right - left) / neurons2.length, (base - top) / steps.length];
    const [x, y] = [(i) => left + i * wide, (i) => top + i * high2];
    held = { t, n };
    at = (event) => {
      const bounds = canvas.getBoundingClientRect();
      const inside2 = (place, size, count4) => Math.min(count4 - 1, Math.max(0, Math.floor(place / size)));
      return {
        t: inside2(event.clientY - bounds.top - top, high2, steps.length),
        n: inside2(event.clientX - bounds.left - left, wide, neurons2.length)
      };
    };
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    const one = (ratio, i, j) => {
      const side = ratio === null ? "unknown" : ratio >= 1 ? "faster" : "slower";
      const shade = ratio === null ? null : (FULL[side] * strength(ratio)).toFixed(3);
      const size = { x: x(j) + 0.5, y: y(i) + 0.5, width: wide - 1, height: high2 - 1 };
      svg(cells, "rect", { class: `mpepsn-${side}`, "fill-opacity": shade, ...size });
      const text = ratio === null ? "–" : digits(ratio);
      const fits = 7.5 * text.length + 4 <= wide && high2 >= 13;
      const said5 = svg(values2, "text", { x: x(j + 0.5), y: y(i + 0.5) + 4.5, text: fits ? text : "" });
      const mark = (chosen2) => {
        said5.classList.toggle("mpepsn-chosen", chosen2);
        if (!fits) said5.textContent = chosen2 ? text : "";
      };
      return { mark };
    };
    if (drawn?.ratios !== ratios2 || drawn.width !== width || drawn.height !== height) {
      cells.replaceChildren();
      values2.replaceChildren();
      const made2 = ratios2.map((row, i) => row.map((ratio, j) => one(ratio, i, j)));
      drawn = { ratios: ratios2, width, height, cells: made2, chosen: null };
    }
    drawn.chosen?.mark(false);
    drawn.chosen = drawn.cells[t][n];
    drawn.chosen.mark(true);
    put(here, { d: `M${x(n)} ${y(t)}h${wide}v${high2}h${-wide}z` });
    axis.replaceChildren();
    const long = wide > 72;
    const word2 = (name, i, value) => i ? value : `${name} = ${value}`;
    steps.forEach((size, i) => {
      const place = { x: left - 6, y: y(i + 0.5) + 4.5, "text-anchor": "end" };
      svg(axis, "text", { ...place, class: i === t ? "mpepsn-chosen" : "", text: word2("T", i, size) });
    });
    neurons2.forEach((size, j) => {
      const place = { x: x(j + 0.5), y: base + 14, "text-anchor": "middle" };
      const text = word2("N", j, long ? whole(size) : power2(size));
      svg(axis, "text", { ...place, class: j === n ? "mpepsn-chosen" : "", text });
    });
    put(legend, { x: right });
    if (asked3 !== `${neuron}, ${baseline}, ${width}`) entitle(neuron, `times as fast as ${baseline}`, right);
    asked3 = `${neuron}, ${baseline}, ${width}`;
  };
}

// mpepsn/widgets/src/speed.js
var FAIR = { "LIF, eager loop": "LIF, eager loop (unfair)", "LIF, fused": "LIF, fused (fair)" };
var SHORT = Object.fromEntries(figures.speed.neuron.words.map((row) => [row, brief(row)]));
function speed(parent, { set }) {
  let [table, now, devices, known] = [null, {}, null, {}];
  const choose = ({ t, n }) => {
    if (t !== now.t || n !== now.n) set({ steps: table.steps[t], neurons: table.neurons[n] });
  };
  const pair = html(parent, "div", { class: "mpepsn-stack" });
  const [map, bars2] = [ratioMap(pair, choose), floorBars(pair)];
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { baseline, neuron, passes: passes2 } = figures.speed;
  const size = (name, colour) => {
    const range = { name, min: 0, max: 1, step: 1, colour };
    return slider(controls, range, (chosen2) => set({ [name]: table[name][chosen2[name]] }));
  };
  const syncs = {
    steps: size("steps", "var(--v)"),
    neurons: size("neurons", "var(--v)"),
    baseline: list(row, { name: "baseline", words: baseline.words, shown: FAIR }, set),
    neuron: list(row, { name: "neuron", words: neuron.words, shown: SHORT }, set)
  };
  const last = html(row, "div", { class: "mpepsn-source" });
  syncs.passes = choice(last, { name: "passes", ...passes2 }, set);
  const where = html(last, "div", { class: "mpepsn-where" });
  function device(names, chosen2) {
    if (devices?.key !== names.join()) {
      where.replaceChildren();
      const words = [...names.keys()].map(String);
      const pick = { name: "device", words, shown: Object.fromEntries(names.entries()) };
      const sync = names.length > 1 ? list(where, pick, (given) => set({ device: Number(given.device) })) : () => {
      };
      const told2 = { "aria-label": "device", "data-lm-suppress-shortcuts": "true" };
      for (const made2 of where.querySelectorAll("select")) put(made2, told2);
      devices = { key: names.join(), sync };
    }
    devices.sync(chosen2);
  }
  return (values2, width) => {
    table = tableOf(values2.runs, values2.device);
    const { steps, neurons: neurons2 } = table;
    now = { t: nearest(steps, values2.steps), n: nearest(neurons2, values2.neurons) };
    const at = { ...values2, steps: steps[now.t], neurons: neurons2[now.n] };
    const cell = cellOf(table, { ...now, passes: values2.passes });
    const key = [values2.baseline, values2.neuron, values2.passes].join();
    if (known.table !== table) known = { table, reach: reach(table) };
    if (known.key !== key) known = { ...known, key, all: ratios(table, values2) };
    const { all } = known;
    const names = labels(values2.runs);
    const long = width >= 560;
    const heights = long ? [158, 212] : [152, 188];
    const grid = { ...values2, ...now, ratios: all, steps, neurons: neurons2, label: picture8(at, all, table) };
    map(grid, { width, height: heights[0] });
    const shown = { ...values2, ...cell, reach: known.reach, machine: named(table), label: inWords(at, cell) };
    bars2(shown, { width, height: heights[1], long });
    syncs.steps(now.t, { label: long ? "steps T" : "T", max: steps.length - 1, words: String(at.steps) });
    syncs.neurons(now.n, { label: long ? "neurons N" : "N", max: neurons2.length - 1, words: whole(at.neurons) });
    for (const name of ["baseline", "neuron", "passes"]) syncs[name](values2[name]);
    device(names, String(Math.min(values2.device, names.length - 1)));
    readout.textContent = told(at, cell);
  };
}
var ways = { forward: "forward", both: "forward + backward" };
function picture8({ steps, neurons: neurons2, baseline, neuron, passes: passes2 }, all, table) {
  const known = all.flat().filter((ratio) => ratio !== null);
  const [t, n] = [table.steps.indexOf(steps), table.neurons.indexOf(neurons2)];
  const here = all[t][n] === null ? "not measured" : digits(all[t][n]);
  const range = known.length ? `from ${digits(Math.min(...known))} to ${digits(Math.max(...known))}` : "none measured";
  const over = known.filter((ratio) => ratio > 1).length;
  return `Time of ${baseline} over that of ${neuron}, ${ways[passes2]}, for T from ${table.steps[0]} to ${table.steps.at(-1)} and N from ${whole(table.neurons[0])} to ${whole(table.neurons.at(-1))}: ${range}, above 1 in ${over} of ${known.length}. At T = ${steps}, N = ${whole(neurons2)}: ${here}.`;
}
function inWords({ steps, neurons: neurons2, passes: passes2 }, { floor, times }) {
  const said5 = (time) => time === null ? "not measured" : digits(time);
  const each2 = rows.map((row) => `${row}: ${said5(times[row])}`).join("; ");
  return `Nanoseconds per neuron-step, ${ways[passes2]}, at T = ${steps}, N = ${whole(neurons2)}: ${each2}. The floor, a copy of as many bytes: ${said5(floor)}.`;
}

// mpepsn/widgets/src/trace.js
function current({ input, drawn, steps, seed: seed2 }) {
  if (input === "drawn") return Array.from({ length: steps }, (_, t) => drawn[t] ?? 0);
  return presets[input](steps, seed2);
}
function trace(parent, { set, again, first }) {
  let [now, x] = [first, []];
  const canvas = svg(parent, "svg", { role: "img" });
  const panel = potential(canvas);
  const mark = svg(canvas, "path", { class: "mpepsn-cursor" });
  const write = (values2) => set({ drawn: values2, input: "drawn" });
  const below = strip(parent, first.compact ? null : write, again, [canvas]);
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const { decay: decay2, gain: gain2, threshold: threshold2, reset: reset2, input } = figures.trace;
  const syncs = {
    decay: slider(controls, { name: "decay", colour: "var(--v)", ...decay2 }, set),
    threshold: slider(controls, { name: "threshold", colour: "var(--threshold)", ...threshold2 }, set),
    reset: choice(row, { name: "reset", ...reset2 }, set)
  };
  let press = () => {
  };
  const source = html(row, "div", { class: "mpepsn-source" });
  const words = first.compact ? [.../* @__PURE__ */ new Set(["noise", "pulses", first.input])] : input.words;
  syncs.input = list(source, { name: "input", words }, (chosen2) => {
    drawing(false);
    set(chosen2.input === "drawn" ? { drawn: x, ...chosen2 } : chosen2);
  });
  if (!first.compact) {
    syncs.gain = slider(controls, { name: "gain", colour: "var(--x)", ...gain2 }, set);
    press = toggle(source, { label: "Draw" }, drawing);
  }
  function drawing(on) {
    press(on);
    below.pen(on);
    if (on && now.input !== "drawn") set({ drawn: x, input: "drawn" });
    else again();
  }
  return (values2, width) => {
    now = values2;
    x = current(values2);
    const { steps, compact } = values2;
    const neuron = lif({ ...values2, x });
    const long = width >= 560;
    const [left, right] = [34, width - panel.margin(long)];
    const step = (right - left) / (steps + 0.5);
    const frame = { left, right, width, long, step, x: (t) => left + (t + 1) * step };
    const height = long && !compact ? 250 : compact ? 168 : 204;
    put(canvas, { width, height, viewBox: `0 0 ${width} ${height}` });
    panel.draw({ ...neuron, threshold: values2.threshold }, { ...frame, height });
    const tell = [(t) => spoken(neuron, t), (t) => brief2(neuron, x, t)];
    below.draw(x, { ...frame, height: compact ? 76 : 92 }, ...tell);
    const at = Math.min(below.cursor ?? 0, steps - 1);
    put(mark, { d: `M${frame.x(at).toFixed(1)} 0V${height}`, visibility: below.cursor === null ? "hidden" : null });
    for (const [name, sync] of Object.entries(syncs)) sync(values2[name]);
    put(canvas, { "aria-label": picture9(values2, neuron) });
    readout.textContent = sentence10(values2, neuron);
  };
}
var count2 = (n, word2) => `${n} ${word2}${n === 1 ? "" : "s"}`;
function spoken({ h, s, v }, t) {
  return `potential ${number(h[t])}, ${s[t] ? `fires, then ${number(v[t])}` : "no spike"}`;
}
function brief2({ h, v }, x, t) {
  return `t = ${t}   x ${number(x[t])}   h ${number(h[t])}   v ${number(v[t])}`;
}
function sentence10({ reset: reset2, steps }, { h, s, v }) {
  const fired2 = s.reduce((sum2, spike) => sum2 + spike, 0);
  const told2 = `${count2(fired2, "spike")} in ${steps} steps`;
  if (!fired2) return `${told2}: the potential never reaches the threshold.`;
  if (reset2 === "none") return `${told2}; nothing takes the potential down, so it fires as long as it is above.`;
  const taken = h.reduce((sum2, value, t) => sum2 + value - v[t], 0);
  return `${told2}; the reset took the potential down ${count2(fired2, "time")}, by ${number(taken, 1)} in all.`;
}
function picture9({ reset: reset2, steps, threshold: threshold2, decay: decay2 }, { h, s, v }) {
  const fired2 = [...s.keys()].filter((t) => s[t]);
  const at = fired2.length ? ` at steps ${fired2.slice(0, 12).join(", ")}${fired2.length > 12 ? " and later" : ""}` : "";
  const [low, high2] = [Math.min(...h, ...v), Math.max(...h)];
  return `Membrane potential over ${steps} steps, from ${number(low)} to ${number(high2)}; threshold ${number(threshold2)}, decay ${number(decay2)}, reset ${reset2}: ${count2(fired2.length, "spike")}${at}.`;
}

// mpepsn/widgets/src/weights.js
var STEPS5 = 40;
var inputAt = (lag) => lag ? `x[t−${lag}]` : "x[t]";
var said4 = {
  title: "weights",
  name: (lag) => `weight${lag}`,
  label: (lag) => `weight of ${inputAt(lag)}`,
  below: (lag, order) => order < 6 ? inputAt(lag) : lag ? `t−${lag}` : "t"
};
function asked2({ preset, order, drawn }) {
  return preset === "drawn" ? [...new Array(order).fill(0), ...drawn].slice(-order) : windows[preset](order);
}
function weights(parent, { set }) {
  let [weight, t, named3] = [[], 0, "exponential"];
  const pair = html(parent, "div", { class: "mpepsn-pair" });
  const { order, step, preset, input: current2, drawn: limits } = figures.weights;
  const bars2 = sliderBars(pair, { ...limits, step: 0.05, most: order.max, said: said4 }, (lag, value) => {
    const drawn = weight.map((each2, i) => i === weight.length - 1 - lag ? value : each2);
    const back = drawn.every((each2, i) => each2 === windows[named3](drawn.length)[i]);
    set(back ? { preset: named3 } : { preset: "drawn", drawn });
  });
  const run2 = timeline(pair, { names: ["sliding PSN", "LIF"], heard: "h" }, (step2) => step2 !== t && set({ step: step2 }));
  const readout = html(parent, "p", { class: "mpepsn-readout", "aria-live": "polite" });
  const controls = html(parent, "div", { class: "mpepsn-controls" });
  const row = html(parent, "div", { class: "mpepsn-row" });
  const source = html(row, "div", { class: "mpepsn-source" });
  const syncs = {
    order: slider(controls, { name: "order", label: "order k", colour: "var(--h)", ...order, step: 1 }, set),
    step: slider(controls, { name: "step", label: "step t", colour: "var(--x)", ...step, step: 1 }, set),
    preset: list(source, { name: "preset", words: preset.words }, (chosen2) => {
      set(chosen2.preset === "drawn" ? { drawn: weight, ...chosen2 } : chosen2);
    }),
    input: list(source, { name: "input", words: current2.words }, set),
    compare: box(row, { name: "compare", label: "compare with a LIF" }, set)
  };
  return (values2, width) => {
    weight = asked2(values2);
    t = values2.step;
    if (values2.preset !== "drawn") named3 = values2.preset;
    const x = presets[values2.input](STEPS5, values2.seed);
    const neuron = slidingPsn({ x, weight, threshold: values2.threshold });
    const other = values2.compare ? lif({ x, decay: 0.5, threshold: values2.threshold }) : null;
    const given = x.map((value, i) => i <= t && i > t - weight.length ? weight.at(i - t - 1) * value : null);
    const long = width >= 560;
    const room2 = Math.max(280, Math.floor(0.36 * width));
    bars2(weight, long ? { width: room2, height: 284 } : { width, height: 142 });
    const size = long ? { width: width - 24 - room2, high: 200, low: 84 } : { width, high: 140, low: 64 };
    const label = picture10(weight, neuron, other, t);
    run2({ first: neuron, second: other, threshold: values2.threshold, x, given, t, label }, size);
    for (const [name, sync] of Object.entries(syncs)) sync(values2[name]);
    readout.textContent = sentence11(values2, weight, neuron, other);
  };
}
function sentence11({ preset, order }, weight, { s }, other) {
  const sizes2 = weight.map(Math.abs).reverse();
  const most3 = Math.max(...sizes2);
  const lags = [...sizes2.keys()].filter((lag) => sizes2[lag] === most3);
  let told2 = `${count3(s)} in ${STEPS5} steps`;
  if (other) {
    const both = other.s.filter((fired2, t) => fired2 && s[t]).length;
    told2 += ` (LIF, decay 0.5, hard reset: ${sum(other.s)}, ${both} at the same step)`;
  }
  if (!most3) return `${told2}. All weights are 0: no input is heard.`;
  const many = lags.length < order ? lags.length : "All";
  if (lags.length > 2) return `${told2}. ${many} steps weigh most, ${number(most3)}.`;
  const heavy = lags.map((lag) => `${inputAt(lag)} (${number(weight.at(-1 - lag))})`).join(" and ");
  told2 += `. ${heavy} weigh${lags.length > 1 ? "" : "s"} most`;
  return `${told2}${preset === "exponential" ? ", as in a LIF without reset, decay 0.5, that forgets" : ""}.`;
}
var sum = (s) => s.reduce((total, spike) => total + spike, 0);
var count3 = (s) => `${sum(s)} spike${sum(s) === 1 ? "" : "s"}`;
function picture10(weight, { h, s }, other, t) {
  const range = `from ${number(Math.min(...h))} to ${number(Math.max(...h))}, ${number(h[t])} at step ${t}`;
  return `Sliding PSN with weights ${weight.map((each2) => number(each2)).join(", ")}, the last one on x[t]: potential ${range}; ${spikesAt(s)}.${other ? ` LIF: ${spikesAt(other.s)}.` : ""}`;
}

// mpepsn/widgets/src/index.js
var builders = {
  trace,
  rate: rate2,
  gradient,
  matrix,
  weights,
  dial,
  estimate: estimate3,
  rain,
  patterns,
  kappa,
  losses,
  pull,
  cloud,
  speed,
  selection
};
var index_default = {
  render({ model, el }) {
    const kind = model.get("kind");
    return mount({ model, el }, kind, builders[kind]);
  }
};
export {
  index_default as default
};
