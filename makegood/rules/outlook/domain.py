"""Who owns the domain, until when, and whether it can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from makegood.connectors.outlook.record import Look, Registration, Unanswered
from makegood.connectors.outlook.subject import said
from makegood.rules.desk.seen import About, Seen, Side, Source, State
from makegood.rules.outlook.parties import Parties, Told, Whose
from makegood.rules.outlook.sayings import day, days, side_of, source, unasked

SOON = 45
"""Days. A renewal that depends on somebody else's card needs more than a month of notice."""

LOCKS = ("client transfer prohibited", "server transfer prohibited")
STOPPED = ("client hold", "server hold", "redemption period", "pending delete", "inactive")
OWNED = "Whoever is registered decides where your customers and your mails go, and keeps the name when you part."
LOGIN = "Sign in where the domain was bought, or have the page that names its owner shown to you."


def rows(look: Look, parties: Parties, now: datetime) -> Iterator[Seen]:
    told = look.registration
    if isinstance(told, Unanswered):
        yield _unseen(look, told)
    elif told is not None and not told.is_registered:
        held = look.records(look.subject.domain, "NS")
        yield _nobody_s(look, told) if held and not held.exists else _contradicted(look, told)
    elif told is not None:
        whose = _whose(told, parties)
        yield _owner(look, told, whose, parties)
        yield from _expiry(look, told, whose, now)
        yield from _stopped(look, told, whose)
        yield from _lock(look, told)


def _asked(look: Look, told: Registration, answered: str) -> Source:
    return source(f"the registration of {look.subject.domain} ({told.server})", told.at, answered)


def _unseen(look: Look, gap: Unanswered) -> Seen:
    return Seen(
        rule="domain.owner",
        about=About.DOMAIN,
        state=State.UNKNOWN,
        sentence=f"Who owns {look.subject.shown} could not be seen.",
        why=OWNED,
        next=LOGIN,
        source=unasked(f"the registration of {look.subject.domain}", gap, look.at),
        side=side_of(gap),
    )


def _nobody_s(look: Look, told: Registration) -> Seen:
    return Seen(
        rule="domain.owner",
        about=About.DOMAIN,
        state=State.BAD,
        sentence=f"{look.subject.shown} belongs to nobody: its registry does not know it.",
        why="Anybody can buy it today and show your customers whatever they like.",
        next="Check how it is written. If it is right, buy it today, in your own company's name.",
        source=_asked(look, told, "no such domain"),
        side=Side.OWNER,
    )


def _contradicted(look: Look, told: Registration) -> Seen:
    """A registry that knows no such name, which name servers do know, was the wrong one to ask."""
    return Seen(
        rule="domain.owner",
        about=About.DOMAIN,
        state=State.UNKNOWN,
        sentence=f"Who owns {look.subject.shown} could not be seen: the registry that was asked does not know it.",
        why=OWNED,
        next=LOGIN,
        source=_asked(look, told, "no such domain, though name servers know it"),
        side=Side.NOBODY,
    )


def _whose(told: Registration, parties: Parties) -> Told:
    """The owner's name counts; where it is hidden, a partner who resells the domain still says something."""
    if told.registrant:
        return parties.whose(told.registrant)
    sold = [parties.whose(name) for name in (told.reseller, told.registrar) if name]
    partner = next((one for one in sold if one.whose is Whose.PARTNER), None)
    return Told(Whose.PARTNER, partner.name, likely=True) if partner else Told(Whose.SHIELD)


