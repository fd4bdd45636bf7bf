"""sbom.cdx.json names exactly what the lock files name, and nothing whose licence would bind the shop."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]


def locked() -> set[tuple[str, str]]:
    """Name and version of every package of both languages."""
    python = "".join((ROOT / f"requirements{kind}.lock").read_text() for kind in ("", "-dev"))
    found = set(re.findall(r"^([\w.-]+)==([\w.]+)", python, re.MULTILINE))
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    return found | {
        (path.removeprefix("node_modules/"), entry["version"])
        for path, entry in packages.items()
        if path
    }


def test_the_bill_of_materials_is_what_is_locked() -> None:
    assert {(part["name"], part["version"]) for part in COMPONENTS} == locked()


def test_every_licence_is_known_and_none_is_copyleft() -> None:
    licences = [
        entry.get("expression") or entry["license"]["id"]
        for part in COMPONENTS
        for entry in part["licenses"]
    ]
    assert len(licences) == len(COMPONENTS)
    assert not [name for name in licences if "GPL" in name or "SSPL" in name]
