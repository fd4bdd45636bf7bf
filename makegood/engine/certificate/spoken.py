"""Whether the ledger says what a certificate says that people said: each word, its person, its time, and who accepted.

The certificate is signed by the keeper's key, so a keeper could put another word into it; the events it cannot change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from makegood.engine.certificate.signatures import LET_SIGN, SAID_NO, SIGNED, Answered, act_of, answered
from makegood.engine.redaction import redact
from makegood.rules.ledger.leaf import LeafRefused, time_of
from makegood.rules.ledger.record import EventRecord

RULED, LAPSED, TRIED = "appeal.ruled", "attestation.lapsed", "script.tried"
WAIVED, ACCEPTED, SILENT = "waiver.approved", "submission.accepted", "submission.accepted_by_silence"
IN_VAIN = "a signature to which a side said no"
SPOKEN = frozenset({RULED, SIGNED, LAPSED, TRIED, WAIVED, ACCEPTED, SILENT, *LET_SIGN, *SAID_NO.values()})

Row = Mapping[str, Any]
EventOf = Callable[[int], EventRecord | None]


@dataclass(slots=True)
class Heard:
    """`faults`: what the ledger does not say; `remarks`: what could not be compared."""

    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def events_named(predicate: Row) -> set[int]:
    """The indices of the events on which the certificate's words rest; what is no index is passed over."""
    found = [row.get("event") for _, row in _rows(predicate)]
    for what, row in _rows(predicate):
        if what == SIGNED:
            found += _list(row.get("acceptedIn"))
    return {index for index in found if type(index) is int and index >= 0}


def against_the_ledger(predicate: Row, event_of: EventOf) -> Heard:
    """Never raises for what it reads. `predicate` with its `subject`, as `checking` has it."""
    heard = Heard()
    lapsed = _lapsed(predicate)
    for what, row in _rows(predicate):
        index, name = row.get("event"), _NAMES[what](row)
        if type(index) is not int:
            heard.remarks.append(f"{name}: the certificate names no event that says so.")
            continue
        event = event_of(index)
        if event is None:
            heard.faults.append(f"{name}: the ledger has no event {index}.")
        elif event.payload is None:
            heard.remarks.append(f"{name}: what event {index} said was erased, so it cannot be compared.")
        else:
            heard.faults += [
                f"{name}: the certificate says another {part} than event {index}."
                for part in _differences(what, row, event, predicate, lapsed)
            ]
        if what == SIGNED:
            heard.faults += _let_sign(row, name, event_of)
    return heard


def left_out(predicate: Row, events: Mapping[int, EventRecord]) -> list[str]:
    """What the ledger says about the same hand-in, before it was accepted, and the certificate does not.

    `events`: all whose kind is in SPOKEN. Where the acceptance itself was erased nothing can be said.
    """
    accepted = predicate.get("acceptance")
    index = accepted.get("event") if isinstance(accepted, Mapping) else None
    event = events.get(index) if type(index) is int else None
    submission = act_of(event).get("submission") if event else None
    if submission is None or type(index) is not int:
        return []
    named, latest, said = events_named(predicate), {}, answered(events, submission, index)
    found = []
    for one in events.values():
        act = act_of(one)
        if one.index >= index or act.get("submission") != submission:
            continue
        if one.kind == TRIED:
            latest[act.get("script")] = one.index
        counts = one.kind == WAIVED or (one.kind == RULED and act.get("ruling") == "withdrawn")
        counts = counts or one.index in said.counting | said.in_vain
        if counts and one.index not in named:
            found.append(f"Event {one.index} ({one.kind}) is left out of the certificate.")
    found += _answered_otherwise(predicate, said) if said.whole else ()
    scripts = {row.get("id"): row.get("event") for what, row in _rows(predicate) if what == TRIED}
    found += [
        f"Event {last} is a later result of a script than the certificate tells."
        for script, last in latest.items()
        if script in scripts and scripts[script] != last
    ]
    return found


def _answered_otherwise(predicate: Row, said: Answered) -> Iterator[str]:
    """Signatures that count, and signatures that do not, by another answer of the sides than the ledger's."""
    for what, row in _rows(predicate):
        if what == SIGNED and row.get("event") not in said.counting:
            yield f"Event {row.get('event')}: the ledger does not show that both sides let this signature count."
        if what in (IN_VAIN, *SAID_NO.values()) and row.get("event") not in said.in_vain:
            yield f"Event {row.get('event')}: the ledger does not show that a no stood when it was accepted."


def _rows(predicate: Row) -> Iterator[tuple[str, Row]]:
    people = predicate.get("people")
    people = people if isinstance(people, Mapping) else {}
    for what, rows in ((RULED, people.get("withdrawn")), (SIGNED, people.get("signed"))):
        yield from ((what, row) for row in _list(rows) if isinstance(row, Mapping))
    for row in (row for row in _list(people.get("refused")) if isinstance(row, Mapping)):
        yield IN_VAIN, row
        for no in (no for no in _list(row.get("no")) if isinstance(no, Mapping)):
            yield SAID_NO.get(str(no.get("side")), IN_VAIN), {**no, "about": row.get("about"), "signer": row.get("by")}
    tried = (row for row in _list(people.get("scripts")) if isinstance(row, Mapping))
    yield from ((TRIED, row) for row in tried if row.get("by"))
    if people.get("unseenCountsUntil") and _lapsed(predicate):
        yield LAPSED, {"event": people.get("lapseEvent"), "until": people["unseenCountsUntil"]}
    yield from ((WAIVED, row) for row in _list(predicate.get("waivers")) if isinstance(row, Mapping))
    accepted = predicate.get("acceptance")
    if isinstance(accepted, Mapping):
        yield (ACCEPTED if accepted.get("how") == "accepted" else SILENT), accepted


