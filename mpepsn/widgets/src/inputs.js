// What the figures begin with: currents, the weights of a window, leads; mpepsn/widgets/inputs.py makes the same.

import { draws } from "./philox.js";

/** Noise of mean 0 and standard deviation 1: four uniform draws add up to a bell. Neurons have noise of their own. */
export function bell(steps, seed = 0, neuron = 0) {
  const four = [0, 1, 2, 3].map((i) => draws(seed, 4 * neuron + i, steps));
  return four[0].map((first, t) => (first + four[1][t] + four[2][t] + four[3][t] - 131070) * (Math.sqrt(3) / 65536));
}

/**
 * Input currents by name. noise: a bell of mean 0.5 and standard deviation 0.4. pulses: pairs, one every ten steps,
 * 1, 2, … 8 steps apart; which of them still add up to a spike?
 */
export const presets = {
  constant: (steps) => new Array(steps).fill(0.6),

  noise: (steps, seed = 0) => bell(steps, seed).map((value) => 0.5 + 0.4 * value),

  pulses: (steps) =>
    Array.from({ length: steps }, (_, t) => {
      const second = 2 + (Math.floor(t / 10) % 8);
      return t % 10 === 1 || t % 10 === second ? 0.75 : 0;
    }),
};

/** The currents of many neurons by name: each its own noise, its own constant, or the pulses some steps later. */
export const crowds = {
  noise: (steps, i, seed) => bell(steps, seed, i).map((value) => 0.5 + 0.4 * value),
  constant: (steps, i) => new Array(steps).fill(0.4 + 0.03 * i),
  pulses: (steps, i) => presets.pulses(steps + i).slice(i),
};

/** The k weights of a sliding PSN by name, the oldest step first. */
export const windows = {
  exponential: (order) => Array.from({ length: order }, (_, i) => 2 ** (i - order + 1)),
  difference: (order) => Array.from({ length: order }, (_, i) => ({ [order - 2]: -1, [order - 1]: 1 })[i] ?? 0),
  delay: (order) => Array.from({ length: order }, (_, i) => (i ? 0 : 1)),
  average: (order) => new Array(order).fill(1 / order),
};

/** By how much the right class leads at each of four steps, by name. */
export const leads = {
  rising: [-1, 0.5, 2, 3.5],
  "one wrong": [3, -2, 3, 3],
  sure: [5, 5, 5, 5],
  late: [0, 0, 0, 4],
};
