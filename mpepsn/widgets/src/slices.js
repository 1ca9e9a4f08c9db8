// Cutting a recording into frames, as mpepsn.data.frames does. No drawing.

const by = {
  /** ⌊N/T⌋ events a frame; the last one takes the remainder, and all of them where there are fewer events than steps. */
  number(t, steps) {
    const size = Math.floor(t.length / steps);
    return t.map((_, i) => (size ? Math.min(Math.floor(i / size), steps - 1) : steps - 1));
  },
  /** Frames of equal duration; the last event's µs belongs to the last frame. */
  time(t, steps) {
    const span = t.at(-1) - t[0] + 1;
    return t.map((now) => Math.floor(((now - t[0]) * steps) / span));
  },
};

/** The frame, from 0, of each event; `t` are the events' times in µs, in order. */
export const slices = ({ t, steps, by: how }) => (t.length ? by[how](t, steps) : []);

/** Counts of some events [x, y, t, p] in each pixel, `[2][side · side]`: OFF, then ON, row by row. */
export function counts({ events, side }) {
  const frame = [0, 1].map(() => new Array(side * side).fill(0));
  for (const [x, y, , p] of events) frame[p][y * side + x] += 1;
  return frame;
}
