"""What must be shown inside so that a Python of this machine runs there."""

import sys
from collections.abc import Mapping
from pathlib import Path


def python_reads(environment: Path | None = None) -> Mapping[str, Path]:
    """Read-only binds (path inside: path outside) for a virtual environment, by default the one we run in.

    Paths are the same inside and outside, as scripts in `bin` name their interpreter by its full path. The Python the
    environment was made from is included when it lies outside /usr. For a folder of tools bind
    `python_reads(Path(".tools"))` and run `str(Path(".tools").resolve() / "bin" / "ruff")`.
    """
    folders = [(environment or Path(sys.prefix)).absolute()]
    for interpreter in (folders[0] / "bin" / "python", *_named_home(folders[0])):
        folders += [_prefix(step) for step in _chain(interpreter)]
    if environment is None:
        folders.append(Path(sys.base_prefix))
    shown = {str(folder): folder for step in folders for folder in (step, step.resolve()) if folder.is_dir()}
    return {inside: outside for inside, outside in shown.items() if not _in_system(outside, inside)}


def _named_home(environment: Path) -> list[Path]:
    """The interpreter of the `home` line of pyvenv.cfg (PEP 405)."""
    try:
        lines = (environment / "pyvenv.cfg").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    pairs = [line.partition("=") for line in lines]
    return [Path(value.strip(), "python3") for key, _, value in pairs if key.strip() == "home"]


def _chain(link: Path) -> list[Path]:
    """Every step from a link to the file behind it: a link between two folders needs both."""
    steps = [link]
    while steps[-1].is_symlink() and len(steps) < 20:
        target = steps[-1].parent / steps[-1].readlink()
        steps.append(target)
    return [step for step in steps if step.exists()]


def _prefix(interpreter: Path) -> Path:
    return interpreter.parent.parent


def _in_system(outside: Path, inside: str) -> bool:
    return outside.is_relative_to("/usr") and (inside.startswith("/usr") or inside in ("/", "/bin"))
