// One module for all live figures, as an anywidget front end: the trait `kind` says which.

import { cloud } from "./cloud.js";
import { dial } from "./dial.js";
import { estimate } from "./estimate.js";
import { gradient } from "./gradient.js";
import { kappa } from "./kappa.js";
import { losses } from "./losses.js";
import { matrix } from "./matrix.js";
import { mount } from "./mount.js";
import { patterns } from "./patterns.js";
import { pull } from "./pull.js";
import { rain } from "./rain.js";
import { rate } from "./rate.js";
import { selection } from "./selection.js";
import { speed } from "./speed.js";
import { trace } from "./trace.js";
import { weights } from "./weights.js";

const builders = {
  trace, rate, gradient, matrix, weights, dial, estimate, rain, patterns, kappa, losses, pull, cloud, speed,
  selection,
};

export default {
  render({ model, el }) {
    const kind = model.get("kind");
    return mount({ model, el }, kind, builders[kind]);
  },
};
