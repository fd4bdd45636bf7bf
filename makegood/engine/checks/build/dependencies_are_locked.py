"""Locked: the same packages tomorrow as today, all of them named, from where everybody can check them."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed, unknown
from makegood.engine.evidence import Finding
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted, listed

SAID = (
    ("dependencies.unlocked", "place leaves versions open", "places leave versions open"),
    ("dependencies.undeclared", "package is used and listed nowhere", "packages are used and listed nowhere"),
    ("dependencies.foreign", "package comes from elsewhere", "packages come from elsewhere"),
    ("dependencies.sources", "setting fetches from elsewhere", "settings fetch from elsewhere"),
    ("dependencies.unhashed", "list has lost checksums", "lists have lost checksums"),
)


@check(
    id="build.dependencies_are_locked",
    version=2,
    phase="acceptance",
    promise="It is written down exactly which packages of others the software uses, and where they come from.",
    why="Otherwise the software that is installed tomorrow is another one than the software that was tested.",
    remedy="List every package that the code uses, with its exact version, from public registries only.",
    needs=("dependencies.manifests", *(name for name, _, _ in SAID)),
    limits={"hashes": "advised"},
    standards=("OWASP-Top-10:2025:A03", "SLSA:build"),
)
def dependencies_are_locked(facts: Facts, limits: Limits) -> Judgement:
    manifests = facts.table("dependencies.manifests")
    unhashed = facts.findings("dependencies.unhashed")
    said: list[str] = []
    places: list[Finding] = []
    for name, one, several in SAID:
        # What is `low` is told and does not fail: a git address pinned to one commit is the same package tomorrow.
        weighty = [finding for finding in facts.findings(name) if finding.severity != "low"]
        if weighty:
            said.append(f"{len(weighty)} {one if len(weighty) == 1 else several}")
            places += weighty
    if places:
        return failed(f"{listed(said)}.", [*places, *(finding for finding in unhashed if finding not in places)])
    if not manifests:
        because = (
            "No file lists packages of others, and none that we know is imported; whether there are others is not told."
        )
        return unknown(because, Cause.NO_EVIDENCE)
    if unhashed and limits["hashes"] == "required":
        return failed(f"{counted(len(unhashed), 'lock file carries', 'lock files carry')} no hashes.", unhashed)
    note = f"; {counted(len(unhashed), 'of the files carries', 'of the files carry')} no hashes" if unhashed else ""
    return passed(
        f"The versions in {counted(len(manifests), 'package file')} are written down exactly{note}.", unhashed
    )
