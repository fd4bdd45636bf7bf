"""What must not reach production: the rules of `rules.toml`, and what excuses a place.

After https://bandit.readthedocs.io (B201, B501), OWASP Top 10 A02:2025, and the deployment pages of Django, Flask,
Rails, Laravel, Spring, ASP.NET, Express and Go.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

SAYS = {
    "debug-setting": "The debug mode is on for everybody: error pages show code and settings to strangers.",
    "debug-server": "The server starts in debug mode: error pages show code and settings to strangers.",
    "certificates-unchecked": "Certificates are not checked: whoever stands between can read and change what is sent.",
    "any-origin-with-cookies": "Any web site may act here in the name of a logged-in visitor.",
    "breakpoint": "A breakpoint was left in: the program stops here.",
    "open-profiler": "The profiler answers over the web and shows memory and call stacks.",
}
NEAR = 500
"""Bytes before and after, within which `beside` must stand."""


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    readings: frozenset[str]
    pattern: re.Pattern[bytes]
    severity: str
    beside: re.Pattern[bytes] | None
    file: re.Pattern[bytes] | None
    quoted: bool


def _pattern(source: object) -> re.Pattern[bytes] | None:
    return re.compile(str(source).encode(), re.MULTILINE) if source else None


def _read() -> tuple[Rule, ...]:
    rows = tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(
        Rule(
            name=row["name"],
            readings=frozenset(row["readings"]),
            pattern=re.compile(row["pattern"].encode(), re.MULTILINE),
            severity=row.get("severity", "high"),
            beside=_pattern(row.get("beside")),
            file=_pattern(row.get("file")),
            quoted=row.get("quoted", False),
        )
        for row in rows
    )


RULES = _read()

DEVELOPMENT = re.compile(
    r"(?i)(?:^|[/._-])(?:dev|devel|develop|development|local|localhost|tests?|testing|ci|debug|stubs?|bench|benchmarks?"
    r"|sandbox|playground|storybook|fixtures?|override|e2e|mocks?)(?:[/._-]|$)|\.override\."
)
"""Paths of what never runs in production."""
_STAGES = (
    "dev devel develop development debug prod production local localhost test tests testing staging"
    " env environ environment"
)
_CHOICES = (
    "insecure skip ignore allow trust verify verification ssl tls cert certs certificate certificates self signed"
    " unsafe strict"
)


def _words(words: str) -> re.Pattern[bytes]:
    """Any of the words as a part of a name: `isDev`, `NODE_ENV`, `app.debug`; not `device`, `product` or `latest`."""
    either = "|".join(words.split())
    titled = "|".join(word.title() for word in words.split())
    return re.compile(rf"(?:(?<![A-Za-z])(?i:{either})|(?<=[a-z0-9])(?:{titled}))(?![a-z])".encode())


NAMED_FOR_DEVELOPMENT = _words("dev devel development debug test tests testing mock local insecure unsafe")
STAGES = _words(_STAGES)
"""Conditions on where the program runs, which excuse everything within."""
CHOICES = _words(_CHOICES)
"""Conditions on a choice of whoever runs it, which excuse certificates that are not checked."""