def _owner(look: Look, told: Registration, whose: Told, parties: Parties) -> Seen:
    name, likely = look.subject.shown, "likely " if whose.likely else ""
    at = f" at {told.registrar}" if told.registrar else ""
    answered = f"registrant {told.registrant or 'not shown'}; registrar {told.registrar or 'not named'}"
    found: dict[Whose, tuple[State, Side, str, str, str]] = {
        Whose.OWNER: (State.GOOD, Side.OWNER, f"{name} is registered to {told.registrant}, {likely}you{at}.", "", ""),
        Whose.PARTNER: (
            State.BAD,
            Side.PARTNER,
            f"{name} is {likely}registered to your partner, {told.registrant or told.reseller or told.registrar}.",
            f"Ask {parties.partner_said} to move it into your own account at a registrar before the next payment.",
            f"{look.subject.domain}: your address on the web, and every mail address under it",
        ),
        Whose.OTHER: (
            State.UNKNOWN,
            Side.OWNER,
            f"{name} is registered to {told.registrant}, which is neither you nor your partner by name.",
            f"Say whether {told.registrant} is yours. If it is not, ask how your address came to be theirs.",
            "",
        ),
        Whose.SHIELD: (
            State.UNKNOWN,
            Side.NOBODY,
            _kept_back(name, told),
            f"Sign in{at or ' where it was bought'}. If you cannot, ask who can, and have it moved into your account.",
            "",
        ),
    }
    state, side, sentence, onward, loss = found[whose.whose]
    return Seen(
        rule="domain.owner", about=About.DOMAIN, state=state, sentence=sentence, why=OWNED, next=onward, loss=loss,
        source=_asked(look, told, answered), side=side, likely=whose.likely,
    )  # fmt: skip


def _kept_back(name: str, told: Registration) -> str:
    if told.registrant or told.hidden:
        return f"Who owns {name} is not shown: {told.registrar or 'its registrar'} keeps the name back, as most do."
    return f"Who owns {name} is not told by its registry{f', nor by {told.registrar}' if told.registrar else ''}."


def _payer(whose: Told) -> Side:
    return Side.PARTNER if whose.whose is Whose.PARTNER else Side.OWNER


def _expiry(look: Look, told: Registration, whose: Told, now: datetime) -> Iterator[Seen]:
    if told.expires is None:
        return
    left = (told.expires.date() - now.date()).days
    name, when = look.subject.shown, day(told.expires)
    if left < 0:
        sentence, state = f"{name} ended {days(-left)} ago, on {when}.", State.BAD
    elif left <= SOON:
        sentence, state = f"Your domain {name} ends in {days(left)}, on {when}.", State.BAD
    else:
        sentence, state = f"{name} is paid for until {when}.", State.GOOD
    yield Seen(
        rule="domain.expiry",
        about=About.DOMAIN,
        state=state,
        sentence=sentence,
        why="On the day it ends, your pages and mails stop; some weeks later anybody may buy the name.",
        next="" if state is State.GOOD else "Renew it now, with automatic renewal on a card of your own company.",
        source=_asked(look, told, f"expires {told.expires:%Y-%m-%d}"),
        side=_payer(whose),
    )


def _stopped(look: Look, told: Registration, whose: Told) -> Iterator[Seen]:
    held = [status for status in told.statuses if status in STOPPED]
    if held:
        yield Seen(
            rule="domain.stopped",
            about=About.DOMAIN,
            state=State.BAD,
            sentence=f"{look.subject.shown} has been stopped: its registry lists it as “{held[0]}”.",
            why="A stopped domain leads nowhere: no page opens and no mail arrives, and it may be given away.",
            next="Call the registrar today and ask what is missing: usually a payment or a confirmed mail address.",
            source=_asked(look, told, ", ".join(told.statuses)),
            side=_payer(whose),
        )


def _lock(look: Look, told: Registration) -> Iterator[Seen]:
    """Registries of countries lock in ways of their own, which are not told."""
    is_locked = any(status in LOCKS for status in told.statuses)
    if not told.statuses or (len(look.subject.domain.rpartition(".")[2]) == 2 and not is_locked):
        return
    name = said(look.subject.domain)
    yield Seen(
        rule="domain.lock",
        about=About.DOMAIN,
        state=State.GOOD if is_locked else State.BAD,
        sentence=f"{name} is locked against being moved."
        if is_locked
        else f"{name} is not locked against being moved.",
        why="Without the lock, one stolen password or one careless click is enough to move your name elsewhere.",
        next="" if is_locked else "Turn on the transfer lock in the registrar's account.",
        source=_asked(look, told, ", ".join(told.statuses)),
        side=Side.OWNER,
    )
