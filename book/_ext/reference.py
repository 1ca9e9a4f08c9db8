"""The pages of the part "Reference": the table of names, and docstrings as they are written, as reStructuredText."""

import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

# What the columns of mpepsn.notation.NAMES are headed, as far as they are shown.
HEADS = {
    "ours": "here",
    "meaning": "meaning",
    "psn": "PSN",
    "mpe_paper": "MPE-PSN, paper",
    "mpe_code": "MPE-PSN, code",
    "slides": "slides",
    "spikingjelly": "SpikingJelly",
    "snntorch": "snnTorch",
}


class Names(SphinxDirective):
    """```{names} ours psn slides```: a table of these columns, without the rows in which all but ours are empty."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        """The table, made of Markdown so that its letters become formulas."""
        from mpepsn.notation import NAMES

        columns = self.arguments[0].split()
        others = [column for column in columns if column not in ("ours", "meaning")]
        rows = [name for name in NAMES if any(getattr(name, column) != "–" for column in others)]
        lines = [[HEADS[column] for column in columns], ["---"] * len(columns)]
        lines += [[getattr(name, column) for column in columns] for name in rows]
        table = StringList([f"| {' | '.join(line)} |" for line in lines], source="mpepsn/notation.py")
        holder = nodes.Element()
        self.state.nested_parse(table, self.content_offset, holder)
        return holder.children


def mark_up(app, what, name, obj, options, lines):
    """Make of a docstring what its plain text means: indented blocks are verbatim, and so are words in quotes.

    Only a module's docstring has such blocks; in others, indented lines belong to a list of arguments.
    """
    fields = hasattr(obj, "_fields") or hasattr(obj, "__dataclass_fields__")
    for i in range(len(lines) - 1, -1, -1):
        if fields:  # the fields of a tuple or dataclass are what it is made from
            lines[i] = re.sub(r"^:ivar (\w+):", r":param \1:", lines[i])
        verbatim = what == "module" and lines[i].startswith("    ")
        if verbatim:
            before = next((line for line in reversed(lines[:i]) if line.strip()), "")
            if not before.startswith("    "):
                lines[i:i] = ["::", ""]
        elif not lines[i].lstrip().startswith((">>>", "...")):
            parts = lines[i].split("`")
            parts[::2] = [re.sub(r'"\w+"', r"`\g<0>`", part) for part in parts[::2]]
            lines[i] = "`".join(parts)


def setup(app):
    """Register the directive and the event, and what reads docstrings."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("sphinx.ext.napoleon")
    app.add_directive("names", Names)
    app.connect("autodoc-process-docstring", mark_up)
