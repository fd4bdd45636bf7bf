"""Locked: the same packages tomorrow as today, from where everybody can check them."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed, unknown
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause


@check(
    id="build.dependencies_are_locked",
    version=1,
    phase="acceptance",
    promise="It is written down exactly which packages of others the software uses, and where they come from.",
    why="Otherwise the software that is installed tomorrow is another one than the software that was tested.",
    remedy="Deliver a lock file with exact versions for each application, from public registries only.",
    needs=("dependencies.manifests", "dependencies.unlocked", "dependencies.foreign", "dependencies.unhashed"),
    limits={"hashes": "advised"},
    standards=("OWASP-Top-10:2025:A03", "SLSA:build"),
)
def dependencies_are_locked(facts: Facts, limits: Limits) -> Judgement:
    manifests = facts.table("dependencies.manifests")
    if not manifests:
        because = "No file lists packages of others, and whether the code uses any was not read."
        return unknown(because, Cause.NO_EVIDENCE)
    open_places = facts.findings("dependencies.unlocked")
    # A git address pinned to one commit is told and does not fail: it is the same package tomorrow as today.
    foreign = [finding for finding in facts.findings("dependencies.foreign") if finding.severity != "low"]
    unhashed = facts.findings("dependencies.unhashed")
    if open_places or foreign:
        said = []
        if open_places:
            said.append(
                f"{len(open_places)} {'place leaves' if len(open_places) == 1 else 'places leave'} versions open"
            )
        if foreign:
            said.append(f"{len(foreign)} {'package comes' if len(foreign) == 1 else 'packages come'} from elsewhere")
        return failed(f"{' and '.join(said)}.", [*open_places, *foreign, *unhashed])
    if unhashed and limits["hashes"] == "required":
        return failed(f"{len(unhashed)} lock files carry no hashes.", unhashed)
    note = f"; {len(unhashed)} of the files carry no hashes" if unhashed else ""
    return passed(f"The versions in {len(manifests)} package files are written down exactly{note}.", unhashed)
