"""Where a secret stands decides what it means: a key in the settings is one, a key in a test is mostly made up."""

from __future__ import annotations

import re

from makegood.engine.redaction.spans import Span
from makegood.engine.repository.paths import (
    is_documentation,
    is_example,
    is_generated,
    is_markup,
    is_test,
    is_vendored,
    language_of,
    other_language_of,
)

_SAMPLE_NAMES = re.compile(
    r"(?i)(?:^|.*[._-])(?:example|sample|template|tpl|tmpl|dist|default|defaults|stub|skel|in|test|testing|ci|mock|fake"
    r"|fixtures?)(?:[._-].*|$)"
)
_SAMPLE_FOLDERS = re.compile(
    r"(?i)(?:^|/)(?:fixtures?|mocks?|fakes?|stubs?|snapshots?|cassettes?|\.github|\.?ci|swagger|openapi|unit"
    r"|[\w.-]{0,60}(?:(?-i:Samples?|Examples?|Demos?)|[_.-](?:samples?|examples?|demos?))"
    r"|(?:[\w.]{1,30}[_-])?docs?(?:[_-][\w.]{1,30})?|stories|storybook|tutorials?|t)/"
)
_MADE_UP_FOLDERS = re.compile(
    r"(?i)(?:^|/)(?:seeds?|seeders|factories|demo|demos|sandbox|playground|templates?|boilerplate|skeleton|\.devcontainer"
    r"|locales?|i18n|lang|translations?)/"
)
"""Data and pages that people make up: a provider's key is one there, too, and a password mostly is none."""
_PIPELINES = re.compile(
    r"(?i)(?:^|/)\.(?:github/(?:workflows|actions)|circleci|gitlab/ci|buildkite|azure-pipelines)/.+\.(?:ya?ml|sh)"
    r"|(?:^|.*/)(?:\.gitlab-ci[\w.-]*|\.travis|\.?appveyor|azure-pipelines[\w.-]*|bitbucket-pipelines|\.drone|cloudbuild"
    r"|buildspec)\.ya?ml|(?:^|.*/)jenkinsfile"
)
_OWN = frozenset(("fabfile.py", "jenkinsfile"))
"""Linguist does not count them as code of the project; who deploys keeps his passwords there."""
_DEVELOPMENT = re.compile(
    r"(?i)(?:^|[/._-])(?:dev|develop|development|local|override|vagrant|devcontainer|phpunit|coveralls|codecov|docusaurus"
    r"|mkdocs)(?:[/._-]|$)"
)
_DATA = re.compile(
    r"(?i).*\.(?:lock|sum|svg|map|min\.js|min\.css|po|pot|mo|arb|resx|xlf|strings|har|pub|crt|cer|csv|tsv|log)"
)
_THROWN_AWAY = re.compile(
    r"(?i)postgres|\bpg|mysql|maria|mssql|\bsa_|sql|database|\bdb|mongo|redis|rabbit|minio|elastic|keycloak|\broot_|admin"
    r"|repo_token|super_?user|test|codecov|coveralls|codacy|percy|chromatic|localhost"
)
"""A pipeline starts a database of its own for the tests and gives it a password: that one opens nothing."""


def place_of(path: str) -> str:
    """`code` where it counts; `pipeline`, `development`, `made-up`; else `test`, `example`, `documentation`,
    `vendored` or `generated`."""
    name = path.rpartition("/")[2]
    if _PIPELINES.search(path):
        return "pipeline"
    if is_test(path):
        return "test"
    if is_vendored(path) and name.lower() not in _OWN:
        return "vendored"
    if is_example(path) or _SAMPLE_NAMES.match(name) or _SAMPLE_FOLDERS.search(path):
        return "example"
    if is_documentation(path):
        return "documentation"
    if is_generated(path) or _DATA.fullmatch(name):
        return "generated"
    if _MADE_UP_FOLDERS.search(path):
        return "made-up"
    return "development" if _DEVELOPMENT.search(path) else "code"


def is_bare_literal(path: str) -> bool:
    """Whether a value without quotes is a literal there: in settings it is, in a program it is an expression."""
    if path.rpartition("/")[2].startswith(".env"):
        return True
    return language_of(path) is None and other_language_of(path) in (None, "shell") and not is_markup(path)


def weight(span: Span, place: str) -> str:
    """The severity of a span at a place.

    Nothing in tests, samples and documents is held against anybody: admired projects keep whole key rings there.
    """
    if place == "code" or (span.severity == "critical" and place in ("pipeline", "development", "made-up")):
        return span.severity
    if place == "pipeline" and span.rule != "session-key" and not _THROWN_AWAY.search(span.label):
        return span.severity
    return "info"
