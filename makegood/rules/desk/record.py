"""The judgement as JSON (`makegood.judgement/1`) and back. Money is integer cents, days are ISO 8601."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from makegood.rules.desk.judgement import Cited, Decision, Effect, Judgement, Loss, Reason, Rests, Step
from makegood.rules.reading.record import plain

SCHEMA = "makegood.judgement/1"


def judgement_to_json(judgement: Judgement) -> dict[str, object]:
    """All of it; `shown` says how many reasons are shown first."""
    return {"schema": SCHEMA, "shown": len(judgement.shown), **_told(judgement)}


def _told(judgement: Judgement) -> dict[str, object]:
    told: dict[str, object] = plain(judgement)
    return {**told, "undisputed": judgement.undisputed, "bills": [_told(one) for one in judgement.bills]}


def judgement_from_json(value: Mapping[str, Any]) -> Judgement:
    """Raises KeyError, TypeError or ValueError for anything that `judgement_to_json` did not write."""
    return Judgement(
        state=Decision(value["state"]),
        door=str(value["door"]),
        sentence=str(value["sentence"]),
        because=str(value["because"]),
        cents=int(value["cents"]),
        questioned=int(value["questioned"]),
        currency=str(value["currency"]),
        reasons=tuple(_reason(one) for one in value["reasons"]),
        loss=tuple(
            Loss(one["name"], one["sentence"], one["cents"], one["how"], _quotes(one["quotes"]))
            for one in value["loss"]
        ),
        would_change=tuple(Step(**one) for one in value["would_change"]),
        thin=tuple(str(one) for one in value["thin"]),
        cheapest_step=Step(**value["cheapest_step"]) if value["cheapest_step"] else None,
        bill=value["bill"],
        due=_day(value["due"]),
        conditions=tuple(str(one) for one in value["conditions"]),
        bills=tuple(judgement_from_json(one) for one in value["bills"]),
    )


def _reason(value: Mapping[str, Any]) -> Reason:
    return Reason(
        name=str(value["name"]),
        effect=Effect(value["effect"]),
        sentence=str(value["sentence"]),
        cents=int(value["cents"]),
        rests=Rests(value["rests"]),
        why=str(value["why"]),
        ask=str(value["ask"]),
        quotes=_quotes(value["quotes"]),
        changes=tuple(str(one) for one in value["changes"]),
        by=_day(value["by"]),
    )


def _quotes(value: list[Mapping[str, str]]) -> tuple[Cited, ...]:
    return tuple(Cited(one["text"], one["place"], one["file"]) for one in value)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
