"""What the answers of the running address tell of its care: protections, cookies, old programs, search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from makegood.connectors.outlook.record import Look, Note, Page
from makegood.rules.desk.seen import Seen, State
from makegood.rules.outlook.address import row
from makegood.rules.outlook.sayings import day, source

ENDED = (
    (re.compile(r"(?i)\bPHP/5\."), "PHP 5", date(2018, 12, 31)),
    (re.compile(r"(?i)\bPHP/7\.[0-3]\b"), "PHP 7.3 or older", date(2021, 12, 6)),
    (re.compile(r"(?i)\bPHP/7\.4\b"), "PHP 7.4", date(2022, 11, 28)),
    (re.compile(r"(?i)\bPHP/8\.0\b"), "PHP 8.0", date(2023, 11, 26)),
    (re.compile(r"(?i)\bPHP/8\.1\b"), "PHP 8.1", date(2025, 12, 31)),
    (re.compile(r"(?i)\bApache/2\.2\."), "Apache 2.2", date(2018, 1, 1)),
    (re.compile(r"(?i)\bOpenSSL/1\.0\."), "OpenSSL 1.0", date(2019, 12, 31)),
    (re.compile(r"(?i)\bOpenSSL/1\.1\."), "OpenSSL 1.1", date(2023, 9, 11)),
)
"""Programs by their own word, and the day from which their makers mend nothing (php.net, apache.org, openssl.org)."""

HALF_A_YEAR = 15_552_000
_AGE = re.compile(r"(?i)\bmax-age\s*=\s*\"?([0-9]{1,12})")
_ALL_OUT = re.compile(r"(?im)^user-agent:\s*\*\s*$(?:\n(?!user-agent:).*)*?\n\s*disallow:\s*/\s*$")


def rows(look: Look, now: datetime) -> Iterator[Seen]:
    if not isinstance(look.page, Page) or look.page.status >= 400:
        return
    yield from _ended(look.page, now)
    yield from _found(look, look.page)
    yield from _cookies(look.page)
    yield from _protections(look.page)
    yield from _whom_to_tell(look, now)


def _ended(page: Page, now: datetime) -> Iterator[Seen]:
    said = " ".join(page.header(name) for name in ("server", "x-powered-by"))
    for pattern, name, end in ENDED:
        if pattern.search(said) and end <= now.date():
            yield row(
                "address.ended",
                State.BAD,
                f"It says that it runs on {name}, which nobody mends since {day(end)}.",
                "Every hole that is found in it stays open, with your customers' data behind it.",
                "Ask your partner when it will run on a version that is still mended, and at whose cost.",
                source(f"the headers of {page.url}", page.at, said.strip()),
                likely=True,
            )
            return


def _found(look: Look, page: Page) -> Iterator[Seen]:
    robots = look.robots.text if isinstance(look.robots, Note) else ""
    says = "its page says noindex" if page.noindex else "its robots.txt closes everything"
    if page.noindex or _ALL_OUT.search(robots):
        yield row(
            "address.found",
            State.BAD,
            f"Search engines are told to stay away from {look.subject.host}: {says}.",
            "Nobody finds you by searching. That is right while it is being built, and costs customers after launch.",
            "If this is what your customers use, ask your partner to take the ban out.",
            source(f"{page.url} and robots.txt", page.at, says),
        )


def _cookies(page: Page) -> Iterator[Seen]:
    bare = [one.name for one in page.cookies if not one.secure or not one.http_only]
    if bare:
        yield row(
            "address.cookies",
            State.BAD,
            f"It sets {len(bare)} cookie{'' if len(bare) == 1 else 's'} without protection: {', '.join(bare[:5])}.",
            "If one of them holds a login, a script or a stranger in the same network can act as your customer.",
            "Ask your partner to set Secure and HttpOnly on every cookie that no script has to read.",
            source(f"the cookies of {page.url}", page.at, ", ".join(bare)),
        )


def _protections(page: Page) -> Iterator[Seen]:
    age = _AGE.search(page.header("strict-transport-security"))
    if age is None or int(age[1]) < HALF_A_YEAR:
        yield row(
            "address.hsts",
            State.BAD,
            "Browsers are not told to come by the safe way only (HSTS).",
            "In a café's network somebody can put a copy of your page before your customer and read the password.",
            "Ask your partner for the header Strict-Transport-Security of half a year or more.",
            source(f"the headers of {page.url}", page.at, page.header("strict-transport-security") or "none"),
        )
    policy = page.header("content-security-policy")
    missing = [
        *([] if policy else ["a policy of what may run in the page (CSP)"]),
        *([] if page.header("x-frame-options") or "frame-ancestors" in policy else ["a ban on being framed by others"]),
        *([] if page.header("x-content-type-options") else ["a ban on guessing kinds of files"]),
    ]
    if missing:
        yield row(
            "address.headers",
            State.BAD,
            f"The page comes without {len(missing)} of 3 protections: {', '.join(missing)}.",
            "One hole in the page then costs more: what your customers type can be taken by somebody else's script.",
            "Ask your partner to send these headers.",
            source(f"the headers of {page.url}", page.at, "not there"),
        )


def _whom_to_tell(look: Look, now: datetime) -> Iterator[Seen]:
    note = look.security_txt
    if not isinstance(note, Note):
        return
    ends = re.search(r"(?im)^expires:\s*(\S+)", note.text)
    is_there = re.search(r"(?im)^contact:\s*\S", note.text) is not None
    is_old = bool(ends) and _is_past(ends[1] if ends else "", now)
    if is_there and not is_old:
        return
    yield row(
        "address.security_txt",
        State.BAD,
        "Its file for those who find a hole (security.txt) has run out." if is_there else
        "Nobody who finds a hole in it is told whom to write to (there is no security.txt).",
        "Holes that cannot be reported to you are reported to the public, or sold.",
        "Good to have: a file with an address that somebody reads.",
        source(note.url, note.at, f"status {note.status}"),
    )  # fmt: skip


def _is_past(text: str, now: datetime) -> bool:
    try:
        end = datetime.fromisoformat(text)
    except ValueError:
        return False
    return (end if end.tzinfo else end.replace(tzinfo=now.tzinfo)) < now
