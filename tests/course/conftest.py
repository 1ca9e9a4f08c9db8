"""One course of chapters 1 and 2 with the seed 2027, made once."""

import shutil

import pytest

from mpepsn.course.build import build


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The folder; not to be changed."""
    folder = tmp_path_factory.mktemp("made") / "course"
    build([1, 2], 2027, folder)
    return folder


@pytest.fixture
def course(made, tmp_path):
    """A copy to change."""
    return shutil.copytree(made, tmp_path / "course")
