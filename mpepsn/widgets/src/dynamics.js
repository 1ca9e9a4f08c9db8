// The equations of the figures, as plain functions on arrays of doubles. No figure holds an equation of its own.
//
//     h[t] = decay · v[t−1] + gain · x[t]      charge
//     s[t] = Θ(h[t] − threshold)               fire
//     v[t] = reset(h[t], s[t])                 reset
//
// Names, defaults and the order of every operation are those of mpepsn/neurons: spikes are equal, ties included.

/** Potentials and spikes of one neuron for an input current x[0…T−1]. */
export function lif({ x, decay, gain = 1, threshold = 1, reset = "hard", v_init = 0, strict = false }) {
  const [h, s, v] = [[], [], []];
  let last = v_init;
  for (let t = 0; t < x.length; t++) {
    h[t] = decay * last + gain * x[t];
    const z = h[t] - threshold;
    s[t] = (strict ? z > 0 : z >= 0) ? 1 : 0;
    if (reset === "hard") v[t] = (1 - s[t]) * h[t];
    else if (reset === "soft") v[t] = h[t] - threshold * s[t];
    else v[t] = h[t];
    last = v[t];
  }
  return { h, s, v };
}

/** Row t of the matrix W that makes h from x where nothing is reset: what each of x[0…t] leaves in h[t]. */
export function noResetRow({ t, decay, gain = 1 }) {
  return Array.from({ length: t + 1 }, (_, i) => gain * decay ** (t - i));
}

/** The LIF without reset, as the product h = W x. */
export function noReset({ x, decay, gain = 1, threshold = 1 }) {
  const h = x.map((_, t) => noResetRow({ t, decay, gain }).reduce((sum, weight, i) => sum + weight * x[i], 0));
  return { h, s: h.map((value) => (value - threshold >= 0 ? 1 : 0)), v: h };
}

/** The sliding PSN: the last k inputs with the same k weights at every step, weight[k−1] on x[t]. */
export function slidingPsn({ x, weight, threshold = 1, strict = false }) {
  const before = weight.length - 1;
  const h = x.map((_, t) => weight.reduce((sum, each, i) => sum + each * (x[t - before + i] ?? 0), 0));
  return { h, s: h.map((value) => ((strict ? value > threshold : value >= threshold) ? 1 : 0)), v: h };
}

/** The bumps that stand in for ∂s/∂z, of area 1: functions of z and of a size, the width or the steepness. */
export const slopes = {
  triangle: (z, width) => Math.max(0, width - Math.abs(z)) / width ** 2,
  atan: (z, slope) => slope / 2 / (1 + ((Math.PI / 2) * slope * z) ** 2),
  sigmoid: (z, slope) => (slope / (1 + Math.exp(-slope * z))) * (1 / (1 + Math.exp(slope * z))),
  rectangle: (z, width) => (Math.abs(z) < width / 2 ? 1 / width : 0),
};

/** What each bump's size is called and where it starts: `triangle(width=1.0)`, `sigmoid(slope=4.0)`. */
export const sizes = {
  triangle: { name: "width", value: 1 },
  atan: { name: "slope", value: 2 },
  sigmoid: { name: "slope", value: 4 },
  rectangle: { name: "width", value: 1 },
};

/**
 * ∂L/∂x of `lif`, given its trace and ∂L/∂s: back through the whole graph, or, with `same_step`, through the
 * path inside each step alone (v[t−1] held constant), which is the term that MPE-PSN's Eq. 17 prints.
 */
export function lifBackward({
  h, s, ds, decay, gain = 1, threshold = 1, reset = "hard", surrogate = "triangle", size = 1,
  detach_reset = false, same_step = false,
}) {
  const dx = [];
  let dv = 0;
  for (let t = h.length - 1; t >= 0; t--) {
    const slope = slopes[surrogate](h[t] - threshold, size);
    let kept = reset === "hard" ? 1 - s[t] : 1;
    if (!detach_reset && reset === "hard") kept -= h[t] * slope;
    if (!detach_reset && reset === "soft") kept -= threshold * slope;
    const dh = ds[t] * slope + (same_step ? 0 : dv * kept);
    dx[t] = gain * dh;
    dv = decay * dh;
  }
  return dx;
}

/** Spikes per step under a constant current. */
export function rate({ current, steps, ...neuron }) {
  const { s } = lif({ x: new Array(steps).fill(current), ...neuron });
  return s.reduce((sum, spike) => sum + spike, 0) / steps;
}
