"""What people said, as a certificate carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from makegood.engine.people import NOBODY, No, People, Trial, Word
from makegood.engine.redaction import redact


def to_json(people: People) -> dict[str, object] | None:
    """As a certificate carries it; None where nobody said anything."""
    if people == NOBODY:
        return None
    refused = [{**_word(word), "holds": word.holds, "no": list(map(_no, word.refused))} for word in people.refused]
    return {
        "withdrawn": [_word(word) for word in people.withdrawn],
        "signed": [{**_word(word), "holds": word.holds, "acceptedIn": list(word.accepted)} for word in people.signed],
        **({"refused": refused} if refused else {}),  # certificates from before it have no such list
        "unseenCountsUntil": _time(people.days_end),
        "lapseEvent": people.lapse_event,
        "scripts": [
            {
                "id": one.id,
                "title": redact(one.title),
                "result": one.result,
                "by": one.by,
                "event": one.event,
                "at": _time(one.at),
            }
            for one in people.scripts
        ],
    }


def _word(word: Word) -> dict[str, object]:
    about = {"about": word.about, "by": word.by, "event": word.event}
    return {**about, "at": _time(word.at), "reason": redact(word.reason)}


def _no(no: No) -> dict[str, object]:
    return {"side": no.side, "by": no.by, "event": no.event, "at": _time(no.at), "reason": redact(no.reason)}


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at is not None else None


def from_json(value: object) -> People:
    """What to_json made. Raises KeyError, TypeError or ValueError when it is none."""
    if value is None:
        return NOBODY
    if not isinstance(value, dict):
        raise ValueError("what people said is no object")
    return People(
        withdrawn=tuple(_word_from(row) for row in value["withdrawn"]),
        signed=tuple(
            replace(
                _word_from(row),
                holds=row["holds"] is True,
                accepted=tuple(int(one) for one in row.get("acceptedIn", ())),
            )
            for row in value["signed"]
        ),
        refused=tuple(
            replace(_word_from(row), holds=row["holds"] is True, refused=tuple(map(_no_from, row["no"])))
            for row in value.get("refused", ())
        ),
        days_end=_moment(value["unseenCountsUntil"]),
        lapse_event=_index(value["lapseEvent"]),
        scripts=tuple(
            Trial(
                id=str(row["id"]),
                title=str(row["title"]),
                result=str(row["result"]),
                by=str(row["by"]),
                event=_index(row["event"]),
                at=_moment(row["at"]),
            )
            for row in value["scripts"]
        ),
    )


def _word_from(row: Mapping[str, object]) -> Word:
    at, event = _moment(row["at"]), _index(row["event"])
    if at is None or event is None:
        raise ValueError("a word without its time and event")
    return Word(about=str(row["about"]), by=str(row["by"]), event=event, at=at, reason=str(row["reason"]))


def _no_from(row: Mapping[str, object]) -> No:
    at, event = _moment(row["at"]), _index(row["event"])
    if at is None or event is None or row["side"] not in ("owner", "partner"):
        raise ValueError("a no without its side, time and event")
    return No(side=str(row["side"]), by=str(row["by"]), event=event, at=at, reason=str(row["reason"]))


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at


def _index(value: object) -> int | None:
    if value is not None and not isinstance(value, int):
        raise ValueError("an event without its place")
    return value
