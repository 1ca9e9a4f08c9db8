// Runs the widgets of mpepsn/widgets in a page without a kernel: each figure gets a model that keeps its state here.

function figureModel(state) {
  const listeners = new Map();
  const changed = new Set();
  return {
    get: (name) => state[name],
    set(name, value) {
      if (state[name] === value) return;
      state[name] = value;
      changed.add(name);
    },
    // As in a notebook: what was set becomes visible to the listeners when it is saved.
    save_changes() {
      const names = [...changed];
      changed.clear();
      for (const name of names) for (const call of listeners.get(`change:${name}`) ?? []) call(null, state[name]);
      if (names.length) for (const call of listeners.get("change") ?? []) call();
    },
    on(event, call) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event).add(call);
    },
    off(event, call) {
      if (call) listeners.get(event)?.delete(call);
      else if (event) listeners.delete(event);
      else listeners.clear();
    },
    send() {},
  };
}

async function mountFigures(source) {
  const places = document.querySelectorAll(".mpepsn-live");
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const widgets = (await import(address)).default;
  URL.revokeObjectURL(address);
  for (const el of places) {
    const model = figureModel(JSON.parse(el.dataset.figure));
    el.replaceChildren();
    try {
      await widgets.render({ model, el });
    } catch (error) {
      console.error("live figure", el.dataset.figure, error); // the figures after it still run
    }
  }
}
