// One module for all live figures, as an anywidget front end: the trait `kind` says which.

import { mount } from "./mount.js";
import { trace } from "./trace.js";


export default {
  render({ model, el }) {
    const kind = model.get("kind");
    return mount({ model, el }, kind, builders[kind]);
  },
};
const builders = { trace };
