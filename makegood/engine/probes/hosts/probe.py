"""Hosts: what the software calls, loads or is set to call, and whose each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.hosts import facts
from makegood.engine.probes.hosts.addresses import EXTRACTOR
from makegood.engine.probes.hosts.whose import SHORTEST, Known, domain, label, plain, purpose, whose
from makegood.engine.repository.authors import companies

TABLE = 2_000
MOST = 20
"""A company counts as the authors' when at least one commit in so many came from its addresses."""
SAYS = {
    "authors-host": "{host} belongs to the company that wrote the code.",
    "relay": "{host} is a relay, a tunnel or a paste bin: who reads there, nobody can say.",
    "bare-address": "{host} is a bare number: whose machine it is, nobody can say.",
    "rented-host": "{host} is a rented address that no document of the project names.",
    "unknown-host": "{host} is no known service, and no document of the project names it.",
    "hidden-address": "The address of {host} is hidden in an encoded text.",
    "fixed-channel": "Messages go to a chat or form that stands in the code.",
}
_RULE = {
    "author": "authors-host",
    "relay": "relay",
    "bare": "bare-address",
    "rented": "rented-host",
    "unknown": "unknown-host",
    "madeup": "unknown-host",
}
_CHANNEL = re.compile(
    r"(?i)api\.telegram\.org/bot\d{6,}|discord(?:app)?\.com/api/webhooks/\d{6,}|hooks\.slack\.com/(?:services|workflows)/T\w{6,}"
    r"|script\.google\.com/macros/s/\w|docs\.google\.com/forms/[\w/-]+/formResponse"
)

GATHERS = re.compile(
    r"(?i)telemetr|beacon|heart_?beat|phone_?home|collect|licen[cs]|activat|back_?up|upload|usage|stats|metric|kill|remote"
)


@dataclass(frozen=True, slots=True)
class Place:
    """One address at one place, as the extractor left it."""

    path: str
    host: str
    line: int
    how: str
    context: str
    about: bool
    gives: bool
    text: str
    route: str


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[EXTRACTOR.name]
    places: list[Place] = []
    told: set[str] = set()
    names = {plain(scene.deliverable.name)}
    read = 0
    for entry, result in extracts.over(scene.tree.files):
        if isinstance(result, dict):
            told |= {part for host in result["hosts"] for part in (host, domain(host))}
            names |= {plain(name) for name in result["names"]} if entry.path.count("/") <= 1 else set()
            result = result["rows"]
        read += 1
        if isinstance(result, list):
            places += [Place(entry.path, *row) for row in result]
    wrote = companies(scene.repository)
    known = Known(
        names=frozenset(name for name in names if len(name) >= SHORTEST),
        authors=frozenset(plain(name) for name, times in wrote.items() if times * MOST >= wrote.total()),
        told=frozenset(told),
        own=frozenset(domain(place.host) for place in places if place.context == "own"),
    )
    yield scene.saw(facts.FOREIGN, list(foreign(places, known))[:500])
    yield scene.saw(facts.CALLED, list(_table(places, known))[:TABLE])
    yield scene.saw(facts.READ, read)
    unread = [entry.path for entry, _ in extracts.missing(scene.tree.files)]
    if unread:
        reason = f"{len(unread)} files could not be read, {unread[0]} among them."
        yield from scene.missed(facts.FOREIGN, Cause.NO_EVIDENCE, reason, "Deliver the source as it was written.")


def foreign(places: Iterable[Place], known: Known) -> Iterator[Finding]:
    for place in places:
        rule = _rule(place, whose(place.host, known), known)
        if rule:
            said = SAYS[rule].format(host=place.host)
            yield Finding.at(rule, said, place.path, line=place.line, text=place.text, severity="high")


def _rule(place: Place, owner: str, known: Known) -> str:
    if owner in ("nobody", "own"):
        return ""
    if place.how == "encoded":
        return "hidden-address"
    if place.context in ("shown", "own"):
        return ""
    if owner == "service":
        return "fixed-channel" if _CHANNEL.search(f"{place.host}{place.route}") else ""
    if place.how == "mail":
        return _RULE[owner] if owner in ("author", "relay") else ""
    if owner == "author" and place.host in known.told and not GATHERS.search(place.text):
        return ""
    if owner in ("author", "relay", "bare"):
        return _RULE[owner]
    return _RULE[owner] if _is_hidden(place, owner, known) else ""


def _is_hidden(place: Place, owner: str, known: Known) -> bool:
    """Whether a host of nobody known is called without that anything in the project says so."""
    name = label(place.host)
    if domain(place.host) in known.told or (len(name) >= SHORTEST and name in plain(place.path)):
        return False
    loaded = place.context == "loaded"
    if place.path.startswith(".github/") or (loaded and owner == "rented"):
        return place.gives or loaded
    return loaded or place.context == "called" or (place.context == "set" and place.about and owner == "unknown")


def _table(places: Iterable[Place], known: Known) -> Iterator[dict[str, object]]:
    seen: set[str] = set()
    for place in places:
        owner = whose(place.host, known)
        if place.context != "shown" and owner != "nobody" and place.host not in seen:
            seen.add(place.host)
            yield {
                "host": place.host,
                "whose": owner,
                "for": purpose(place.host),
                "path": place.path,
                "line": place.line,
            }


PROBE = Probe(name="hosts", gives=(facts.FOREIGN, facts.CALLED, facts.READ), look=look, extractors=(EXTRACTOR,))
