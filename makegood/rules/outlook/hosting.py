"""Who decides where the domain leads, and where the application stands."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from makegood.connectors.outbound import inside
from makegood.connectors.outlook.record import Look, Network, Records
from makegood.connectors.outlook.subject import site_of
from makegood.rules.desk.seen import About, Seen, Side, Source, State
from makegood.rules.outlook import providers
from makegood.rules.outlook.parties import Parties, Told, Whose
from makegood.rules.outlook.sayings import side_of, source, unasked

SWITCHES = "Whoever runs the name servers decides where your pages and your mails go."
STANDS = "Whoever holds the hosting account can stop the application, raise its price, or keep your data."
ACCOUNT = "Ask whose name and card are on that account, and have yourself added as an owner of it."


def rows(look: Look, parties: Parties) -> Iterator[Seen]:
    if not look.subject.is_lent:
        yield from _names(look, parties)
    yield from _place(look, parties)


def _names(look: Look, parties: Parties) -> Iterator[Seen]:
    domain = look.subject.domain
    held = look.records(domain, "NS")
    if held is None or held.problem:
        if held is not None and held.problem:
            yield Seen(
                rule="hosting.names",
                about=About.HOSTING,
                state=State.UNKNOWN,
                sentence=f"Who runs the name servers of {look.subject.shown} could not be seen.",
                why=SWITCHES,
                next="Ask your partner where the name servers are run, and in whose account.",
                source=unasked(f"the name servers of {domain}", held.problem, held.at),
                side=side_of(held.problem),
            )
        return
    if not held.values:
        return
    asked = source(f"the name servers of {domain}", held.at, ", ".join(held.values))
    whose = _first_known(held.values, parties)
    if whose.whose is Whose.PARTNER:
        yield _partner_s_names(look, whose, asked, parties)
    elif whose.whose is Whose.OWNER:
        yield _row(State.GOOD, f"The name servers of {look.subject.shown} are your own.", asked, Side.OWNER)
    else:
        if all(site_of(host) == domain for host in held.values):
            sentence = f"The name servers of {look.subject.shown} run under its own name; who runs them cannot be seen."
            yield _row(State.UNKNOWN, sentence, asked, Side.PARTNER, ACCOUNT)
            return
        found = providers.of_names(held.values)
        at = found.name if found else site_of(held.values[0])
        yield _row(
            State.UNKNOWN,
            f"The name servers of {look.subject.shown} are at {at}; in whose account cannot be seen.",
            asked,
            Side.PARTNER,
            ACCOUNT,
        )


def _row(state: State, sentence: str, asked: Source, side: Side, onward: str = "") -> Seen:
    return Seen(
        rule="hosting.names", about=About.HOSTING, state=state, sentence=sentence, why=SWITCHES, next=onward,
        source=asked, side=side,
    )  # fmt: skip


def _partner_s_names(look: Look, whose: Told, asked: Source, parties: Parties) -> Seen:
    likely = "likely " if whose.likely else ""
    return Seen(
        rule="hosting.names",
        about=About.HOSTING,
        state=State.BAD,
        sentence=f"The name servers of {look.subject.shown} are {likely}those of {parties.partner_named}.",
        why=SWITCHES,
        next="Have the name servers moved into an account of yours, usually the one where the domain was bought.",
        loss=f"the say over where {look.subject.domain} leads: pages and mail",
        source=asked,
        side=Side.PARTNER,
        likely=whose.likely,
    )


def _first_known(hosts: tuple[str, ...], parties: Parties) -> Told:
    told = [parties.whose_host(host) for host in hosts]
    return next((one for one in told if one.whose is not Whose.OTHER), Told(Whose.OTHER))


def _place(look: Look, parties: Parties) -> Iterator[Seen]:
    addresses = [row for row in look.names if row.name == look.subject.host and row.kind in ("A", "AAAA")]
    if not any(row.values for row in addresses):
        yield from _nowhere(look, addresses)
        return
    if all(inside(ip_address(value)) for row in addresses for value in row.values):
        yield _inside(look, addresses[0])
        return
    whose = _whose_place(look, parties)
    found = providers.of_web(look)
    network = look.network if isinstance(look.network, Network) else None
    held = ", ".join(value for row in addresses for value in row.values)
    asked = source(
        f"the addresses of {look.subject.host}", addresses[0].at, f"{held}; {found.sign if found else ''}".strip("; ")
    )
    if whose.whose is Whose.PARTNER:
        yield _partner_s_place(look, whose, asked, parties)
    elif found and found.front:
        sentence = f"{look.subject.host} stands behind {found.name}; the server behind it cannot be seen from outside."
        yield _unknown_place(sentence, asked)
    elif found:
        yield _unknown_place(f"{look.subject.host} is hosted at {found.name}; in whose account cannot be seen.", asked)
    elif network and (network.holder or network.name):
        where = network.holder or network.name
        sentence = f"{look.subject.host} stands in the network of {where}; whose server it is cannot be seen."
        yield _unknown_place(sentence, asked)
    else:
        yield _unknown_place(f"Where {look.subject.host} is hosted could not be told.", asked)


def _inside(look: Look, held: Records) -> Seen:
    where = inside(ip_address(held.values[0])) if held.values else None
    return Seen(
        rule="hosting.place",
        about=About.HOSTING,
        state=State.BAD,
        sentence=f"{look.subject.host} points {where or 'into a private network'}: nobody outside reaches it.",
        why="Whoever types your address sees an error, and what you pay for cannot be looked at there.",
        next="Ask your partner at which address it runs, and have your own address pointed there.",
        source=source(f"the addresses of {look.subject.host}", held.at, ", ".join(held.values)),
        side=Side.PARTNER,
    )


def _whose_place(look: Look, parties: Parties) -> Told:
    """By the names of the server's addresses and aliases, and by whose network it is."""
    hosts = [row.alias for row in look.names if row.kind in ("A", "AAAA") and row.alias]
    hosts += [value for row in look.names if row.kind == "PTR" for value in row.values]
    by_host = _first_known(tuple(host for host in hosts if site_of(host) != look.subject.domain), parties)
    if by_host.whose is not Whose.OTHER or not isinstance(look.network, Network) or not look.network.holder:
        return by_host
    return parties.whose(look.network.holder)


