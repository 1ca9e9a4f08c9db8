"""The page "Recipes": rows of a table, what the released code does, what is missing, settings."""

import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective


class Rows(SphinxDirective):
    """```{recipe-rows} psn 1```: the rows of Table 1 of PSN, and under them what holds for which rows."""

    required_arguments = 2

    def run(self):
        """Made of Markdown, so that names of recipes become code."""
        found = of_table(*self.arguments)
        text = [
            *rows(found),
            "",
            "**In the released code.**",
            "",
            *notes([r.source.get("code", ()) for r in found.values()]),
        ]
        text += ["", "**Missing here.**", "", *notes([r.missing for r in found.values()])]
        return parsed(self, text)


class Settings(SphinxDirective):
    """```{recipe-settings} psn```: how the rows of PSN are trained, each setting once."""

    required_arguments = 1

    def run(self):
        """The table."""
        return parsed(self, settings(of_table(self.arguments[0])))


def of_table(paper, table=None):
    """The recipes of a paper, or of one of its tables, by name, in the order of the names."""
    from mpepsn.train import Recipe, toml

    names = sorted((name for name in toml.names() if name.startswith(f"{paper}/")), key=by_number)
    found = {name: Recipe.load(name) for name in names}
    return {name: recipe for name, recipe in found.items() if table in (None, recipe.source["table"])}


def by_number(name):
    """A key that puts t4 before t10."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def rows(found):
    """A line for each row: its number, what it is, the accuracy printed, the last epoch's in the log, the recipe."""
    lines = ["| no. | row | printed | log's last | recipe |", "| --: | :-- | --: | --: | :-- |"]
    for number, (name, recipe) in enumerate(found.items(), start=1):
        source = recipe.source
        last = f"{source['last']:.2f}" if "last" in source else "–"
        row = source["row"].replace(" = ", "\u00a0=\u00a0")
        lines.append(f"| {number} | {row} | {source['accuracy']:.2f} | {last} | `{name}` |")
    return lines


def notes(of_rows):
    """A line for each sentence, once, with the numbers of the rows that it is about unless it is about all."""
    where = {}
    for number, sentences in enumerate(of_rows, start=1):
        for sentence in sentences:
            where.setdefault(sentence, []).append(number)
    lines = []
    for sentence, numbers in where.items():
        about = "" if len(numbers) == len(of_rows) else f" ({'row' if len(numbers) == 1 else 'rows'} {spans(numbers)})"
        first = sentence[0].upper() if sentence[0].isascii() else sentence[0]
        lines.append(f"- {first}{sentence[1:]}{about}.")
    return lines or ["- Nothing that was found."]


def spans(numbers):
    """1, 2, 3, 7 as "1–3, 7"."""
    parts = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def settings(found):
    """A line for each way of training, with what is trained so."""
    lines = ["| data | network | loss | optimiser | batch | epochs |", "| :-- | :-- | :-- | :-- | --: | --: |"]
    seen = {}
    for recipe in found.values():
        loss = {"tet_s": "TET-S"}.get(recipe.loss["name"], recipe.loss["name"].upper())
        decay = f", decay {recipe.weight_decay:g}" if recipe.weight_decay else ""
        kind = {"sgd": "SGD", "adam": "Adam", "adamw": "AdamW"}[recipe.optimiser]
        shape = "×".join(map(str, recipe.data.get("size", ())))
        cells = [
            f"`{recipe.data['name']}` {shape}".strip(),
            f"`{recipe.network['name']}`",
            "{}",
            f"{kind} {recipe.learning_rate:g}{decay}",
            f"{recipe.batch} | {recipe.epochs}",
        ]
        line = f"| {' | '.join(cells)} |"
        seen.setdefault(line, {})[loss] = None
    return lines + [line.format(", ".join(losses)) for line, losses in seen.items()]


def parsed(directive, lines):
    """What Markdown lines become."""
    holder = nodes.Element()
    directive.state.nested_parse(StringList(lines, source="mpepsn/recipes"), directive.content_offset, holder)
    return holder.children


def setup(app):
    """Register the directives."""
    app.add_directive("recipe-rows", Rows)
    app.add_directive("recipe-settings", Settings)
