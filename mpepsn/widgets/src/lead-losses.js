// The losses of mpepsn/losses.py for two classes, from m[t]: by how much the score of the right class leads at step t.
//
//     y[t] = (m[t]/2, −m[t]/2),   CE[t] = log(1 + exp(−m[t])),   T steps
//     SDT        log(1 + exp(−mean m))
//     TET        mean CE
//     TET + reg  (1 − λ) · mean CE + λ · mean (m²/4 + 1)          L_reg with φ = 1
//     LTS        CE[T − 1]
//     TET-S      mean CE + ε/2 · mean m                           CE with smooth targets

const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const overSteps = (m, value, pull) => ({ value: mean(m.map(value)), pull: m.map((lead) => pull(lead) / m.length) });

const rules = {
  SDT: (m) => ({ value: softplus(-mean(m)), pull: m.map(() => sigmoid(-mean(m)) / m.length) }),
  TET: (m) => overSteps(m, (lead) => softplus(-lead), (lead) => sigmoid(-lead)),
  "TET + reg": (m, { rate_weight: part }) =>
    overSteps(
      m,
      (lead) => (1 - part) * softplus(-lead) + part * (lead ** 2 / 4 + 1),
      (lead) => (1 - part) * sigmoid(-lead) - (part * lead) / 2,
    ),
  LTS: (m) => ({ value: softplus(-m.at(-1)), pull: m.map((lead, t) => (t < m.length - 1 ? 0 : sigmoid(-lead))) }),
  "TET-S": (m, { smoothing }) =>
    overSteps(m, (lead) => softplus(-lead) + (smoothing / 2) * lead, (lead) => sigmoid(-lead) - smoothing / 2),
};

/** A loss by name: { value, pull } with pull[t] = −∂value/∂m[t]. */
export function leadLoss({ loss, m, rate_weight, smoothing }) {
  return rules[loss](m, { rate_weight, smoothing });
}

/** The lead above which a step is pulled back, null where there is none, and the least value of the loss: { rest, floor }. */
export function leadRest(settings) {
  const at = (lead) => leadLoss({ ...settings, m: [lead] });
  let [low, high] = [0, 40];
  if (at(high).pull[0] > 0) return { rest: null, floor: 0 };
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (at(middle).pull[0] > 0) low = middle;
    else high = middle;
  }
  return { rest: high, floor: at(high).value };
}
