"""Which runner the delivered package.json calls, and by which commands: `"test": "npm run build && mocha test/"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

RUN = re.compile(r"(?:npm|yarn|pnpm|bun)(?:\s+(?:run|run-script))?\s+(?:--\w[\w-]*\s+)*([\w:.-]+)(?:\s+--)?(.*)")
WRAPPERS = re.compile(r"(?:npx|cross-env|env|nyc|c8|dotenv)")
VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,60}=[^\s;&|]{0,200}")
LOOKING = re.compile(
    r"(?:eslint|prettier|standard|xo|tslint|biome|stylelint|lint-staged|npm-run-all|run-s|run-p|echo"
    r"|npm (?:ci|i|install)|yarn install|tsc\s.{0,80}--noEmit|madge|nx|turbo|lerna|knip|depcheck|size-limit|publint"
    r"|attw|tsd)\b"
)
"""Steps that leave nothing which the tests need, and what only calls the runner that the package depends on."""
RUNNERS = ("node --test", "vitest", "jest", "mocha", "_mocha", "ava", "tape")
UNKNOWN = re.compile(
    r"(?:react-scripts|ng|vue-cli-service|karma|playwright|cypress|wdio|testcafe|jasmine|borp|tap|uvu)\b"
)
WATCHING = re.compile(
    r"\s(?:--watch\w*(?:=\S+)?|--ui|--coverage\S*|--reporters?[= ]\S+|-R \S+|--test-reporter\S*(?:[= ]\S+)?"
    r"|--tap|--verbose|--collect-?[cC]overage\S*|--json|--outputFile\S*|--silent|--experimental-test-coverage|--check-coverage)(?=\s|$)"
)
DEPTH = 4


class NoRunner(Exception):
    """What calls the tests is not known; one sentence."""


@dataclass(frozen=True, slots=True)
class Script:
    """`runner` is one of RUNNERS; `command` calls it as delivered, without reporters; `before` builds what it needs."""

    runner: str
    command: str
    before: tuple[str, ...]
    variables: Mapping[str, str]


def script_of(package: Mapping[str, object], uses_node_test: bool) -> Script:
    """Raises NoRunner."""
    scripts = {str(name): str(text)[:2_000] for name, text in _table(package, "scripts").items()}
    steps = _steps(scripts, "test", DEPTH)
    before: list[str] = []
    variables: dict[str, str] = {}
    for step in steps:
        command, own = _unwrapped(step)
        runner = next((one for one in RUNNERS if command == one or command.startswith(f"{one} ")), None)
        if runner is not None:
            plain = WATCHING.sub("", f" {command} ").strip()
            return Script("mocha" if runner == "_mocha" else runner, plain, tuple(before), variables | own)
        if UNKNOWN.match(command):
            raise NoRunner(f"Its tests are called by {command.split()[0][:40]}, which Makegood does not run yet.")
        if not LOOKING.match(command):
            before.append(step)
            variables |= own
    return _usual(package, uses_node_test, bool(steps))


def _usual(package: Mapping[str, object], uses_node_test: bool, has_script: bool) -> Script:
    depended = {**_table(package, "dependencies"), **_table(package, "devDependencies")}
    for runner in ("vitest", "jest", "mocha", "ava"):
        if runner in depended:
            return Script(runner, runner, (), {})
    if uses_node_test:
        return Script("node --test", "node --test", (), {})
    if has_script:
        raise NoRunner("What its test command calls is none of the runners that Makegood knows.")
    raise NoRunner("Its package.json names no command for the tests.")


def _table(package: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = package.get(name)
    return value if isinstance(value, dict) else {}


def _steps(scripts: Mapping[str, str], name: str, depth: int) -> list[str]:
    """The single commands of a script, those of the scripts it calls in their place."""
    steps: list[str] = []
    for part in re.split(r"&&|;|\|\|", scripts.get(name, "")):
        step = part.strip()
        called = RUN.fullmatch(step)
        inner = called.group(1) if called else ""
        if depth and inner in scripts and inner != name:
            steps += [f"{one}{called.group(2)}" if called else one for one in _steps(scripts, inner, depth - 1)]
        elif step:
            steps.append(step)
    return steps


def _unwrapped(step: str) -> tuple[str, dict[str, str]]:
    """The command without variables and without what only measures coverage: `NODE_ENV=test nyc --all mocha`."""
    words = step.split()
    variables: dict[str, str] = {}
    wrapped = False
    while words:
        if VARIABLE.fullmatch(words[0]):
            name, _, value = words[0].partition("=")
            variables[name] = value.strip("'\"")
        elif WRAPPERS.fullmatch(words[0]):
            wrapped = True
        elif not (wrapped and words[0].startswith("-")):
            break
        words = words[1:]
    return " ".join(words).removeprefix("./").removeprefix("node_modules/.bin/"), variables
