// What each figure can be told: names, first values and bounds, the same as in mpepsn/widgets/settings.py.

import { between, flag, numbers, oneOf, orNone, power, whole } from "./bounds.js";
import { allowed as curves, areCurves } from "./curves.js";
import { areEvents, allowed as recording } from "./recording.js";
import { areTables, baselines, neurons, passes } from "./speeds.js";

const decay = between(0, 1, 0.5);
const gain = between(0, 2, 1);
const threshold = between(0.2, 2, 1);
const reset = oneOf(["hard", "soft", "none"], "hard");
const seed = whole(0, 2 ** 32 - 1, 0);
const estimate = oneOf(["bernoulli", "expected", "threshold", "zero"], "bernoulli");
const crowd = oneOf(["noise", "constant", "pulses"], "noise");

export const figures = {
  trace: {
    decay, gain, threshold, reset, seed,
    steps: whole(40, 120, 80),
    input: oneOf(["constant", "noise", "pulses", "drawn"], "noise"),
    drawn: numbers(-1, 2, 120),
    compact: flag(false),
  },
  rate: { current: between(-0.5, 2, 0.6), decay, reset },
  gradient: {
    decay, reset,
    seed: whole(0, 2 ** 32 - 1, 29),
    surrogate: oneOf(["triangle", "atan", "sigmoid", "rectangle"], "triangle"),
    size: orNone(between(0.2, 8, null)),
    detach_reset: flag(false),
    steps: whole(8, 24, 16),
  },
  matrix: {
    gain, reset, seed,
    decay: { ...decay, value: 0.9 },
    steps: whole(16, 32, 24),
    step: whole(0, 31, 16),
  },
  weights: {
    threshold, seed,
    order: whole(1, 8, 4),
    preset: oneOf(["exponential", "difference", "delay", "average", "drawn"], "exponential"),
    drawn: numbers(-1, 1, 8),
    input: oneOf(["noise", "pulses", "constant"], "noise"),
    compare: flag(false),
    step: whole(0, 39, 20),
  },
  dial: {
    decay, estimate, seed,
    sweeps: whole(1, 32, 1),
    input: crowd,
    steps: whole(16, 32, 32),
    neurons: whole(8, 24, 24),
  },
  estimate: {
    estimate, threshold, seed,
    decay: { ...decay, value: 0.25 },
    mean: between(-1, 1, 0),
    scale: between(0.1, 2, 1),
  },
  rain: {
    reset,
    seed: { ...seed, value: 48 },
    decay: { ...decay, value: 0.9 },
    input: crowd,
    start: between(-1, 1, 0.8),
  },
  patterns: {
    v_init: between(-1, 1.5, 0),
    reset: oneOf(["hard", "soft"], "soft"),
    strict: flag(false),
    input: oneOf(["binary", "constant"], "binary"),
    weight: between(0, 1.5, 1),
  },
  kappa: {
    released: oneOf(["cifar10dvs", "dvsgesture", "cifar10"], "cifar10dvs"),
    error: orNone(between(0, 1.5, null)),
    steps: whole(1, 16, 4),
  },
  losses: {
    loss: oneOf(["SDT", "TET", "TET + reg", "LTS", "TET-S"], "TET"),
    preset: oneOf(["rising", "one wrong", "sure", "late", "drawn"], "one wrong"),
    drawn: numbers(-6, 6, 4),
    rate_weight: between(0, 1, 0.05),
    smoothing: between(0, 1, 0.1),
  },
  pull: {
    current: between(-2, 2, 0.6),
    before: between(-0.5, 0.5, 0),
    coin: oneOf(["b = 0", "b = 1", "mean"], "mean"),
  },
  cloud: {
    events: { value: [], allowed: recording, fits: areEvents },
    by: oneOf(["number", "time"], "number"),
    steps: whole(1, 16, 6),
    step: whole(0, 15, 2),
  },
  speed: {
    runs: { value: [], allowed: 'a list of stored records of the experiment "speed"', fits: areTables },
    baseline: oneOf(baselines, "LIF, eager loop"),
    neuron: oneOf(neurons, "MPE-PSN, fused"),
    passes: oneOf(passes, "forward"),
    steps: power(1, 1024, 16),
    neurons: power(1, 2 ** 30, 65536),
    device: whole(0, 63, 0),
  },
  selection: {
    curves: { value: [], allowed: curves, fits: areCurves },
    epochs: whole(1, 1024, 10),
    run: whole(0, 63, 0),
    others: flag(true),
  },
};

/** What is wrong with the values of a figure, as a sentence, or null. `get` is the model's. */
export function fault(kind, get) {
  if (!Object.hasOwn(figures, kind)) {
    return `kind must be one of "${Object.keys(figures).join('", "')}"; got ${said(kind)}.`;
  }
  for (const [name, setting] of Object.entries(figures[kind])) {
    const given = get(name) ?? setting.value;
    if (!setting.fits(given)) return `${kind}: ${name} must be ${setting.allowed}; got ${said(given)}.`;
  }
  return null;
}

/** The values of a figure, with first values where none was given. */
export function values(kind, get) {
  return Object.fromEntries(Object.entries(figures[kind]).map(([name, { value }]) => [name, get(name) ?? value]));
}

function said(given) {
  const text = typeof given === "number" ? String(given) : JSON.stringify(given) ?? String(given);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
