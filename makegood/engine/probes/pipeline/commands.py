"""What a command line of a pipeline does: test, check, deploy; and how its failure is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LINE_LIMIT = 2_000

TESTS = re.compile(
    r"\b(?:pytest|py\.test|nosetests|tox|nox|unittest|manage\.py test|coverage run|jest|vitest|mocha|karma|ava"
    r"|cypress run"
    r"|playwright test|(?:npm|yarn|pnpm|bun)(?: run)?(?: --?[\w=.-]+)* (?:t\b|tst\b|test\b|test[:_-]?\w*|\w+:test"
    r"|e2e|coverage|ci\b(?= *$))"
    r"|ng test|node --test|phpunit|pest|behat|artisan test|composer (?:run |run-script )?test\w*|rspec|minitest"
    r"|(?:rails|rake|bin/rails) (?:test|spec)|cucumber|mvnw? .{0,80}\b(?:test|verify|package|install|deploy)\b"
    r"|mvnw?(?!.{0,200} (?:-v|--version)\b)(?: +-\S{1,80}){0,16} *$"
    r"|gradlew?(?:\.bat)? .{0,80}\b(?:test|check|build)\b|dotnet (?:vstest|test)|(?:rich)?go test|gotestsum"
    r"|cargo (?:nextest|test)"
    r"|make .{0,40}\b(?:[\w-]{0,12}(?<!la)test\w*|check|ci|verify)|just test|task test"
    r"|(?:bin|scripts?|tools?)/\S{0,60}(?:test"
    r"|\bci\b)\S{0,40}"
    r"|(?:poe|pdm|rye|inv|invoke|nx|turbo|mise|mix|deno|bun|sbt|lein|bazel|earthly|pixi|devbox|doit|thor|moon|mvnd)"
    r"(?! +(?:install|add|sync|update|lock)\b)"
    r"(?: +[\w+:.=-]{1,40}){0,4} +[\w+:.-]{0,40}\btests?\b[\w:-]{0,40}"
    r"|\./\S{0,60}test\S{0,40}|newman run|k6 run|testcafe|hatch (?:run )?\S{0,30}test\S{0,30}|uv run .{0,40}test)"
)
CHECKS = re.compile(
    r"\b(?:flake8|pylint|ruff|black --check|mypy|pyright|isort --check|bandit|pip-audit|safety check"
    r"|pre-commit run|eslint"
    r"|prettier --check|tsc|stylelint|(?:npm|yarn|pnpm|bun)(?: run)? (?:audit|lint|typecheck|type-check|check|build)"
    r"|phpstan|psalm|phpcs|pint|rubocop|brakeman|bundle(?:r)?[- ]audit|checkstyle|spotbugs|golangci-lint|go vet"
    r"|staticcheck"
    r"|dotnet (?:build|format)|semgrep|trivy|snyk|gitleaks|hadolint|shellcheck|sonar-scanner|next build|vite build)\b"
)
DEPLOYS = re.compile(
    r"\b(?:scp|rsync|lftp|ncftpput|sftp)\s+\S|\bssh\s+(?:-\S+\s+(?:\S+\s+)?){0,6}[\w${}.\"'-]+@\S+"
    r"|\bkubectl\s+(?:apply|set image|rollout)|\bhelm\s+(?:upgrade|install)|\bterraform\s+apply|\b(?:docker"
    r"|podman)\s+push\b"
    r"|\bdocker (?:buildx )?build .{0,200}--push\b|\bfly(?:ctl)?\s+deploy|\bvercel\b.{0,60}(?:deploy|--prod)"
    r"|\bnetlify\s+deploy"
    r"|\bgcloud\s+(?:app|run|functions)\s.{0,40}deploy|\baws\s+(?:s3\s+(?:sync|cp)|ecs\s+update-service|deploy"
    r"|lambda\s+update)"
    r"|\baz\s+webapp\s+(?:deploy|up)|\beb\s+deploy|\b(?:serverless|sls|cdk|sam|wrangler|kamal|cap \w+|dep"
    r"|firebase) deploy\b"
    r"|\bgit push\s+(?:\S+\s+){0,3}(?:heroku|dokku|production|live)\b|\bheroku\s+(?:container:release|deploy)"
    r"|\bansible-playbook\b"
    r"|\b(?:npm|yarn|pnpm) publish\b|\btwine upload\b|\buv publish\b|\bpoetry publish\b|\bgem push\b"
    r"|\bdotnet nuget push\b"
    r"|\bmvnw? .{0,80}\bdeploy\b|(?:^|[\s/\"'])deploy(?:\.sh)?(?=[\s\"']|$)|(?:npm|yarn|pnpm) run deploy|make deploy"
)
SWALLOWED = re.compile(
    r"\|\|\s*(?:true\b|:(?=\s|$|\))|exit\s+0\b|echo\b|printf\b|/bin/true\b|return\s+0\b)|;\s*(?:true|exit 0|:)\s*$"
)
SOFT = re.compile(
    r"--exit-zero\b|--passWithNoTests\b|--pass-with-no-tests\b|--suppressTests\b|-DskipTests\b(?!=false)"
    r"|-Dmaven\.test\.(?:skip|failure\.ignore)\b(?!=false)|--no-fail\b|--cov-fail-under[= ]0(?![.\d])"
    r"|--fail-under[= ]0(?![.\d])"
    r"|-x test\b|--exit-code[= ]0\b|--coverageThreshold[= ]['\"]?\{\}"
)
SOFT_WORDS = {
    "--passWithNoTests": "passes when there are no tests",
    "--pass-with-no-tests": "passes when there are no tests",
    "-DskipTests": "leaves the tests out",
}
_ASKS = re.compile(r"\b(?:mvnw?|gradlew?)\b(?![^\n]{0,200}\s[\w-]+:[a-z]).{0,80}\s(?:verify|test|check)\b")
"""Asking for tests by name, and not for another goal of a plugin beside (`verify artifact:compare`)."""
LEFT_OUT = re.compile(
    r"-DskipTests\b(?!=false)|-Dmaven\.test\.skip\b(?!=false)|(?:^|\s)-x\s+test\b|^\s*(?:echo|printf|puts)\b"
)
NO_TEST = re.compile(r"^\s*(?:echo\b.*|exit 0|true|:|node -e ['\"]{0,2})\s*$")
_COMMENT = re.compile(r"^\s*(?:#|//|REM\b)", re.IGNORECASE)


_SAID = re.compile(r"^\s*@?(?:echo|printf|print|puts|puts_c|log|say)\b")
_ANSWERED = re.compile(r"\$\?|PIPESTATUS|\bexit\s+[\"']?\$|^\s*set\s+-\w*e")


def logical(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Command lines with the number of their first line: what ends in `\\`, `||`, `&&` or `|` goes on below."""
    held, began = "", 0
    for number, line in lines:
        if _COMMENT.match(line):
            continue
        began = began or number
        held = (held + " " + line.strip()).strip() if held else line.rstrip()
        if held.endswith("\\"):
            held = held[:-1].rstrip()
            continue
        if held.endswith(("||", "&&", "|")) and len(held) < LINE_LIMIT:
            continue
        if held.strip():
            yield began, held[:LINE_LIMIT]
        held, began = "", 0
    if held.strip():
        yield began, held[:LINE_LIMIT]


