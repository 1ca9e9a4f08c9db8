"""One exercise as a family: a specification drawn from a seed, and what follows from it; see `mpepsn.exercises`."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import NamedTuple

from torch import Tensor

from .alarm import limit
from .compare import Empty, Wrong, difference, same

Spec = SimpleNamespace
Seen = dict[str, Tensor]
Rule = Callable[[Spec, tuple, Seen], Seen]


class Mistake(NamedTuple):
    """A known mistake: a short name, what to tell the student, and what an answer with this mistake gives."""

    name: str
    hint: str
    rule: Rule


@dataclass(frozen=True)
class Exercise:
    """A checked exercise.

    Attributes:
        name: chapter and number, "1.2".
        level: difficulty, 1 to 3.
        minutes: how long it takes.
        goal: the goal of its chapter that it tests, word for word.
        choices: for each name in the specification its values, that of the book first.
        words: the task, from the specification.
        code: the definition that the student is to fill, below the line that `given` makes; from the specification.
        answer: the name that this definition binds.
        cases: the inputs to try, from the specification and a seed; the first is the one that a value is compared on.
        observe: what the answer gives for one case, by name, in fixed shapes.
        expected: what a right answer gives for one case, and what the answer gave, to be judged against itself.
        mistakes: the known mistakes; the first that fits all cases gives the hint.
        tolerance: how far a right answer may be off.
    """

    name: str
    level: int
    minutes: int
    goal: str
    choices: dict[str, tuple]
    words: Callable[[Spec], str]
    code: Callable[[Spec], str]
    answer: str
    cases: Callable[[Spec, int], list[tuple]]
    observe: Callable[[Spec, Callable, tuple], Seen]
    expected: Rule
    mistakes: tuple[Mistake, ...]
    tolerance: float = 1e-3

    def spec(self, seed: int | None = None) -> Spec:
        """The book's specification, or the one that a course's seed picks."""
        if seed is None:
            return Spec(**{name: values[0] for name, values in self.choices.items()})
        pick = random.Random(f"{seed} {self.name}")  # a generator of its own; text seeds are the same everywhere
        return Spec(**{name: pick.choice(values) for name, values in self.choices.items()})

    def given(self, spec: Spec) -> str:
        """The specification as a line of Python, for answers to use."""
        found = vars(spec)
        values = (f'"{value}"' if isinstance(value, str) else repr(value) for value in found.values())
        return f"{', '.join(found)} = {', '.join(values)}"

    def text(self, spec: Spec) -> str:
        """The task in Markdown, headed by number, difficulty and minutes."""
        dots = "●" * self.level + "○" * (3 - self.level)
        return f"**{self.name}** {dots} {self.minutes} min, checked. {self.words(spec)}"

    def stub(self, spec: Spec) -> str:
        """The cell to fill; it runs as it is."""
        return f"{self.given(spec)}\n\n\n{self.code(spec)}"

    def examine(self, spec: Spec, answer: object, seed: int) -> None:
        """Raise Empty or Wrong unless the answer is right; seed chooses the inputs."""
        if answer is None or answer is ...:
            raise Empty(f"Nothing yet: {'None' if answer is None else '...'} came for the answer.")
        cases = self.cases(spec, seed)
        call = answer
        if not callable(answer):
            cases, call = cases[:1], lambda *_: answer
        with limit():
            seen = [(case, self.observe(spec, call, case)) for case in cases]
        self._judge(spec, seen)

    def _judge(self, spec: Spec, seen: list[tuple[tuple, Seen]]) -> None:
        def agrees(rule: Rule) -> bool:
            return all(same(got, rule(spec, case, got), self.tolerance) for case, got in seen)

        if agrees(self.expected):
            return
        hint = next((mistake.hint for mistake in self.mistakes if agrees(mistake.rule)), "")
        for case, got in seen:
            want = self.expected(spec, case, got)
            if not same(got, want, self.tolerance):
                raise Wrong(difference(got, want, self.tolerance), hint)
