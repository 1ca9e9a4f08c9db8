// Kinds of arguments of a figure: what they may be, in words and as a check; the same as in mpepsn/widgets/bounds.py.

export const between = (min, max, value) => ({
  value, min, max,
  allowed: `a number from ${min} to ${max}`,
  fits: (given) => Number.isFinite(given) && given >= min && given <= max,
});
export const whole = (min, max, value) => ({
  value, min, max,
  allowed: `a whole number from ${min} to ${max}`,
  fits: (given) => Number.isInteger(given) && given >= min && given <= max,
});
export const power = (min, max, value) => ({
  value, min, max,
  allowed: `a power of two from ${min} to ${max}`,
  fits: (given) => Number.isInteger(given) && given >= min && given <= max && Number.isInteger(Math.log2(given)),
});
export const oneOf = (words, value) => ({
  value, words,
  allowed: `one of ${words.map((word) => `"${word}"`).join(", ")}`,
  fits: (given) => words.includes(given),
});
export const flag = (value) => ({ value, allowed: "true or false", fits: (given) => typeof given === "boolean" });
export const orNone = (one) => ({
  ...one,
  allowed: `${one.allowed}, or none for the usual one`,
  fits: (given) => given === null || one.fits(given),
});
export const numbers = (min, max, most) => ({
  value: [], min, max,
  allowed: `a list of at most ${most} numbers from ${min} to ${max}`,
  fits: (given) =>
    Array.isArray(given) && given.length <= most && given.every((x) => Number.isFinite(x) && x >= min && x <= max),
});
