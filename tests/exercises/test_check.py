"""`mpepsn.check`: what it takes, what it says, when it stops, and that it leaves no trace."""

import random
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import torch

import mpepsn
from mpepsn.exercises import EXERCISES, alarm, check


@pytest.fixture(scope="module")
def right(answers):
    """The solution of 1.2."""
    return answers["run"]("1.2", answers["solution"]("1.2"))


def example(name):
    exercise = EXERCISES[name]
    return exercise.cases(exercise.spec(), 0)[0]


def test_it_prints_itself_once_and_can_be_asserted(right, capsys):
    result = mpepsn.check("1.2", right)
    assert result and result.passed and not result.failed and not result.empty
    assert capsys.readouterr().out == "Exercise 1.2: passed.\n" == f"{result}\n"
    assert result._ipython_display_() is None and capsys.readouterr().out == ""


FORMS = {
    "booleans": lambda s: s.bool(),
    "half precision": lambda s: s.half(),
    "double precision": lambda s: s.double(),
    "an array": lambda s: s.numpy(),
    "lists": lambda s: s.tolist(),
    "a list of steps": lambda s: list(s),
    "neurons first": lambda s: s.T,
    "not contiguous": lambda s: s.T.contiguous().T,
    "an axis more": lambda s: s[:, None],
    "rounded": lambda s: s + 4e-4,
}


@pytest.mark.parametrize("form", FORMS)
def test_form_does_not_matter(right, form):
    (x,) = example("1.2")
    assert check("1.2", lambda x: FORMS[form](right(x).float()))
    assert check("1.2", FORMS[form](right(x).float()))


def test_a_value_may_be_a_function_without_arguments(answers):
    weights = answers["run"]("4.2", answers["solution"]("4.2"))
    assert check("4.2", lambda: weights) and check("4.2", weights.tolist())


def test_it_says_what_was_expected_and_what_came(right):
    result = check("1.2", lambda x: 1 - right(x).float())
    assert result.failed and "Expected " in result.message and "; got " in result.message
    assert "of shape [24, 16]; got [3]" in check("1.2", [0, 1, 1]).message
    assert check("1.2", "spikes").message == "Expected numbers for the spikes; got str: 'spikes'"
    assert check("1.2", lambda x: x * float("nan")).failed


def test_an_error_is_told_with_its_line(answers):
    answer = answers["run"]("1.2", "def refractory(x):\n    return x[1000]\n")
    result = check("1.2", answer)
    assert result.failed and result.message.startswith("Your code raised IndexError: ")
    assert check("1.2", len).failed and check("1.2", lambda: None).failed and check("1.2", lambda x: sys.exit()).failed


@pytest.mark.parametrize("answer", [None, ..., lambda x: None, lambda x: ...])
def test_nothing_is_empty(answer):
    assert check("1.2", answer).empty


def test_what_is_not_implemented_is_empty():
    def answer(x):
        raise NotImplementedError

    assert check("1.2", answer).empty


@pytest.mark.parametrize("name", ["13.1", 1.25, None])
def test_an_unknown_exercise_is_no_error(name):
    assert check(name, 1).message.startswith("There is no such exercise; there are 1.2, ")


def endless(x):
    while True:
        x = x + 0


def stubborn(x):
    while True:
        try:
            while True:
                x = x + 0
        except Exception:
            continue


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")
@pytest.mark.parametrize("answer", [endless, stubborn])
def test_an_endless_loop_is_stopped(answer, monkeypatch):
    assert alarm.SECONDS == 2.0
    monkeypatch.setattr(alarm, "SECONDS", 0.2)
    handler, start = signal.getsignal(signal.SIGALRM), time.monotonic()
    result = check("1.2", answer)
    assert result.failed and "was stopped" in result.message and time.monotonic() - start < 1
    assert signal.getsignal(signal.SIGALRM) is handler and signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")
def test_an_alarm_of_another_is_kept(right):
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    try:
        signal.setitimer(signal.ITIMER_REAL, 50)
        check("1.2", right)
        assert 40 < signal.getitimer(signal.ITIMER_REAL)[0] <= 50
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_it_works_outside_the_main_thread(right):
    found = []
    thread = threading.Thread(target=lambda: found.append(check("1.2", right)))
    thread.start()
    thread.join()
    assert found[0]


def state():
    return (
        random.getstate(),
        np.random.get_state()[1].tolist(),
        torch.get_rng_state().tolist(),
        torch.get_default_dtype(),
        torch.get_num_threads(),
        torch.is_grad_enabled(),
        torch.get_default_device(),
    )


def test_nothing_else_changes(right):
    def careless(x):
        torch.manual_seed(1)
        random.seed(1)
        np.random.seed(1)
        torch.rand(1)
        torch.set_default_dtype(torch.float64)
        torch.set_num_threads(torch.get_num_threads() + 1)
        torch.set_grad_enabled(False)
        return right(x)

    before = state()
    assert check("1.2", careless)
    assert state() == before


@pytest.mark.parametrize("name", EXERCISES)
def test_defaults_of_the_notebook_do_not_matter(answers, name):
    answer = answers["run"](name, answers["solution"](name))
    dtype = torch.get_default_dtype()
    try:
        torch.set_default_dtype(torch.float64)
        with torch.no_grad():
            assert check(name, answer)
        assert torch.get_default_dtype() == torch.float64
    finally:
        torch.set_default_dtype(dtype)


@pytest.mark.parametrize("name", EXERCISES)
def test_it_takes_less_than_two_seconds(answers, name):
    answer = answers["run"](name, answers["solution"](name))
    start = time.process_time()
    check(name, answer)
    assert time.process_time() - start < 1.5


def test_a_plain_script_can_use_it():
    code = "import mpepsn; r = mpepsn.check('1.2', lambda x: 0 * x); assert not r"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith("Exercise 1.2: failed.\nExpected 1 among the spikes")
