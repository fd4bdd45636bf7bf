"""Every breach and decoy: the cards, and one file for each family that makes its own by program."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from bench.breaches import cards
from bench.breaches.plants import Breach, Decoy


def breaches() -> list[Breach]:
    return [*cards.breaches(), *(one for module in _modules() for one in getattr(module, "BREACHES", ()))]


def decoys() -> list[Decoy]:
    return [*cards.decoys(), *(one for module in _modules() for one in getattr(module, "DECOYS", ()))]


def _modules() -> Iterator[object]:
    for known in pkgutil.iter_modules(__path__):
        yield importlib.import_module(f"{__name__}.{known.name}")
