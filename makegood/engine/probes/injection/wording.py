"""What each kind of hole is called, in the plain sentence of a lead and by its number in the CWE list."""

from __future__ import annotations

from typing import NamedTuple

from makegood.engine.probes.injection.places import Hit

STANDARD = "OWASP-Top-10:2025:A05"


class Kind(NamedTuple):
    """`deed` completes "what a visitor sends ..."."""

    rule: str
    deed: str
    cwe: int
    severity: str
    standard: str = STANDARD


KINDS = {
    "sql": Kind("sql-injection", "becomes part of a database command", 89, "high"),
    "nosql": Kind("database-filter-injection", "becomes part of a database filter", 943, "high"),
    "command": Kind("command-injection", "becomes part of a command of the operating system", 78, "critical"),
    "code": Kind("code-injection", "is run as program code", 94, "critical"),
    "template": Kind("template-injection", "is run as a page template", 1336, "critical"),
    "path": Kind("path-traversal", "chooses the file that is opened", 22, "high", "OWASP-Top-10:2025:A01"),
    "ssrf": Kind("server-side-request-forgery", "chooses the address that the server calls", 918, "high",
    "OWASP-Top-10:2025:A01"),
    "xss": Kind("cross-site-scripting", "is put into a page without being made harmless", 79, "medium"),
    "redirect": Kind("open-redirect", "chooses the site that the next visitor is sent to", 601, "medium",
    "OWASP-Top-10:2025:A01"),
    "unpickle": Kind("unsafe-deserialisation", "is unpacked into program objects", 502, "critical",
    "OWASP-Top-10:2025:A08"),
    "xxe": Kind("xml-external-entities", "is read as XML that may name files of the server", 611, "high",
    "OWASP-Top-10:2025:A02"),
    "ldap": Kind("ldap-injection", "becomes part of a directory query", 90, "high"),
    "xpath": Kind("xpath-injection", "becomes part of an XML query", 643, "medium"),
}  # fmt: skip


def sentence(hit: Hit) -> str:
    """One plain sentence that says what reaches what, and where it came in."""
    kind = KINDS[hit.kind]
    if hit.parameter:
        return f"The value `{hit.source}` that this function is given {kind.deed} (`{hit.sink}`)."
    return f"What a visitor sends (`{hit.source}`, line {hit.source_line}) {kind.deed} (`{hit.sink}`)."
