"""For the one who grades: what each answer earns, and the mistakes that are known."""

from . import trace
from .assignment import exercises, minutes
from .seeds import of_exercise


def rubric(chapter: int, seed: int) -> str:
    """The page of an assignment, in Markdown."""
    found = exercises(chapter)
    points = sum(2 * exercise.level for exercise in found)
    lines = [
        f"# Rubric of chapter {chapter}",
        "",
        f"{points + trace.POINTS} points, {points} of them from tests; about {minutes(chapter)} minutes; "
        "any computer, no GPU.",
        "",
        "| exercise | this year | its check, on the student's own inputs | held back, on others |",
        "|---|---|---|---|",
        *(
            f"| {exercise.name} | `{exercise.given(exercise.spec(of_exercise(exercise, seed)))}` "
            f"| {exercise.level} | {exercise.level} |"
            for exercise in found
        ),
        "",
        "## Explain this trace",
        "",
        "The cell under the answer shows the numbers of this student's neuron once it is graded.",
        "",
        trace.RUBRIC,
        "",
        "## Known mistakes, and the hint that each gets",
        "",
        *(f"- {exercise.name}, {mistake.name}: {mistake.hint}" for exercise in found for mistake in exercise.mistakes),
    ]
    return "\n".join(lines) + "\n"