def _lapsed(predicate: Row) -> list[str]:
    """The items that weigh and stopped counting: the event of the lapse lists these."""
    rows = [row for row in _list(predicate.get("verdicts")) if isinstance(row, Mapping)]
    heavy = ("blocker", "required")
    return [str(row.get("check")) for row in rows if row.get("outcome") == "lapsed" and row.get("priority") in heavy]


_NAMES: Mapping[str, Callable[[Row], str]] = {
    RULED: lambda row: f"The ruling on {row.get('about')}",
    SIGNED: lambda row: f"The signature about {row.get('about')}",
    IN_VAIN: lambda row: f"The signature about {row.get('about')} that did not count",
    SAID_NO["owner"]: lambda row: f"The owner's no about {row.get('about')}",
    SAID_NO["partner"]: lambda row: f"The partner's no about {row.get('about')}",
    TRIED: lambda row: f"The result of script {row.get('title')}",
    LAPSED: lambda _: "The end of the days for what nobody could see",
    WAIVED: lambda row: f"What was accepted anyway of {row.get('check')}",
    ACCEPTED: lambda _: "The acceptance",
    SILENT: lambda _: "The acceptance by silence",
}


def _differences(what: str, row: Row, event: EventRecord, predicate: Row, lapsed: Sequence[str]) -> Iterator[str]:
    """The names of what differs."""
    act = act_of(event)
    if event.kind != (SIGNED if what == IN_VAIN else what):
        yield "kind of act"
        return
    digests = {str(_of(one, "digest", "sha256")) for one in _list(predicate.get("subject"))}
    for part, said, meant in _said(what, row, event, act):
        if said != meant:
            yield part
    delivered = act.get("content_digest")
    if delivered and str(delivered).removeprefix("sha256:") not in digests:
        yield "delivery"
    if what == LAPSED and not set(lapsed) <= set(map(str, _list(act.get("checks")))):
        yield "list of items"
    if what in (ACCEPTED, SILENT):
        yield from _decision(act, predicate)


def _said(what: str, row: Row, event: EventRecord, act: Row) -> Iterator[tuple[str, object, object]]:
    """What the certificate says, and what the event means, part by part."""
    if what == WAIVED:
        fingerprint, digest = row.get("fingerprint") or "", str(row.get("contentDigest")).removeprefix("sha256:")
        yield "person who approved", row.get("approvedBy"), event.actor
        yield "person who asked", row.get("requestedBy"), act.get("requested_by")
        yield "item", row.get("check"), act.get("check")
        yield "finding", fingerprint, act.get("fingerprint")
        yield "delivery", digest, act.get("content_digest")
        yield "reason", row.get("reason"), act.get("reason_class")
        yield "compensation", row.get("compensation"), redact(str(act.get("compensation", "")))
        yield "last day", row.get("until"), act.get("until")
        return
    if what == LAPSED:
        yield "day", _moment(row.get("until")), _moment(act.get("since"))
        return
    yield "person", row.get("by") or None, event.actor
    yield "time", _moment(row.get("at")), _moment(event.at)
    if what == RULED:
        yield "item", row.get("about"), act.get("check")
        yield "ruling", "withdrawn", act.get("ruling")
        yield "reason", row.get("reason"), redact(str(act.get("reason", "")))
    elif what in SAID_NO.values():
        yield "person who signed", row.get("signer"), act.get("reviewer")
        yield "list of items", True, row.get("about") in _list(act.get("checks"))
        yield "reason", row.get("reason"), redact(str(act.get("reason", "")))
    elif what in (SIGNED, IN_VAIN):
        yield "item", row.get("about"), act.get("check")
        yield "word", row.get("holds"), act.get("holds")
        yield "reason", row.get("reason"), redact(str(act.get("how", "")))
    elif what == TRIED:
        yield "script", row.get("id"), act.get("script")
        yield "title", row.get("title"), redact(str(act.get("title", "")))
        yield "result", row.get("result"), act.get("result")
    else:
        yield "gate", row.get("gate"), _of(act, "gate", "state")
        yield "reason", row.get("because"), redact(str(_of(act, "gate", "because")))


def _decision(act: Row, predicate: Row) -> Iterator[str]:
    """What was accepted: the report it went by, the checklist, and how the hand-in differed from what was agreed."""
    files = {
        str(_of(row, "name")): str(_of(row, "digest", "sha256")) for row in _list(predicate.get("inputAttestations"))
    }
    if act.get("report_digest") and act["report_digest"] != files.get("report.json"):
        yield "inspection"
    if act.get("rule_book_digest") and act["rule_book_digest"] != _of(predicate, "policy", "digest", "sha256"):
        yield "checklist"
    for part, name in (("differences", "list of differences"), ("unproven", "list of what was not proven")):
        if _of(act, "gate", part) is not None and _of(act, "gate", part) != predicate.get(part):
            yield name


def _let_sign(row: Row, name: str, event_of: EventOf) -> Iterator[str]:
    """Both sides let that person sign, or the word counts for nothing (H14)."""
    missing = dict(LET_SIGN)
    for index in _list(row.get("acceptedIn")):
        event = event_of(index) if type(index) is int else None
        if event is None or event.kind not in missing:
            continue
        if event.payload is None or event.content().get("reviewer") == row.get("by"):
            del missing[event.kind]
    if missing:
        yield f"{name}: no event shows that {' and '.join(missing.values())} let that person sign."


def _moment(text: object) -> object:
    """A time however it is spelt: with its zone as an offset, or as a leaf has it."""
    from datetime import datetime

    try:
        return time_of(str(text))
    except LeafRefused:
        pass
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return text


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _of(value: object, *keys: str) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