def _partner_s_place(look: Look, whose: Told, asked: Source, parties: Parties) -> Seen:
    likely = "likely " if whose.likely else ""
    return Seen(
        rule="hosting.place",
        about=About.HOSTING,
        state=State.BAD,
        sentence=f"{look.subject.host} stands {likely}on a server of {parties.partner_named}.",
        why=STANDS,
        next="Agree on a day by which it runs in an account of your own, and have your data handed over until then.",
        loss=f"the server behind {look.subject.host}, and the data on it",
        source=asked,
        side=Side.PARTNER,
        likely=whose.likely,
    )


def _unknown_place(sentence: str, asked: Source) -> Seen:
    return Seen(
        rule="hosting.place", about=About.HOSTING, state=State.UNKNOWN, sentence=sentence, why=STANDS, next=ACCOUNT,
        source=asked, side=Side.PARTNER,
    )  # fmt: skip


def _nowhere(look: Look, addresses: list[Records]) -> Iterator[Seen]:
    gap = next((row.problem for row in addresses if row.problem), None)
    first = next((row.problem for row in look.names if row.problem), None)
    if gap or first or not addresses:
        problem = gap or first
        asked = (
            unasked(f"the address of {look.subject.host}", problem, look.at) if problem else Source("nobody", look.at)
        )
        yield Seen(
            rule="hosting.place",
            about=About.HOSTING,
            state=State.UNKNOWN,
            sentence=f"Where {look.subject.host} is hosted could not be seen.",
            why=STANDS,
            next=ACCOUNT,
            source=asked,
            side=side_of(problem) if problem else Side.OURS,
        )
        return
    yield Seen(
        rule="hosting.place",
        about=About.HOSTING,
        state=State.BAD,
        sentence=f"{look.subject.host} leads nowhere: no server is named for it.",
        why="Whoever types your address sees an error, and what you pay for cannot be looked at there.",
        next="Ask your partner at which address it runs, and have your own address pointed there.",
        source=source(f"the addresses of {look.subject.host}", addresses[0].at, "none"),
        side=Side.PARTNER,
    )
