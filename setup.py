"""What the package holds beside its modules; the stored results come from the book. All else is in pyproject.toml."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["mpepsn*"]), "mpepsn.results"],
    package_dir={"mpepsn.results": "book/results"},
    package_data={
        "mpepsn": ["recipes/*.toml", "recipes/*/*.toml", "widgets/bundle.js", "widgets/style.css"],
        "mpepsn.results": ["*.jsonl"],
    },
)
