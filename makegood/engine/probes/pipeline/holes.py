"""Where a stranger could take over a pipeline or its keys (docs.github.com/actions, "Security hardening")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.probes.pipeline.commands import logical
from makegood.engine.probes.pipeline.model import Job, Pipeline, Step

Hole = tuple[str, int, str, str, str]
"""(rule, line, text, what, severity)"""

STRANGERS = frozenset("pull_request_target issue_comment issues workflow_run discussion discussion_comment".split())
"""Events that a stranger causes and that run with the rights and secrets of the repository."""

OFFICIAL = ("actions/", "github/")
BRANCHES = frozenset("main master develop dev trunk head latest next edge stable".split())
_WORDS = re.compile(
    r"\$\{\{[^}]{0,300}\b(github\.head_ref|github\.event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body"
    r"|head\.(?:ref|label|repo\.(?:default_branch|description|homepage)))|(?:comment|review|review_comment)\.body"
    r"|discussion\.(?:title|body)|pages[^}]{0,40}page_name|commits[^}]{0,40}\.(?:message|author\.(?:email|name))"
    r"|head_commit\.(?:message|author\.(?:email|name))"
    r"|workflow_run\.(?:head_branch|head_commit\.message|display_title)))\b[^}]{0,300}\}\}"
)
_HEAD = re.compile(r"pull_request\.head|github\.head_ref|refs/pull/|workflow_run\.head_|pull_request\.number")
_FETCHED = re.compile(
    r"\bgh pr checkout\b|\bgit (?:checkout|fetch|pull)\b[^\n]{0,200}(?:pull_request\.head|head_ref|pull/)"
)
_ECHOED = re.compile(r"^\s*(?:-\s*)?(?:sudo\s+)?(?:echo|printf|cat\s*<<<)\b[^|>]*\$\{\{\s*secrets\.\w+[^|>]*$")
_DISGUISED = re.compile(
    r"\$\{\{\s*secrets\.\w+[^|>]{0,200}\|\s*(?:base64(?!\s+(?:-d|-D|--decode))|xxd|od|hexdump|rev|tr|sed)\b[^|>]*$"
)
"""What is turned round or encoded is no longer masked in the record."""
_EVERY_SECRET = re.compile(r"toJSON\(\s*secrets\s*\)", re.IGNORECASE)
_ECHOED_VARIABLE = re.compile(
    r"^\s*(?:echo|printf)\b[^|>]*\$\{?\w*(?:PASSWORD|SECRET|TOKEN|PRIVATE_KEY|API_KEY)\w*\}?[^|>]*$"
)
PIPED = re.compile(r"\b(?:curl|wget)\b([^|;&]{0,400})\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:bash|zsh|dash|sh|python3?|node)\b")
KNOWN = re.compile(
    r"https://(?:pyenv\.run|sh\.rustup\.rs|install\.python-poetry\.org|astral\.sh|get\.docker\.com|deno\.land|bun\.sh"
    r"|get\.pnpm\.io"
    r"|(?:\w+\.)?codecov\.io|(?:deb|rpm)\.nodesource\.com|getcomposer\.org|nixos\.org|get\.sdkman\.io|fly\.io"
    r"|cli-assets\.heroku\.com|raw\.githubusercontent\.com/(?:nvm-sh|Homebrew|helm|rustup)/)"
)
"""Installers that their makers publish for exactly this use: worth a word, no failure."""


def script_from_network(line: str) -> str | None:
    """Severity of a script that is fetched and run at once, None where there is none."""
    match = PIPED.search(line)
    if match is None or not re.search(r"https?://|\$", match.group(1)):
        return None
    if "http://" in match.group(1):
        return "high"
    return "low" if KNOWN.search(match.group(1)) else "medium"


def holes(pipeline: Pipeline) -> Iterator[Hole]:
    strangers = [event for event in pipeline.triggers if event in STRANGERS]
    yield from _rights(pipeline.rights)
    for _, place in [row for row in pipeline.borrowed if row[1].startswith(("remote: http", "http"))]:
        yield (
            "unfixed-include",
            _line_of(pipeline, place),
            place,
            "takes its steps from an address that may change",
            "medium",
        )
    danger = "low"
    for job in pipeline.jobs:
        yield from _rights(job.rights)
        if job.uses:
            yield from _unpinned(job.uses, job.uses_line)
        fetched = _fetched(job) if strangers else None
        if fetched is not None:
            danger = "high"
            runs = any(step.script for step in job.steps)
            what = "runs the code of strangers with the repository's own rights" if runs else "fetches strangers' code"
            yield "strangers-code", fetched[0], fetched[1], what, "high" if runs else "medium"
        for step in job.steps:
            for hole in _step(step, pipeline, bool(strangers)):
                danger = "high" if hole[0] == "template-injection" and hole[4] == "high" else danger
                yield hole
    for event in strangers:
        if event == "pull_request_target":
            what = "strangers' proposals start it with the repository's rights and secrets"
            everything = pipeline.rights.get("all", (0, ""))[1] == "write-all"
            severity = danger if danger == "high" else "medium" if everything else "low"
            yield "strangers-trigger", pipeline.triggers[event][0], f"on: {event}", what, severity


def _line_of(pipeline: Pipeline, place: str) -> int:
    return next(line for line, known in pipeline.borrowed if known == place)


def _rights(rights: dict[str, tuple[int, str]]) -> Iterator[Hole]:
    line, given = rights.get("all", (0, ""))
    if given == "write-all":
        yield "every-right", line, "permissions: write-all", "every step may change everything", "medium"


def _unpinned(uses: str, line: int) -> Iterator[Hole]:
    if uses.startswith(("./", "../")) or "${{" in uses:
        return
    if uses.startswith("docker://"):
        if "@sha256:" not in uses:
            yield "unpinned", line, f"uses: {uses}", "an image that can be exchanged unseen", "low"
        return
    name, _, version = uses.partition("@")
    if re.fullmatch(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", version):
        return
    # A company keeps what its repositories share in one called `.github`: its own house.
    official = name.startswith(OFFICIAL) or name.split("/")[1:2] == [".github"]
    if version.lower() in BRANCHES or not version:
        yield "unpinned", line, f"uses: {uses}", f"{name} changes unseen", "low" if official else "medium"
    elif not official:
        yield "unpinned", line, f"uses: {uses}", f"{name} is fixed by a label that its owner can move", "low"


def _fetched(job: Job) -> tuple[int, str] | None:
    """The place where a job takes in the code of a proposal."""
    for step in job.steps:
        line, given = step.inputs.get("ref", (0, ""))
        if step.uses.startswith("actions/checkout@") and _HEAD.search(given):
            return line, f"ref: {given}"
        for number, row in step.script:
            if _FETCHED.search(row):
                return number, row.strip()
    return None


def _step(step: Step, pipeline: Pipeline, strangers: bool) -> Iterator[Hole]:
    if step.uses:
        yield from _unpinned(step.uses, step.line)
    script = list(step.script)
    if step.uses.startswith("actions/github-script@") and "script" in step.inputs:
        line, given = step.inputs["script"]
        script += [(line + place, row) for place, row in enumerate(given.split("\n"), 1)]
    for number, row in script:
        match = _WORDS.search(row)
        if match:
            severity = "high" if strangers else "medium" if "pull_request" in pipeline.triggers else "low"
            what = f"whoever writes {match.group(1)} can run commands here"
            yield "template-injection", number, row.strip(), what, severity
    for number, row in logical(step.script):
        yield from _line(number, row.strip(), pipeline.system)


def _line(number: int, row: str, system: str) -> Iterator[Hole]:
    if _EVERY_SECRET.search(row):
        yield "secrets-shown", number, row, "hands out every secret at once", "high"
    elif _DISGUISED.search(row) or _ECHOED.match(row) or (system != "GitHub Actions" and _ECHOED_VARIABLE.match(row)):
        yield "secrets-shown", number, row, "writes a secret into the record of the run", "medium"
    severity = script_from_network(row)
    if severity:
        yield "script-from-network", number, row, "runs a script from the network unseen", severity
