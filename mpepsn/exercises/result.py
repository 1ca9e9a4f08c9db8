"""What a check found."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["passed", "failed", "empty"]


@dataclass(frozen=True)
class Result:
    """What came of one check; true when the answer passed, so that a graded cell can say `assert check(...)`.

    Attributes:
        name: the exercise, such as "1.2".
        outcome: "passed", "failed" or "empty".
        message: what was expected and what came; empty where it passed.
        hint: what the answer seems to do instead, where it is a known mistake.
    """

    name: str
    outcome: Outcome
    message: str = ""
    hint: str = ""

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.outcome == "passed"

    @property
    def failed(self) -> bool:
        """Whether there is an answer, and it is not right."""
        return self.outcome == "failed"

    @property
    def empty(self) -> bool:
        """Whether there is no answer yet."""
        return self.outcome == "empty"

    def __bool__(self) -> bool:
        return self.passed

    def __str__(self) -> str:
        lines = [f"Exercise {self.name}: {self.outcome}.", self.message, f"Hint: {self.hint}" if self.hint else ""]
        return "\n".join(line for line in lines if line)

    def _ipython_display_(self) -> None:
        """Nothing: the check has printed it."""
