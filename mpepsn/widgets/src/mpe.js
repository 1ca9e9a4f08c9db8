// Estimates of what a step left, and the neuron that repeats them; no figure holds an equation of its own.
//
//     v̂[t] from x[t] alone                     estimate
//     h[t] = decay · v̂[t−1] + x[t]             charge, fire, hard reset, at all steps at once
//     v̂   ← v                                  the next sweep
//
// Names and the order of every operation are those of mpepsn/neurons/estimate.py and mpe.py, ties included.

import { slopes } from "./dynamics.js";
import { draws } from "./philox.js";

/** How likely a step with the current x is taken to have fired; 1 − this is what v̂ keeps of x on average. */
export const fired = {
  bernoulli: (x) => 1 / (1 + Math.exp(-x)),
  expected: (x) => 1 / (1 + Math.exp(-x)),
  threshold: (x, threshold, strict = false) => ((strict ? x > threshold : x >= threshold) ? 1 : 0),
  zero: () => 1,
};

/** v̂ for the currents x[0…T−1] of one neuron; the draws of kind "bernoulli" are those of seed and neuron. */
export function estimate({ x, kind = "bernoulli", threshold = 1, strict = false, seed = 0, neuron = 0 }) {
  if (kind === "bernoulli") {
    const drawn = draws(seed, neuron, x.length);
    // In Python the probability is rounded to 32 bits before it meets the draw.
    return x.map((value, t) => (drawn[t] < Math.fround(fired.bernoulli(value)) * 65536 ? 0 * value : value));
  }
  if (kind === "expected") return x.map((value) => fired.expected(-value) * value);
  return x.map((value) => (1 - fired[kind](value, threshold, strict)) * value);
}

/** h, s and v after so many sweeps from v̂, and the v̂ that the last sweep started from. */
export function mpe({ x, v_hat, decay = 0.25, threshold = 1, sweeps = 1, strict = false }) {
  let [h, s, v] = [[], [], v_hat];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    v_hat = v;
    h = x.map((current, t) => decay * (t ? v_hat[t - 1] : 0) + current);
    s = h.map((value) => ((strict ? value - threshold > 0 : value - threshold >= 0) ? 1 : 0));
    v = h.map((value, t) => (1 - s[t]) * value);
  }
  return { h, s, v, v_hat };
}

/** How likely currents x are to make a LIF fire, whose steps left the potentials v: the share of steps where they do. */
export function firingShare({ x, v, decay, threshold = 1 }) {
  const rising = Float64Array.from(v).sort();
  return x.map((current) => {
    let [none, all] = [0, rising.length]; // below `none` no potential is enough, from `all` on each of them is
    while (none < all) {
      const middle = (none + all) >> 1;
      if (decay * rising[middle] + current >= threshold) all = middle;
      else none = middle + 1;
    }
    return 1 - all / rising.length;
  });
}

/**
 * −∂(v̂ − v)²/∂x of one step, v̂ = (1 − b) · x: how its own L_mem pulls the current. `before`: what the step before
 * adds to h, decay · v̂[t−1].
 */
export function membranePull({ x, b, before = 0, threshold = 1 }) {
  const h = before + x;
  const s = h - threshold >= 0 ? 1 : 0;
  const slope = 1 - s - h * slopes.triangle(h - threshold, 1);
  return -2 * ((1 - b) * x - (1 - s) * h) * (1 - b - slope);
}
