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
    r"(?i)(?:^|/)(?:fixtures?|mocks?|fakes?|stubs?|snapshots?|cassettes?|seeds?|seeders|factories|demo|demos|sandbox"
    r"|playground|stories|storybook|tutorials?|templates?|boilerplate|skeleton|\.github|\.circleci|\.gitlab|\.devcontainer|ci|locales?"
    r"|i18n|lang|translations?|docs?|docs?_src|swagger|openapi|unit|t)/"
)
_DEVELOPMENT = re.compile(
    r"(?i)(?:^|[/._-])(?:dev|develop|development|local|docker-compose|compose|vagrant|devcontainer|phpunit|coveralls|codecov|docusaurus|mkdocs)(?:[/._-]|$)"
)
_DATA = re.compile(
    r"(?i).*\.(?:lock|sum|svg|map|min\.js|min\.css|po|pot|mo|arb|resx|xlf|strings|ipynb|har|pub|crt|cer|csv|tsv|log)"
)


def place_of(path: str) -> str:
    """`code` where it counts; else `test`, `documentation`, `example`, `vendored`, `generated`, `development`."""
    name = path.rpartition("/")[2]
    if is_test(path):
        return "test"
    if is_vendored(path):
        return "vendored"
    if is_example(path) or _SAMPLE_NAMES.match(name) or _SAMPLE_FOLDERS.search(path):
        return "example"
    if is_documentation(path):
        return "documentation"
    if is_generated(path) or _DATA.fullmatch(name):
        return "generated"
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
    if place == "code":
        return span.severity
    if place == "development":
        return span.severity if span.severity == "critical" else "info"
    return "info"
