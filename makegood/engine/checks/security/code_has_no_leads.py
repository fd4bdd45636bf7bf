"""Injection and hidden behaviour: claims that a person must look at."""

from __future__ import annotations

from collections import Counter

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.engine.wording import counted


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
        rules = Counter(lead.rule.replace("-", " ") for lead in leads).most_common(4)
        kinds = ", ".join(f"{count} × {rule}" if len(leads) > 1 else rule for rule, count in rules)
        places = counted(len(leads), "place needs", "places need")
        return failed(f"{places} a look by a person: {kinds}. Nobody has confirmed or cleared that yet.", leads)
    if not files:
        return not_applicable("There is no program code in this delivery.")
    return passed(f"In {counted(files, 'source file')} no way was found from what visitors send to a dangerous place.")
