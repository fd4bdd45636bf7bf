"""Passwords and keys in the code, and in the history that everyone who has the code can read."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, passed
from makegood.engine.evidence import Finding
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="security.no_secrets",
    version=1,
    phase="acceptance",
    promise="No passwords, keys or tokens stand in the code or in its history.",
    why="Whoever gets to see the code, today or years later, can act as your company with the key that stands in it.",
    remedy="Withdraw every listed password and key at its provider, put new ones into the settings of the server, "
    "and take the old ones out of the code and its history.",
    needs=("secrets.in_tree", "secrets.in_history"),
    uses=("secrets.files_read",),
    standards=("OWASP-Top-10:2025:A07", "CWE-798", "CWE-540"),
)
def no_secrets(facts: Facts, _: Limits) -> Judgement:
    here = _real(facts.findings("secrets.in_tree"))
    gone = _real(facts.findings("secrets.in_history"))
    if here or gone:
        parts = [
            f"{_stand(here)} in the code" if here else "",
            f"{_stand(gone)} only in the history" if gone else "",
        ]
        return failed(" and ".join(part for part in parts if part) + ".", [*here, *gone])
    read = facts.integer("secrets.files_read") if "secrets.files_read" in facts else 0
    doubtful = _doubtful([*facts.findings("secrets.in_tree"), *facts.findings("secrets.in_history")])
    because = f"No password or key was found in {read:,} files of all revisions."
    if doubtful:
        because += f" {counted(len(doubtful), 'place deserves', 'places deserve')} a look by a developer."
    return passed(because, doubtful)


def _real(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity in ("critical", "high")]


def _doubtful(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "medium"]


def _stand(findings: list[Finding]) -> str:
    """One password at ten places is one password."""
    values = len({str(finding.detail.get("same") or finding.fingerprint) for finding in findings})
    return counted(values, "password or key stands", "passwords or keys stand")
