"""The widgets behind `mpepsn.widgets`; the only file that needs anywidget."""

import sys
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .settings import FIGURES, check, static

HERE = Path(__file__).parent


class Checked(traitlets.TraitType):
    """A synced trait that refuses what the figure's settings refuse."""

    def __init__(self, kind: str, name: str):
        super().__init__(default_value=FIGURES[kind][name].value)
        self.kind = kind
        self.tag(sync=True)

    def validate(self, widget: Any, value: Any) -> Any:
        """The value as it is kept, or a ValueError that names the trait."""
        return check(self.kind, self.name, value)


class Figure(anywidget.AnyWidget):
    """A live figure. In a notebook it is a widget; in a page without a kernel its `text/html` takes its place."""

    _esm = (HERE / "bundle.js").read_text(encoding="utf-8")
    _css = (HERE / "style.css").read_text(encoding="utf-8")
    kind: str

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        # Colab runs no script of ours beside the widget: the page's HTML would stand there empty.
        if bundle is not None and "google.colab" not in sys.modules:
            data = bundle[0] if isinstance(bundle, tuple) else bundle
            data["text/html"] = static(self.kind, {name: getattr(self, name) for name in FIGURES[self.kind]})
        return bundle


@cache
def figure_class(kind: str) -> type[Figure]:
    """The widget class of one kind, with a trait for each of its settings."""
    traits = {name: Checked(kind, name) for name in FIGURES[kind]}
    traits["kind"] = traitlets.Unicode(kind, read_only=True).tag(sync=True)
    return type(kind.capitalize(), (Figure,), {"__module__": __name__, **traits})


def figure(kind: str, values: dict[str, Any]) -> Figure:
    """A widget of one kind."""
    for name, value in values.items():
        check(kind, name, value)
    return figure_class(kind)(**values)
