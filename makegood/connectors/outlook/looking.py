"""One look at a domain and an address: who is asked for what, in which order, and what is not asked at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from ipaddress import ip_address

from makegood.connectors.outbound import Outbound
from makegood.connectors.outlook import certificates, pages, rdap
from makegood.connectors.outlook.names import Names
from makegood.connectors.outlook.notebook import SECONDS, Notebook, now
from makegood.connectors.outlook.record import Look, Network, Page, Records, Registration, Unanswered
from makegood.connectors.outlook.registries import Registries, kept
from makegood.connectors.outlook.subject import Subject

OFFLINE = Unanswered("It was not asked: the look was made without a network, as you wanted.", ours=True)
WALLED = Unanswered("The name server of this machine does not know the public network.", ours=True)
SOLD = ("NS", "SOA", "MX", "TXT", "CAA")


@dataclass(frozen=True, slots=True)
class Asker:
    """The ways out. `Asker()` goes to the world; tests give their own."""

    outbound: Outbound = field(default_factory=Outbound)
    names: Names = field(default_factory=Names)
    registries: Registries = field(default_factory=kept)
    clock: Callable[[], datetime] = now
    seconds: float = SECONDS


def look(subject: Subject, asker: Asker | None) -> Look:
    """At most 26 requests in a minute, one after the other. Without an `asker` nothing is asked. Raises nothing."""
    if asker is None:
        gap = OFFLINE
        nothing = (Records(subject.domain, SOLD[0], now(), problem=gap),)
        return Look(subject, now(), True, gap, gap, nothing, gap, gap, gap, gap, gap)
    notebook = Notebook(seconds=asker.seconds, clock=asker.clock)
    at = notebook.clock()
    names = _names(subject, asker.names, asker.outbound, notebook)
    subject = _with_a_host(subject, names)
    registration = _registration(subject, asker, notebook)
    certificate = certificates.certificate(subject, asker.outbound, notebook)
    page = pages.page(subject, asker.outbound, notebook)
    plain = pages.plain(subject, asker.outbound, notebook)
    seen = page if isinstance(page, Page) else None
    robots = pages.note(seen, "/robots.txt", asker.outbound, notebook) if seen else None
    security = pages.note(seen, "/.well-known/security.txt", asker.outbound, notebook) if seen else None
    network = _network(subject, names, asker, notebook)
    requests = tuple(notebook.requests)
    return Look(subject, at, False, registration, network, names, certificate, page, plain, robots, security, requests)


def _names(subject: Subject, names: Names, outbound: Outbound, notebook: Notebook) -> tuple[Records, ...]:
    first = names.records(subject.domain, SOLD[0], notebook)
    if not first.exists or (first.problem and first.problem.ours):
        first = _judged_by_its_ending(first, subject, names, notebook)
        if first.problem or not notebook.connected:
            return (first,)
    asked = [(subject.domain, kind) for kind in SOLD[1:]] if not subject.is_lent else []
    asked += [(f"_dmarc.{subject.domain}", "TXT")] if not subject.is_lent else []
    asked += [(subject.host, "A"), (subject.host, "AAAA")]
    rows = [first, *(names.records(name, kind, notebook) for name, kind in asked)]
    if subject.host == subject.domain and not any(_addresses(rows)) and first.exists:
        rows.append(names.records(f"www.{subject.domain}", "A", notebook))
    if ip := _first(rows, outbound):
        rows.append(names.records(ip, "PTR", notebook))
    return tuple(rows)


def _judged_by_its_ending(first: Records, subject: Subject, names: Names, notebook: Notebook) -> Records:
    """Nobody answers, or says that there is no such name: walled networks say that of every name. So its ending is
    asked for, which is there wherever the public network is."""
    ending = subject.domain.rpartition(".")[2]
    again = names.records(ending, "NS", notebook)
    notebook.connected = again.problem is None and bool(again.values)
    if not notebook.connected:
        return replace(first, exists=True, problem=first.problem or WALLED)
    if not first.problem:
        return first
    dead = Unanswered(f"No name server of {subject.domain} answers, though those of .{ending} do.", ours=False)
    return replace(first, problem=dead)


def _with_a_host(subject: Subject, names: tuple[Records, ...]) -> Subject:
    """Where nothing stands under the domain itself, www is what a visitor would try."""
    www = f"www.{subject.domain}"
    is_there = any(row.name == www and row.values for row in names)
    return replace(subject, host=www) if is_there else subject


def _registration(subject: Subject, asker: Asker, notebook: Notebook) -> Registration | Unanswered | None:
    """A name that a platform lends is registered by the platform, which is nothing to ask about."""
    if subject.is_lent:
        return None
    return rdap.registration(subject.domain, asker.outbound, notebook, asker.registries)


def _network(
    subject: Subject, names: tuple[Records, ...], asker: Asker, notebook: Notebook
) -> Network | Unanswered | None:
    ip = _first([row for row in names if row.name == subject.host], asker.outbound)
    return rdap.network(ip, asker.outbound, notebook) if ip else None


def _addresses(rows: list[Records]) -> list[str]:
    return [value for row in rows if row.kind in ("A", "AAAA") for value in row.values]


def _first(rows: list[Records], outbound: Outbound) -> str:
    """The first address of the world; of one inside nobody is asked."""
    return next((ip for ip in _addresses(rows) if outbound.reaches(ip_address(ip))), "")
