"""The catalogue of checks, found by walking the folder of checks. Loading it imports checks and nothing else."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from makegood.engine.check import Check, CheckRefused

PACKAGE = "makegood.engine.checks"
FOLDER = Path(__file__).parent / "checks"


def load() -> dict[str, Check]:
    """Every check by id, in order. Raises CheckRefused when a file and its check disagree.

    `checks/security/no_secrets.py` holds exactly one check, `security.no_secrets`.
    """
    found: dict[str, Check] = {}
    for path in sorted(FOLDER.glob("*/[!_]*.py")):
        expected = f"{path.parent.name}.{path.stem}"
        module = importlib.import_module(f"{PACKAGE}.{expected}")
        checks = [value for value in vars(module).values() if isinstance(value, Check)]
        if [check.id for check in checks] != [expected]:
            raise CheckRefused(f"{path.parent.name}/{path.name} must hold exactly one check with the id {expected}")
        found[expected] = checks[0]
    return found


@cache
def checks() -> Mapping[str, Check]:
    """The same, loaded once in a process: for whoever asks with every page."""
    return load()
