"""Formulas become MathML while the book is built, so that a page needs no script to show them."""

import re

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

LOGGER = logging.getLogger(__name__)
CONVERTER = LatexToMathML(fancy_error=False)
# These environments number themselves: beside the number of the label the reader would see a second one.
SELF_NUMBERED = re.compile(r"\\begin\{(equation|align|gather|multline|eqnarray|alignat)\}")
# The signs right before and after a formula, from which a line break must not part it.
BEFORE, AFTER = re.compile(r"[^\w\s]+$"), re.compile(r"^[^\w\s]+")


def convert(node, *, display):
    """The MathML of a formula; bad LaTeX is a warning of the build, and so its failure."""
    latex = node.astext().strip()
    found = SELF_NUMBERED.search(latex)
    if found:
        LOGGER.warning(
            "formula uses \\begin{%s}, which numbers itself; write $$ … $$ (label), with aligned inside for many lines",
            found[1],
            location=node,
        )
    try:
        return CONVERTER.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        LOGGER.warning("bad formula: %s in %s", error, latex, location=node)
        return ""


def visit_inline(translator, node):
    """A formula within a line."""
    translator.body.append(convert(node, display=False))
    raise nodes.SkipNode


def visit_block(translator, node):
    """A formula on its own, in a box that scrolls sideways where the page is narrow; its number at the right."""
    translator.body.append(translator.starttag(node, "div", CLASS="formula-row"))
    translator.body.append(f'<div class="formula">{convert(node, display=True)}</div>')
    if node.get("number"):
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>")
    raise nodes.SkipNode


def keep_signs(app, doctree, docname):
    """Put a formula within a line and the signs that touch it, such as a comma, into one box that is not broken."""
    for formula in list(doctree.findall(nodes.math)):
        line, place = formula.parent, formula.parent.index(formula)
        before, after = take(line, place - 1, BEFORE), take(line, place + 1, AFTER)
        if before or after:
            inside = nodes.Text(before), formula.deepcopy(), nodes.Text(after)
            line[place] = nodes.inline("", "", *inside, classes=["unbroken"])


def take(line, place, signs):
    """Take the signs out of the text at this place of a line, if there are any."""
    text = line[place] if 0 <= place < len(line) else None
    found = signs.search(text) if isinstance(text, nodes.Text) else None
    if not found:
        return ""
    line[place] = nodes.Text(signs.sub("", text))
    return found[0]


def number_by_chapter(app, env):
    """Equation 3 of book/02_learning becomes (2.3); Sphinx alone counts through the whole book."""
    for docname, kinds in env.toc_fignumbers.items():
        chapter = re.search(r"/(\d+)_", docname)
        prefix = (int(chapter[1]),) if chapter else ()
        equations = kinds.get("displaymath", {})
        kinds["displaymath"] = {name: (*prefix, rank) for rank, name in enumerate(equations, 1)}


def setup(app):
    """Register the renderer that `html_math_renderer: mathml` names."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    app.connect("doctree-resolved", keep_signs)
    # After the environment is stored and before the first page is written: references and printed numbers both read it.
    app.connect("env-check-consistency", number_by_chapter)
