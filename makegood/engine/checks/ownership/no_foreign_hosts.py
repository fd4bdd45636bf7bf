"""The software talks to nobody whom its owner does not know."""

from __future__ import annotations

from collections import Counter

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

WORDS = {
    "authors-host": "of the company that wrote the code",
    "relay": "through a relay or tunnel",
    "bare-address": "at a bare number",
    "rented-host": "at a rented address",
    "unknown-host": "of nobody known",
    "hidden-address": "whose address is hidden",
    "fixed-channel": "in a fixed chat or form",
}


@check(
    id="ownership.no_foreign_hosts",
    version=1,
    phase="acceptance",
    promise="The software talks only to services that you know and contract for.",
    why="Through a host that is not yours, others see your customers, change what you run, or turn it off.",
    remedy="Say what each listed address is for; take it out, or move it to an account of ours and write it down.",
    needs=("hosts.foreign", "hosts.files_read"),
    uses=("hosts.called",),
    standards=("CWE-912", "CWE-829"),
)
def no_foreign_hosts(facts: Facts, _: Limits) -> Judgement:
    places = facts.findings("hosts.foreign")
    read = facts.integer("hosts.files_read")
    if places:
        kinds = Counter(WORDS.get(place.rule, place.rule) for place in places)
        named = ", ".join(f"{words} ({count} ×)" for words, count in kinds.most_common())
        return failed(f"{counted(len(places), 'place calls', 'places call')} a host {named}.", places)
    if not read:
        return not_applicable("There is no program code in this delivery.")
    known = len(facts.table("hosts.called")) if "hosts.called" in facts else 0
    if not known:
        return passed(f"{read:,} files were read, and none calls a host.")
    hosts = "the one host they call" if known == 1 else f"each of the {known} hosts they call"
    return passed(f"{read:,} files were read; {hosts} is yours or a known service.")
