"""A check of who asks that is missing, gone, switched off or never refuses: claims that a person must look at."""

from __future__ import annotations

from collections import Counter

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

WORDS = {
    "guard-missing": "no check, though its neighbours have one",
    "guard-removed": "check taken away since the last acceptance",
    "guard-weakened": "check weaker than at the last acceptance",
    "guard-commented-out": "check switched off by a comment",
    "open-to-everybody": "opened to everybody",
    "csrf-switched-off": "forged requests not kept out",
    "record-of-others": "records of others can be fetched",
    "check-always-passes": "check that always says yes",
    "check-short-circuited": "check that a fixed value decides",
    "token-not-verified": "token believed without proof",
}


@check(
    id="security.access_is_controlled",
    version=1,
    phase="acceptance",
    promise="Nobody can see or change what is not theirs.",
    why="One page that forgot to ask who is there shows your customers' data to anybody who finds its address.",
    remedy="Add the missing check at each listed place, or say in writing why everybody may use it.",
    needs=("access.leads", "access.routes"),
    standards=("OWASP-Top-10:2025:A01", "CWE-862", "CWE-639"),
)
def access_is_controlled(facts: Facts, _: Limits) -> Judgement:
    leads = facts.findings("access.leads")
    routes = facts.integer("access.routes")
    if leads:
        kinds = Counter(WORDS.get(lead.rule, lead.rule) for lead in leads)
        named = ", ".join(words if len(leads) == 1 else f"{count} × {words}" for words, count in kinds.most_common(4))
        places = counted(len(leads), "place needs", "places need")
        return failed(f"{places} a look by a person: {named}. Nobody has confirmed or cleared that yet.", leads)
    if not routes:
        return not_applicable("There is no page or address in this delivery that anybody could call.")
    return passed(f"Of {routes} pages and addresses none lacks a check that its neighbours have.")
