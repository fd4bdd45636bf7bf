"""What a visitor meets at the running address: whose name it stands under, whether it answers, and how it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from makegood.connectors.outlook.record import Certificate, Look, Page, Unanswered
from makegood.rules.desk.seen import About, Seen, Side, Source, State
from makegood.rules.outlook.parties import Parties, Whose
from makegood.rules.outlook.sayings import day, days, side_of, source, unasked

SOON = 14
"""Days. What renews itself does so about 30 days before the end; with 14 left nothing renewed it."""


def rows(look: Look, parties: Parties, now: datetime) -> Iterator[Seen]:
    yield from _name(look, parties)
    yield from _certificate(look, now)
    yield from _answers(look)
    yield from _by_https(look)


def row(
    rule: str, state: State, sentence: str, why: str, onward: str, asked: Source, *, loss: str = "",
    side: Side = Side.PARTNER, likely: bool = False,
) -> Seen:  # fmt: skip
    return Seen(
        rule=rule, about=About.ADDRESS, state=state, sentence=sentence, why=why, next=onward, loss=loss, source=asked,
        side=side, likely=likely,
    )  # fmt: skip


def _name(look: Look, parties: Parties) -> Iterator[Seen]:
    """An application under somebody else's name moves away with it."""
    subject = look.subject
    why = "Your customers, links and search results know that address; it cannot be taken along when you part."
    onward = "Have the application run under a domain of your own, and the old address lead there."
    loss = f"the address {subject.host}, which your customers know"
    asked = source("the address that was given", look.at, subject.host)
    if subject.platform:
        sentence = (
            f"It runs under {subject.host}, a name that {subject.platform} lends, and under no domain of your own."
        )
        yield row("address.name", State.BAD, sentence, why, onward, asked, loss=loss)
        return
    whose = parties.whose_host(subject.host)
    if whose.whose is Whose.PARTNER:
        likely = "likely " if whose.likely else ""
        sentence = f"It runs under {subject.host}, {likely}a name of {parties.partner_named}."
        yield row("address.name", State.BAD, sentence, why, onward, asked, loss=loss, likely=whose.likely)
    elif subject.site != subject.domain and whose.whose is not Whose.OWNER:
        sentence = f"It runs under {subject.host}, which does not belong to {subject.domain}."
        yield row("address.name", State.UNKNOWN, sentence, why, f"Ask whose name {subject.site} is.", asked)


def _certificate(look: Look, now: datetime) -> Iterator[Seen]:
    shown, host = look.certificate, look.subject.host
    why = "When the certificate is not good, browsers warn every visitor away from your address."
    if shown is None:
        return
    if isinstance(shown, Unanswered):
        sentence = f"The certificate of {host} could not be seen."
        asked = unasked(f"the certificate of {host}", shown, look.at)
        yield row("address.certificate", State.UNKNOWN, sentence, why, "", asked, side=side_of(shown))
        return
    left = (shown.ends.date() - now.date()).days
    state, sentence, onward = _judged(shown, host, left)
    said = f"by {shown.issuer}, for {', '.join(shown.names[:3]) or 'no name'}, until {shown.ends:%Y-%m-%d}"
    asked = source(f"the certificate of {host}", shown.at, f"{said}{'; ' if shown.problem else ''}{shown.problem}")
    yield row("address.certificate", state, sentence, why, onward, asked)


def _judged(shown: Certificate, host: str, left: int) -> tuple[State, str, str]:
    renew = "Ask your partner to renew it, and to let it renew itself from then on."
    if left < 0:
        return State.BAD, f"The certificate of {host} ended {days(-left)} ago, on {day(shown.ends)}.", renew
    if "ostname mismatch" in shown.problem:
        names = ", ".join(shown.names[:3]) or "no name at all"
        return State.BAD, f"The certificate of {host} was made for {names}.", "Ask your partner for one for this name."
    if shown.problem:
        kind = "was signed by nobody but itself" if shown.by_itself else "is not one that browsers take"
        return (
            State.BAD,
            f"The certificate of {host} {kind}.",
            "Ask your partner for one that browsers take; there are free ones.",
        )
    if left <= SOON:
        return (
            State.BAD,
            f"The certificate of {host} ends in {days(left)}, on {day(shown.ends)}, and nothing has renewed it.",
            renew,
        )
    return State.GOOD, f"The certificate of {host} is good until {day(shown.ends)}.", ""


def _answers(look: Look) -> Iterator[Seen]:
    page, host = look.page, look.subject.host
    why = "What you pay for can be looked at there only while it answers."
    onward = "Ask your partner whether it is meant to be down or closed to others, and since when."
    if isinstance(page, Unanswered):
        asked = unasked(f"the page at {look.subject.url}", page, look.at)
        sentence = f"Nothing could be seen at {host}."
        yield row("address.answers", State.UNKNOWN, sentence, why, onward, asked, side=side_of(page))
    elif page is not None and page.status >= 500:
        asked = source(f"the page at {page.url}", page.at, f"status {page.status}")
        yield row("address.answers", State.BAD, f"{host} answers with an error ({page.status}).", why, onward, asked)
    elif page is not None and page.status >= 400:
        asked = source(f"the page at {page.url}", page.at, f"status {page.status}")
        sentence = f"{host} shows strangers nothing (status {page.status}); it may be closed on purpose."
        yield row("address.answers", State.UNKNOWN, sentence, why, onward, asked)


def _by_https(look: Look) -> Iterator[Seen]:
    """Only where both ways were seen: a server that does not listen on the plain way leads nobody there."""
    plain, host = look.plain, look.subject.host
    if not isinstance(plain, Page) or not isinstance(look.certificate, Certificate):
        return
    target = plain.header("location").lower()
    asked = source(f"http://{host}/", plain.at, f"status {plain.status} {plain.header('location')}".strip())
    why = "On the plain way everybody between sees and changes what your customers type, passwords included."
    if 300 <= plain.status < 400 and target.startswith("https://"):
        yield row("address.https", State.GOOD, f"Visitors of http://{host} are led to the safe way.", why, "", asked)
    elif plain.status < 300:
        sentence = f"http://{host} is served without protection, and visitors are not led to the safe way."
        yield row("address.https", State.BAD, sentence, why, "Ask your partner to forward every plain request.", asked)
