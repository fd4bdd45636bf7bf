# ruff: noqa: E501  (patterns are read by their columns)
"""What of one source file can stop the program, let somebody in, or hide what it does. A pure function of bytes."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.linear import Linear
from makegood.engine.probes.ownership.clocks import on_dates
from makegood.engine.probes.ownership.disguises import hidden, watched
from makegood.engine.probes.ownership.doors import doors
from makegood.engine.probes.ownership.orders import orders
from makegood.engine.repository.generated import is_minified, ordinary_lines
from makegood.engine.syntax.lexing import lex

LIMIT = 40
SAYS = {
    "stops-on-a-date": "The program stops working after a fixed date.",
    "stops-after-a-time": "The program stops working a fixed time after it was installed.",
    "destroys-on-a-date": "Data or files are destroyed or locked after a fixed date.",
    "asks-for-a-licence": "The program stops when a licence or payment status is not as somebody else wants it.",
    "kill-switch": "A variable, a file or a route stops the program or destroys its data.",
    "fixed-password": "A password that stands in the code is accepted here.",
    "fixed-account": "An account that stands in the code gets rights here.",
    "secret-word": "A word in the request that stands in the code opens what is closed to others.",
    "hidden-code": "Code is hidden in an encoded text and run.",
    "looks-for-inspectors": "The code looks whether it runs on a build server, in a sandbox or before an inspector.",
}
SECRET = frozenset(("fixed-password", "secret-word", "fixed-account"))
_MAY = Linear(
    rb"(?i)pass|pwd|\bpw\b|exit|die\b|abort|panic|halt|fatal|raise|throw|return|base64|atob|eval|exec|unhex|fromhex|inflate"
    rb"|_0x|/proc/|bwrap|user.?agent|hostname|header|param|query|cookie|admin|super|staff|delete|drop|kill|rm |unlink|environ|getenv|process\.env"
)


def locks(content: bytes, reading: str) -> object:
    """`[[rule, line, text], ...]` of one source file, None without any.

    That a file says of itself that it was generated excuses nothing, and of a minified one the ordinary lines are read.
    """
    if not _MAY.search(content):
        return None
    pressed = reading in ("javascript", "typescript") and is_minified(content)
    read = ordinary_lines(content) if pressed else content
    code = lex(read, reading).code
    found: dict[tuple[str, int], list[object]] = {}
    for text, rows in ((content, hidden(content if pressed else code)), (read, _every(code))):
        for rule, at in rows:
            line = text.count(b"\n", 0, at) + 1
            if len(found) < LIMIT:
                found.setdefault((rule, line), [rule, line, _text(text, at)])
    for rule, line in list(found):
        if rule == "secret-word" and ("fixed-password", line) in found:
            del found[rule, line]
    return sorted(found.values(), key=lambda row: (str(row[1]).zfill(9), str(row[0]))) or None


def _every(code: bytes) -> Iterator[tuple[str, int]]:
    yield from on_dates(code)
    yield from orders(code)
    yield from doors(code)
    yield from watched(code)


def _text(content: bytes, at: int) -> str:
    begin, end = content.rfind(b"\n", 0, at) + 1, content.find(b"\n", at)
    text = content[begin : end if end >= 0 else len(content)][:300].decode("utf-8", "backslashreplace")
    return text.strip()
