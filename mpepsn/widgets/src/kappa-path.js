// κ, the learned weight of L_mem, under the optimisers of the released training runs: mpepsn/measure/kappa.py.
//
//     g ← λ · error / T                            gradient of λ · κ · error / T; 0 where L_mem is clamped, and κ < 0
//     SGD:  m ← 0.9 · m + g + decay · κ            κ ← κ − rate · m
//     Adam: m, q: running means of g and g²        κ ← κ − rate · m̂ / (√q̂ + 1e-8), both freed of their start at 0

/** How each released run trains κ, and the error of its neuron for currents of mean 0 and variance 1. */
export const released = {
  cifar10dvs: { optimiser: "SGD", rate: 0.05, decay: 5e-4, weight: 0.01, error: 0.24 },
  dvsgesture: { optimiser: "SGD", rate: 0.05, decay: 5e-4, weight: 0.001, error: 1.18 },
  cifar10: { optimiser: "Adam", rate: 0.01, decay: 0, weight: 0.01, error: 0.24 },
};

const rules = { SGD, Adam };

/** κ of one step before the first update and after each. steps: number of κ, which begin with 1/steps. */
export function kappaPath({ released: name, error, steps, updates }) {
  const { optimiser, rate, decay, weight } = released[name];
  const path = new Float64Array(updates + 1);
  path[0] = 1 / steps;
  rules[optimiser](path, (weight * error) / steps, { rate, decay });
  return path;
}

function SGD(path, g, { rate, decay }) {
  let m = 0;
  for (let n = 1; n < path.length; n++) {
    m = 0.9 * m + (g + decay * path[n - 1]);
    path[n] = path[n - 1] - rate * m;
  }
}

function Adam(path, slope, { rate }) {
  let [m, q, one, two] = [0, 0, 1, 1]; // one, two: what is left of the start, 0.9ⁿ and 0.999ⁿ
  for (let n = 1; n < path.length; n++) {
    const g = path[n - 1] >= 0 ? slope : 0;
    m += 0.1 * (g - m);
    q = 0.999 * q + 0.001 * g * g;
    [one, two] = [0.9 * one, 0.999 * two];
    path[n] = path[n - 1] - (rate * (m / (1 - one))) / (Math.sqrt(q) / Math.sqrt(1 - two) + 1e-8);
  }
}
