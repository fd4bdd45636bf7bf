"""A folder in which every file holds one thing of a kind under its own name: to add one is to add a file."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def on_shelf(package: str, constant: str, kind: type[T], name: Callable[[T], str]) -> dict[str, T]:
    """Every thing of a package by name, in the order of the names: `bills/faults/no_detail.py` holds FAULT "no_detail".

    Raises ValueError when a file holds none, or one of another name.
    """
    folder = Path(str(importlib.import_module(package).__file__)).parent
    told: dict[str, T] = {}
    for path in sorted(folder.glob("[!_]*.py")):
        held = getattr(importlib.import_module(f"{package}.{path.stem}"), constant, None)
        if not isinstance(held, kind) or name(held) != path.stem:
            raise ValueError(f"{folder.name}/{path.name} must hold {constant} with the name {path.stem}")
        told[path.stem] = held
    return told
