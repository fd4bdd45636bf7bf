"""The dictionary of facts and the list of probes, found by walking the folder of probes."""

from __future__ import annotations

import importlib
from functools import partial
from pathlib import Path

from makegood.engine.facts import FactName
from makegood.engine.probe import Declared, Probe

PACKAGE = "makegood.engine.probes"
FOLDER = Path(__file__).parent / "probes"


class DictionaryRefused(Exception):
    """A fact declared twice, or a probe that does not hold what its folder promises."""


def load_facts() -> dict[str, FactName]:
    """Every declared fact by name, from `probes/<topic>/facts.py`, without loading a probe.

    Raises DictionaryRefused when two declarations share a name.
    """
    found: dict[str, FactName] = {}
    for topic in topics():
        module = importlib.import_module(f"{PACKAGE}.{topic}.facts")
        for value in vars(module).values():
            if isinstance(value, FactName):
                if found.get(value.name, value) is not value:
                    raise DictionaryRefused(f"The fact {value.name} is declared twice.")
                found[value.name] = value
    return found


def declared_probes() -> list[Declared]:
    """Every probe as its `facts.py` declares it; none is loaded."""
    return [_declared(topic) for topic in topics()]


def _declared(topic: str) -> Declared:
    values = vars(importlib.import_module(f"{PACKAGE}.{topic}.facts"))
    return Declared(
        name=topic,
        gives=tuple(dict.fromkeys(value for value in values.values() if isinstance(value, FactName))),
        outside=values.get("OUTSIDE", ()),
        load=partial(load_probe, topic),
    )


def load_probe(topic: str) -> Probe:
    """`probes/<topic>/probe.py` holds it as PROBE. Raises DictionaryRefused when it does not."""
    probe = importlib.import_module(f"{PACKAGE}.{topic}.probe").PROBE
    if not isinstance(probe, Probe) or probe.name != topic:
        raise DictionaryRefused(f"probes/{topic}/probe.py must hold PROBE with the name {topic}.")
    return probe


def load_probes() -> list[Probe]:
    return [load_probe(topic) for topic in topics()]


def topics() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/probe.py"))
