"""Debug modes, breakpoints and switched-off protections are for a developer's desk."""

from __future__ import annotations

from collections import Counter

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

WORDS = {
    "debug-setting": "debug mode on",
    "debug-server": "debug server started",
    "certificates-unchecked": "certificate not checked",
    "any-origin-with-cookies": "open to any web site",
    "breakpoint": "breakpoint left in",
    "open-profiler": "profiler open to the web",
}


@check(
    id="security.no_debug_left_on",
    version=1,
    phase="acceptance",
    promise="Nothing that only helps developers is switched on for your customers.",
    why="A debug page shows strangers your settings and code, and a certificate that is not checked lets them listen.",
    remedy="Switch off each listed place outside development, or read it from the settings of the server with off as "
    "the default.",
    needs=("settings.left_on", "settings.files_read"),
    standards=("OWASP-Top-10:2025:A02", "CWE-489", "CWE-295"),
)
def no_debug_left_on(facts: Facts, _: Limits) -> Judgement:
    places = facts.findings("settings.left_on")
    read = facts.integer("settings.files_read")
    if places:
        kinds = Counter(WORDS.get(place.rule, place.rule) for place in places)
        named = ", ".join(f"{count} × {words}" if len(places) > 1 else words for words, count in kinds.most_common(6))
        return failed(f"{counted(len(places), 'place')}: {named}.", places)
    if not read:
        return not_applicable("There is no program code and there are no settings in this delivery.")
    return passed(f"Nothing of the kind was found in {read:,} source and settings files.")
