// What the figure `selection` is given: accuracies of several runs, one an epoch; the check of mpepsn/widgets/curves.py.

const most = 64;
const longest = 1024;

export const allowed =
  `a list of at most ${most} curves, each of equally many numbers from 0 to 1, at most ${longest}`;

const isShare = (value) => Number.isFinite(value) && value >= 0 && value <= 1;

export const areCurves = (given) =>
  Array.isArray(given) &&
  given.length <= most &&
  given.every(
    (curve) =>
      Array.isArray(curve) && curve.length > 0 && curve.length <= longest &&
      curve.length === given[0].length && curve.every(isShare),
  );

/** The last value of a curve, and the best of its last `epochs`, the first of equals: { last, best, at }, at from 0. */
export function chosen(curve, epochs) {
  const from = Math.max(0, curve.length - epochs);
  const best = Math.max(...curve.slice(from));
  return { last: curve.at(-1), best, at: curve.indexOf(best, from) };
}

/** The mean over runs of what `chosen` finds: { last, best }. */
export function means(curves, epochs) {
  const all = curves.map((curve) => chosen(curve, epochs));
  const mean = (name) => all.reduce((sum, one) => sum + one[name], 0) / all.length;
  return { last: mean("last"), best: mean("best") };
}
