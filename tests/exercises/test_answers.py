"""Every checked exercise: its solution passes, its empty cell is empty, and each known mistake gets its own hint."""

import pytest

from mpepsn.exercises import EXERCISES, check

SEEDS = (None, 1, 3)
MISTAKES = [(name, mistake) for name, exercise in EXERCISES.items() for mistake in exercise.mistakes]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", EXERCISES)
def test_the_solution_passes(answers, name, seed):
    answer = answers["run"](name, answers["solution"](name), seed)
    assert check(name, answer, seed=seed)
    assert check(name, answer, seed=seed, inputs=5)


@pytest.mark.parametrize("name", EXERCISES)
def test_the_empty_cell_is_empty(answers, name):
    exercise = EXERCISES[name]
    names = {}
    exec(exercise.stub(exercise.spec()), names)
    assert check(name, names[exercise.answer]).empty


@pytest.mark.parametrize(("name", "mistake"), MISTAKES, ids=lambda part: getattr(part, "name", part))
def test_each_mistake_gets_its_own_hint(answers, name, mistake):
    answer = answers["run"](name, answers["mistaken"](name, mistake.name))
    result = check(name, answer)
    assert result.failed and result.hint == mistake.hint and "Expected" in result.message


@pytest.mark.parametrize(("name", "mistake"), MISTAKES, ids=lambda part: getattr(part, "name", part))
def test_no_mistake_passes_under_another_specification(answers, name, mistake):
    for seed in SEEDS[1:]:
        answer = answers["run"](name, answers["mistaken"](name, mistake.name), seed)
        assert check(name, answer, seed=seed).hint == mistake.hint
