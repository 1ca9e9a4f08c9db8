"""The exercises as families: the seed picks a specification, and words, cell and inputs follow it."""

from itertools import combinations

import pytest

from mpepsn.exercises import EXERCISES
from mpepsn.exercises.chapter_5 import _band

NAMES = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@NAMES
def test_the_book_has_the_first_of_all_choices(exercise):
    assert vars(exercise.spec()) == {name: values[0] for name, values in exercise.choices.items()}


@NAMES
def test_a_seed_always_picks_the_same_and_seeds_differ(exercise):
    specs = [vars(exercise.spec(seed)) for seed in range(40)]
    assert specs == [vars(exercise.spec(seed)) for seed in range(40)]
    for name, values in exercise.choices.items():
        assert {spec[name] for spec in specs} == set(values)


def test_a_specification_is_known_beforehand():
    assert vars(EXERCISES["1.2"].spec(2027)) == {"decay": 0.75, "rest": 2, "tie": "fires"}


@NAMES
def test_words_and_cell_follow_the_specification(exercise):
    specs = {exercise.given(spec): spec for spec in map(exercise.spec, range(40))}
    assert len({exercise.text(spec) for spec in specs.values()}) == len(specs) > 1
    for given, spec in specs.items():
        names = {}
        exec(exercise.stub(spec), names)
        assert exercise.stub(spec).startswith(given) and exercise.answer in names
        assert {name: names[name] for name in vars(spec)} == vars(spec)


@NAMES
def test_there_are_three_known_mistakes_at_least(exercise):
    assert len({mistake.name for mistake in exercise.mistakes}) == len(exercise.mistakes) >= 3
    assert len({mistake.hint for mistake in exercise.mistakes}) == len(exercise.mistakes)


@NAMES
def test_inputs_follow_their_seed(exercise):
    spec = exercise.spec()
    assert str(exercise.cases(spec, 3)) == str(exercise.cases(spec, 3))


def test_a_share_measured_for_one_specification_of_5_4_is_in_the_band_of_no_other():
    exercise = EXERCISES["5.4"]
    specs = {str(spec): spec for spec in map(exercise.spec, range(40))}.values()
    bands = [_band(exercise.cases(spec, 0)[0][0]["right"]) for spec in specs]
    assert len(bands) == 6
    for (middle, half), (other, half_too) in combinations(bands, 2):
        assert abs(middle - other) > half + half_too
