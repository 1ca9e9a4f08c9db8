"""Recipes as files: where they are, what they inherit, and changes on top."""

import tomllib
from pathlib import Path

RECIPES = Path(__file__).parents[1] / "recipes"


def names() -> list[str]:
    """The recipes that come with mpepsn: "digits_lif", or "psn/table1_cifar10_psn" in a folder of its own.

    Files whose name begins with _ are only there to be inherited from.
    """
    return sorted(
        path.relative_to(RECIPES).with_suffix("").as_posix()
        for path in RECIPES.rglob("*.toml")
        if not path.name.startswith("_")
    )


def found(path: Path | str) -> Path:
    """The file of a recipe: a TOML file, or one that comes with mpepsn by its name."""
    path = Path(path)
    if path.suffix != ".toml":
        path = RECIPES / f"{path}.toml"
    if not path.is_file():
        own = ", ".join(name for name in names() if "/" not in name)
        folders = ", ".join(sorted({f"{name.split('/')[0]}/…" for name in names() if "/" in name}))
        raise FileNotFoundError(f"recipe must be a TOML file or one of {own}, {folders}; got {path}")
    return path


def named(path: Path | str) -> str | None:
    """The name of a recipe that comes with mpepsn; None for a file of one's own."""
    path = found(path).resolve()
    return path.relative_to(RECIPES).with_suffix("").as_posix() if path.is_relative_to(RECIPES.resolve()) else None


def read(path: Path, heirs: tuple[Path, ...] = ()) -> dict:
    """What a file says, on top of what its base says. Lists of the two are put one after the other."""
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise ValueError(f"{path} must be TOML; {broken}") from broken
    base = own.pop("base", None)
    if base is None:
        return own
    if not isinstance(base, str):
        raise ValueError(f"{path}: base must be the name of a file beside it; got {base!r}")
    above = path.parent / f"{base}.toml"
    if not above.is_file() or above in (path, *heirs):
        raise ValueError(f"{path}: base must be the name of a file beside it, and not of an heir; got {base!r}")
    table = read(above, (path, *heirs))
    merge(table, own)
    return table


def merge(table: dict, own: dict) -> None:
    """Put what `own` says over what `table` says, in tables key by key; `missing` and `source.code` are added."""
    for key, value in own.items():
        old = table.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merge(old, value)
        elif key in ("missing", "code") and isinstance(old, list) and isinstance(value, list):
            table[key] = old + value
        else:
            table[key] = value


def change(table: dict, line: str) -> None:
    """Put one line of TOML such as "neuron.decay = 0.9" in place of what a table says."""
    try:
        changes = tomllib.loads(line)
    except tomllib.TOMLDecodeError as broken:
        raise ValueError(f"changes must be lines of TOML such as 'neuron.decay = 0.9'; got {line!r}") from broken
    for key, value in changes.items():
        old = table.get(key)
        table[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
