"""Steps whose failure nobody would see, and whether the tests are run at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.engine.probes.pipeline.commands import checks_something, deploys, hidden_in, logical, runs_tests
from makegood.engine.probes.pipeline.followed import Lines, called, followed
from makegood.engine.probes.pipeline.model import Job, Pipeline, Step

Weak = tuple[str, int, str, str, str]
"""(rule, line, text, what, severity)"""

TEST_ACTIONS = re.compile(r"^(?:cypress-io/github-action|ddev/github-action|reactivecircus/android-emulator-runner)@")
DEPLOY_ACTIONS = re.compile(
    r"^(?:azure/(?:webapps-deploy|k8s-deploy|functions-action|static-web-apps-deploy)"
    r"|aws-actions/amazon-ecs-deploy|google-github-actions/deploy"
    r"|appleboy/(?:ssh|scp)-action|akhileshns/heroku-deploy|superfly/flyctl-actions|amondnet/vercel-action"
    r"|nwtgck/actions-netlify"
    r"|peaceiris/actions-gh-pages|actions/deploy-pages|JamesIves/github-pages-deploy|cloudflare/(?:wrangler"
    r"|pages)-action|easingthemes/ssh-deploy"
    r"|SamKirkland/FTP-Deploy-Action|FirebaseExtended/action-hosting-deploy|einaregilsson/beanstalk-deploy"
    r"|pypa/gh-action-pypi-publish|rubygems/release-gem|goreleaser/goreleaser-action|JS-DevTools/npm-publish"
    r"|softprops/action-gh-release)",
    re.IGNORECASE,
)
OPAQUE = re.compile(
    r"(?:^|[\s;&])(?:bash|sh|source|\.)\s+\S+|(?:^|[\s;&])\./\S+|\b(?:make|rake|bake|just|task|invoke|inv|nx"
    r"|turbo|lerna|bazel|ant|grunt|gulp|earthly|dagger)\b"
    r"|\bdocker[ -]compose\b|\bdocker run\b|\b(?:npm|yarn|pnpm|bun) (?:run )?\w|\bcomposer \w|\bphp \w"
    r"|\bpython3? \S|\bnode \S|\bwp \w|\bnpx \w"
)
_PARTS = re.compile(r"&&|\|\||;|\|")
_DEFAULT = re.compile(r"^\s*make\s*$")
_CALL = re.compile(r"^\s*(?:npm|yarn|pnpm|bun|make)\b")
_TRIAL = re.compile(
    r"(?i)\b(?:nightly|experimental|canary|upcoming|unreleased)\b|\w[- ](?:main|master|dev|edge|next|beta|alpha)\b"
)
AUTOMATIC = frozenset("push pull_request merge_group pull_request_target schedule".split())


def step_tests(step: Step) -> bool:
    return bool(TEST_ACTIONS.match(step.uses)) or any(runs_tests(row) for _, row in logical(step.script))


def step_checks(step: Step) -> bool:
    return step_tests(step) or any(checks_something(row) for _, row in logical(step.script))


def step_deploys(step: Step) -> tuple[int, str] | None:
    """The line of a step that puts the software where it is used, and what it says."""
    if DEPLOY_ACTIONS.match(step.uses):
        return step.line, f"uses: {step.uses}"
    if step.uses.startswith("docker/build-push-action@") and step.inputs.get("push", (0, ""))[1].strip() not in (
        "",
        "false",
    ):
        return step.line, f"uses: {step.uses}"
    return next(((number, row.strip()) for number, row in logical(step.script) if deploys(row)), None)


def is_opaque(pipeline: Pipeline, known: dict[str, dict[str, Lines]]) -> bool:
    """True where something is run whose content is shown neither by this definition nor by the scripts it calls."""
    if pipeline.borrowed or any(job.uses and not job.uses.startswith("./") for job in pipeline.jobs):
        return True
    return any(_hides(row, known) for _, step in pipeline.steps() for _, row in step.script)


def _hides(row: str, known: dict[str, dict[str, Lines]]) -> bool:
    lines, whole = followed(row, known)
    calls = any(called(row, reading) for reading in known)
    shown = [part for part in _PARTS.split(row) if not (calls and _CALL.match(part))]
    hidden = any(OPAQUE.search(part) for part in (*shown, *lines) if not _CALL.match(part))
    return hidden or (calls and not whole) or any(_DEFAULT.match(part) for part in shown)


def weakened(pipeline: Pipeline) -> Iterator[Weak]:
    for job in pipeline.jobs:
        yield from _job(job, pipeline.name)
        for step in job.steps:
            yield from _step(step, job.name)
            strict = pipeline.system != "GitHub Actions" or step.shell.startswith("bash")
            for number, text, rule, what, severity in hidden_in(step.script, pipefail=strict):
                yield rule, number, text, what, severity
            yield from _ends_well(step)


def _job(job: Job, name: str) -> Iterator[Weak]:
    severity = _severity(any(step_tests(s) for s in job.steps), any(step_checks(s) for s in job.steps))
    if severity and job.soft and not _is_trial(job.name, name):
        yield "may-fail", job.soft, f"{job.name} may fail", f"the job {job.name} cannot turn the result red", severity
    if severity and job.off:
        yield "switched-off", job.off, f"{job.name} is off", f"the job {job.name} never runs", severity
    if severity == "high" and job.manual:
        yield "by-hand", job.manual, f"{job.name} by hand", "tests run only when somebody asks", "medium"


def _step(step: Step, job: str) -> Iterator[Weak]:
    severity = _severity(step_tests(step), step_checks(step))
    named = step.name or (step.script[0][1].strip() if step.script else step.uses)
    if severity and step.soft and not _is_trial(step.name, job):
        yield "may-fail", step.soft, f"{named} continue-on-error", f"the step “{named[:60]}” cannot fail", severity
    if severity and step.off:
        yield "switched-off", step.off, f"{named} if: false", f"the step “{named[:60]}” never runs", severity


def _is_trial(*names: str) -> bool:
    """True for a run against what is not released yet, which may well fail."""
    return any(_TRIAL.search(name) for name in names)


def _severity(tests: bool, checks: bool) -> str:
    return "high" if tests else "medium" if checks else ""


def _ends_well(step: Step) -> Iterator[Weak]:
    rows = [(number, row) for number, row in step.script if row.strip()]
    if len(rows) > 1 and rows[-1][1].rstrip() == "exit 0" and any(runs_tests(row) for _, row in rows[:-1]):
        yield "ends-well", rows[-1][0], "exit 0", "asks for success whatever the tests said", "medium"