def runs_tests(line: str) -> bool:
    return bool(TESTS.search(line)) and not _installs(line) and not LEFT_OUT.search(line)


def checks_something(line: str) -> bool:
    return runs_tests(line) or bool(CHECKS.search(line) and not _installs(line))


def deploys(line: str) -> bool:
    return bool(DEPLOYS.search(line)) and not _SAID.match(line)


def _installs(line: str) -> bool:
    return bool(
        re.search(
            r"\b(?:pip3?|uv pip|pipx|npm|gem|apt-get|apt|apk|brew|composer global)\s+(?:install|i|require)\b", line
        )
    ) and ("&&" not in line and ";" not in line)


def hidden(line: str) -> tuple[str, str, str] | None:
    """(rule, what is hidden, severity) of a command whose failure is not seen; None for an honest one.

    `docker rm shop || true` is ordinary tidying: only commands that test or check something count.
    """
    swallowed = SWALLOWED.search(line)
    if swallowed:
        before = line[: swallowed.start()]
        if runs_tests(before):
            return "swallowed", "red tests stay green", "high"
        if checks_something(before):
            return "swallowed", "a check that cannot fail", "medium"
    soft = SOFT.search(line)
    if soft and (checks_something(line) or soft.group().startswith("--")):
        return "softened", SOFT_WORDS.get(soft.group(), f"{soft.group()} lets it pass"), "medium"
    if soft and LEFT_OUT.search(line):
        # Packaging without tests is everyday; who asks for tests or checks and leaves the tests out hides something.
        severity = "medium" if _ASKS.search(line) else "low"
        return "left-out", SOFT_WORDS.get(soft.group(), f"{soft.group()} leaves the tests out"), severity
    return None


def hidden_in(lines: Iterable[tuple[int, str]], *, pipefail: bool) -> Iterator[tuple[int, str, str, str, str]]:
    """(line, text, rule, what, severity) over one script. `pipefail`: a failure before a pipe ends the script."""
    rows = list(logical(lines))
    careless = False
    for place, (number, line) in enumerate(rows):
        bare = line.strip()
        if re.match(r"set\s+[-+]\w*e", bare):
            careless = bare.split()[1].startswith("+")
        pipefail = pipefail or "pipefail" in bare
        found = hidden(line)
        if found:
            rule, what, severity = found
            strict = "--exit-zero" in bare and any(_same_but_strict(bare, other) for _, other in rows)
            yield number, bare, rule, what, "low" if strict else severity
        elif careless and runs_tests(line) and not any(_ANSWERED.search(after) for _, after in rows[place:]):
            yield number, bare, "ignored", "tests run where failures are ignored (set +e)", "medium"
        elif not pipefail and _piped(line):
            yield number, bare, "piped", "red tests stay green, as only the last command of a pipe counts", "medium"


def _same_but_strict(line: str, other: str) -> bool:
    # The Python starter of GitHub lints twice: once for real, once for warnings with --exit-zero.
    return "--exit-zero" not in other and other.split()[:1] == line.split()[:1]


def _piped(line: str) -> bool:
    before, pipe, after = line.partition(" | ")
    return bool(pipe) and runs_tests(before) and re.match(r"\s*(?:tee|cat|grep|tail|head|sed|awk)\b", after) is not None
