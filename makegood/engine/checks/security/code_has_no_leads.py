"""Injection and hidden behaviour: claims that a person must look at."""

from __future__ import annotations

from collections import Counter

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

WORDS = {
    "code-injection": "run as program code",
    "command-injection": "run as a command of the server",
    "cross-site-scripting": "shown in a page as it is",
    "database-filter-injection": "part of a database query",
    "ldap-injection": "part of a search among users",
    "open-redirect": "the address that visitors are sent to",
    "path-traversal": "the name of a file on the server",
    "server-side-request-forgery": "the address that the server calls",
    "sql-injection": "part of a database query",
    "template-injection": "run as a page template",
    "unsafe-deserialisation": "unpacked into program objects",
    "xml-external-entities": "read as a document that may fetch others",
    "xpath-injection": "part of a search in a document",
}
"""What becomes of the words of a stranger, for somebody who knows no attack by its name."""


@check(
    id="security.code_has_no_leads",
    version=1,
    phase="acceptance",
    promise="Nothing that a visitor types can turn into a command, a database query or a page.",
    why="One such place is enough for a stranger to read or delete your customers' data.",
    remedy="Mend each listed place, or say in writing why nobody can abuse it.",
    needs=("code.injection_leads", "code.files_followed"),
    uses=("semgrep.leads",),
    standards=("OWASP-Top-10:2025:A05", "ISO-5055:security"),
)
def code_has_no_leads(facts: Facts, _: Limits) -> Judgement:
    leads = facts.findings("code.injection_leads")
    known = {(lead.path, lead.line) for lead in leads}
    more = facts.findings("semgrep.leads") if "semgrep.leads" in facts else []
    leads += [lead for lead in more if (lead.path, lead.line) not in known]
    files = facts.integer("code.files_followed")
    if leads:
        words = Counter(WORDS.get(lead.rule, "used unsafely in another way") for lead in leads).most_common(4)
        kinds = ", ".join(f"{text} ({count} ×)" if len(leads) > 1 else text for text, count in words)
        places = counted(len(leads), "place needs", "places need")
        because = f"{places} a look by a person. What strangers send may be {kinds}."
        return failed(f"{because} Nobody has confirmed or cleared that yet.", leads)
    if not files:
        return not_applicable("There is no program code in this delivery.")
    return passed(f"In {counted(files, 'source file')} no way was found from what visitors send to a dangerous place.")
