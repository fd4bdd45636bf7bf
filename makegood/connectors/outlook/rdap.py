"""Asking registries, registrars and regional registries (RDAP, RFC 9082 and 9083). Persons' addresses are not kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit

from makegood.connectors.outbound import Answer, Limits, Outbound
from makegood.connectors.outlook.notebook import NotAnswered, Notebook
from makegood.connectors.outlook.record import ROWS, Network, Registration, Unanswered, clean
from makegood.connectors.outlook.registries import REGIONAL, Registries

ONE = Limits(seconds=12, body=400_000)
ACCEPT = {"Accept": "application/rdap+json, application/json", "User-Agent": "Makegood (looks for a domain's owner)"}
WITHHELD = re.compile(
    r"(?i)redacted|not disclosed|data protected|statutory mask|gdpr mask|withheld for|non-public|not published|"
    r"query the rdds|^(?:registrant|owner|domain admin(?:istrator)?|hostmaster|private (?:person|individual)|"
    r"n/?a|none|-|not applicable|unknown|privacy)$"
)
"""What stands in place of a name."""

Json = Mapping[str, object]


def registration(
    domain: str, outbound: Outbound, notebook: Notebook, registries: Registries
) -> Registration | Unanswered:
    """The registry is asked, and the registrar that it names where the registry itself does not tell who owns it."""
    server = registries.server(domain)
    ending = domain.rpartition(".")[2]
    if server is None:
        return Unanswered(
            f"The registry of .{ending} answers no machine by the public way (RDAP, list of {registries.published}).",
            ours=False,
        )
    where = f"the registry of .{ending} ({urlsplit(server).hostname})"
    found = _domain(where, urljoin(server, f"domain/{quote(domain)}"), domain, outbound, notebook)
    if isinstance(found, Unanswered):
        return found
    told, related = found
    if told.registrant or not told.is_registered or related is None:
        return told
    host = urlsplit(related).hostname or ""
    second = _domain(f"the registrar ({clean(host, 253)})", related, domain, outbound, notebook)
    return told if isinstance(second, Unanswered) else _joined(told, second[0])


def network(ip: str, outbound: Outbound, notebook: Notebook) -> Network | Unanswered:
    def how() -> tuple[Network, str, int]:
        answer = _asked(urljoin(REGIONAL, f"ip/{quote(ip)}"), outbound, notebook)
        told = _object(answer)
        holder = next((name for role, name in _entities(told) if role in ("registrant", "administrative") and name), "")
        found = Network(
            ip, notebook.clock(), holder, clean(told.get("name") or "", 100), clean(told.get("country") or "", 2)
        )
        return found, f"{holder or 'nobody named'} ({found.name})", len(answer.body)

    return notebook.ask("the registry of addresses", f"whose address {ip} is", how)


def _domain(
    who: str, url: str, domain: str, outbound: Outbound, notebook: Notebook
) -> tuple[Registration, str | None] | Unanswered:
    def how() -> tuple[tuple[Registration, str | None], str, int]:
        answer = _asked(url, outbound, notebook)
        if answer.status == 404:
            none = Registration(answer.url, notebook.clock(), is_registered=False)
            return (none, None), "no such domain", len(answer.body)
        told = _object(answer)
        found = _registration(told, domain, answer.url, notebook.clock())
        owner = found.registrant or ("its owner is not shown" if found.hidden else "no owner is named")
        return (found, _related(told, answer.url)), f"{found.registrar or 'no registrar'}; {owner}", len(answer.body)

    return notebook.ask(who, f"the registration of {domain}", how)


def _asked(url: str, outbound: Outbound, notebook: Notebook) -> Answer:
    """One redirect to another host is followed, as registries forward to each other; it is checked as the first is."""
    answer = outbound.ask("GET", url, headers=ACCEPT, limits=notebook.within(ONE))
    target = answer.header("location")
    if answer.status in {301, 302, 303, 307, 308} and target:
        answer = outbound.ask("GET", urljoin(url, target), headers=ACCEPT, limits=notebook.within(ONE))
    if answer.status == 429:
        raise NotAnswered("It has been asked too often from here; look again in an hour.", ours=True)
    if answer.status not in (200, 404):
        raise NotAnswered(f"It answered with status {answer.status}.")
    return answer


def _object(answer: Answer) -> Json:
    try:
        if not answer.whole:
            raise ValueError
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise NotAnswered("What came back is no answer of a registry.") from None
    if answer.status != 200 or not isinstance(told, dict):
        raise NotAnswered("What came back is no answer of a registry.")
    return told


def _registration(told: Json, domain: str, server: str, at: datetime) -> Registration:
    name = str(told.get("ldhName", "")).lower().removesuffix(".")
    if name != domain:
        raise NotAnswered("It answered about another name.")
    events = {str(row.get("eventAction")): _moment(row.get("eventDate")) for row in _rows(told.get("events"))}
    people = dict(reversed(list(_entities(told))))
    registrant = people.get("registrant", "")
    is_withheld = bool(WITHHELD.search(registrant)) or _is_cut_out(told)
    dnssec = told.get("secureDNS")
    signed = dnssec.get("delegationSigned") if isinstance(dnssec, Mapping) else None
    statuses = told.get("status")
    return Registration(
        server=clean(server),
        at=at,
        registrar=people.get("registrar", ""),
        reseller=people.get("reseller", ""),
        registrant="" if WITHHELD.search(registrant) else registrant,
        hidden=is_withheld,
        created=events.get("registration"),
        expires=events.get("expiration") or events.get("registrar expiration"),
        statuses=tuple(clean(row, 60).lower() for row in statuses[:ROWS]) if isinstance(statuses, list) else (),
        signed=signed if isinstance(signed, bool) else None,
    )


def _is_cut_out(told: Json) -> bool:
    """RFC 9537 lists what was left out; that of most registries names the handle alone, which says nothing."""
    names = [row.get("name") for row in _rows(told.get("redacted"))]
    said = [str(name.get("type") or name.get("description")) for name in names if isinstance(name, Mapping)]
    return any("registrant" in one.lower() for one in said)


def _joined(first: Registration, second: Registration) -> Registration:
    """The registry counts, and the registrar adds who owns it."""
    return Registration(
        server=second.server if second.registrant or second.hidden else first.server,
        at=second.at,
        is_registered=True,
        registrar=first.registrar or second.registrar,
        reseller=first.reseller or second.reseller,
        registrant=second.registrant,
        hidden=first.hidden or second.hidden,
        created=first.created or second.created,
        expires=first.expires or second.expires,
        statuses=first.statuses or second.statuses,
        signed=first.signed if first.signed is not None else second.signed,
    )


def _rows(value: object) -> Iterator[Json]:
    for row in value[:ROWS] if isinstance(value, list) else ():
        if isinstance(row, dict):
            yield row


def _entities(told: Json) -> Iterator[tuple[str, str]]:
    """(role, name): the organisation, or else the person. Those within others are read one level deep."""
    for entity in _rows(told.get("entities")):
        for one in (entity, *_rows(entity.get("entities"))):
            roles = one.get("roles")
            for role in roles[:ROWS] if isinstance(roles, list) else ():
                yield str(role), _name(one.get("vcardArray"))


def _name(card: object) -> str:
    """vCard in JSON (RFC 7095): ["vcard", [[name, parameters, type, value], ...]]."""
    found: dict[str, str] = {}
    rows = card[1] if isinstance(card, list) and len(card) == 2 else ()
    for row in rows[:ROWS] if isinstance(rows, list) else ():
        if isinstance(row, list) and len(row) > 3 and row[0] in ("org", "fn"):
            value = row[3][0] if isinstance(row[3], list) and row[3] else row[3]
            found.setdefault(str(row[0]), clean(value, 200) if isinstance(value, str) else "")
    told = [name for name in (found.get("org"), found.get("fn")) if name]
    return next((name for name in told if not WITHHELD.search(name)), told[0] if told else "")


def _related(told: Json, here: str) -> str | None:
    for row in _rows(told.get("links")):
        target = row.get("href")
        if row.get("rel") == "related" and isinstance(target, str) and target.startswith("https://") and target != here:
            return target[:1_000]
    return None


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
