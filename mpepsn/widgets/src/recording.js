// What the figure `cloud` is given: events [x, y, t, p], sorted by t; the same check as in mpepsn/widgets/clouds.py.

const most = 8192;
const pixels = 64;
const longest = 2 ** 31 - 1;

export const allowed = `a recording of at most ${most} events [x, y, t, p], x and y below ${pixels}, sorted by t`;

const inside = (value, end) => Number.isInteger(value) && value >= 0 && value < end;
const isEvent = (one) =>
  Array.isArray(one) && one.length === 4 && one.every((value, i) => inside(value, [pixels, pixels, longest, 2][i]));

export const areEvents = (given) =>
  Array.isArray(given) &&
  given.length <= most &&
  given.every((one, i) => isEvent(one) && (i === 0 || given[i - 1][2] <= one[2]));

/** Pixels in a row of the sensor: 16, or as many as the events need. */
export const sideOf = (events) => events.reduce((side, [x, y]) => Math.max(side, x + 1, y + 1), 16);
