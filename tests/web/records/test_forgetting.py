"""What an entry said is gone from every row that repeated it, and new columns of words cannot be forgotten (H24)."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import CharField, Field, ForeignKey, JSONField, TextField

from makegood.engagements import intents
from makegood.engagements.models import Engagement, Event, Intent
from makegood.engagements.permissions import standing_of
from makegood.engagements.record.erasing import erase
from makegood.engagements.record.forgetting import GONE, words_kept
from makegood.notices.making import make_notices
from makegood.phases.acceptance.actions.deciding import answering, waiving
from makegood.phases.acceptance.models import Decision, PunchItem
from makegood.web.records.telling import SAID
from tests.web.acceptance.deciding.opened import HELD, NO_TESTS, opened, prepare_send_back, send_back
from tests.web.acceptance.deciding.saying import ask_waiver
from tests.web.cast import Cast, signed_in

MARK = "Mrs Canary of Elm Street"
NOT_WORDS = {
    # What a program wrote, what names something else, or what a choice offers.
    "acceptance.Attestation": {"check_id", "content_digest"},
    "acceptance.Appeal": {"check_id", "ruling"},
    "acceptance.Charter": {"picture"},
    "acceptance.Decision": {"verb", "gate_state", "because", "content_digest"},
    "acceptance.PaymentRequest": {"kind"},
    "acceptance.Release": {"parts"},
    "acceptance.Report": {"file", "tool", "rules", "revision", "summary", "refused_because", "run_again"},
    "acceptance.ScriptResult": {"result", "picture"},
    "acceptance.Submission": {
        "state", "upload", "asked_revision", "revision", "content_digest", "tag", "address", "address_print",
        "address_head", "address_answered", "address_parts", "address_link", "address_files", "left_out",
    },
    "acceptance.Waiver": {"check_id", "fingerprint", "content_digest", "reason_class"},
    "agreement.PayeeChange": {"known_phone"},
    "agreement.Signature": {"side", "digest"},
    "desk.CalledBack": {"about"},
    "desk.Help": {"about", "state", "found", "refused"},
    "desk.Letter": {"kind", "slot", "state", "enclosure", "enclosure_name", "beside"},
    "engagements.Intent": {"kind", "digest", "back", "outcome"},
    "portfolio.Away": {"state"},
    "portfolio.MonthlyLetter": {"acts", "state"},
    "notices.Notice": {"address", "channel", "key", "path", "message_id", "failed"},
}  # fmt: skip
"""Columns beside an event that hold no words which a person typed."""


def _mentions() -> list[str]:
    """Tables in which the mark stands, whatever the column."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            cells = [bytes(c) if isinstance(c, memoryview) else c for row in cursor.fetchall() for c in row]
            if any(MARK.encode() in c if isinstance(c, bytes) else MARK in str(c) for c in cells):
                found.append(table)
    return found


def test_what_was_asked_for_and_erased_stands_in_no_row(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    waiver = ask_waiver(cast.pat, submission, mark=MARK)
    standing = standing_of(cast.pat, engagement.pk)
    event = Event.objects.get(kind=waiving.ASKED)
    half = intents.content_of(Intent.objects.get(event=event))
    left = {name: half[name] for name in half if name not in ("intent", "kind", "engagement", "by")}
    intents.prepare(standing=standing, kind=waiving.ASKED, content=left, back="/")  # and never confirmed
    make_notices()
    assert len(_mentions()) >= 4
    engagement.refresh_from_db()
    erase(engagement=engagement, index=event.index, why="She asked us to.", by=cast.olivia)
    assert _mentions() == []
    waiver.refresh_from_db()
    assert waiver.reason == GONE
    page = f"/engagements/{engagement.pk}/submissions/{submission.pk}/"
    assert GONE in signed_in(cast.olivia).get(page).content.decode()


def test_a_letter_and_a_thing_to_fix_are_erased_with_their_entries(cast: Cast, engagement: Engagement) -> None:
    submission = send_back(cast, opened(cast, engagement, HELD))
    assert submission.decision.letter
    engagement.refresh_from_db()
    erase(engagement=engagement, index=submission.decision.event.index, why="Why not.", by=cast.olivia)
    assert Decision.objects.get().letter == GONE
    path = f"/engagements/{engagement.pk}/money/still-to-fix/"
    signed_in(cast.olivia).post(path, {"what": MARK, "value": "500"})
    engagement.refresh_from_db()
    event = Event.objects.get(kind="punch_item.added")
    erase(engagement=engagement, index=event.index, why="Why not.", by=cast.olivia)
    assert PunchItem.objects.get().what == GONE


def test_an_erased_act_is_not_done_again_by_its_old_page(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    intent = prepare_send_back(cast, submission)
    send_back(cast, submission)
    assert Event.objects.order_by("index").last().kind == answering.REJECTED  # type: ignore[union-attr]
    engagement.refresh_from_db()
    erase(engagement=engagement, index=engagement.tree_size - 1, why="Why not.", by=cast.olivia)
    assert not Intent.objects.filter(pk=intent.pk).exists()
    path = f"/engagements/{engagement.pk}/confirm/{intent.pk}/"
    assert signed_in(cast.olivia).get(path).status_code == 404


def _columns(model: type) -> Iterator[Field]:  # type: ignore[type-arg]
    fields = model._meta.get_fields()  # type: ignore[attr-defined]
    yield from (one for one in fields if isinstance(one, CharField | TextField | JSONField))


def test_every_column_of_words_beside_an_event_is_cleared_or_said_to_hold_none() -> None:
    cleared: dict[str, set[str]] = {"engagements.Intent": {"content"}}
    for kept in words_kept():
        assert kept.kinds <= set(SAID) | {"payment.taken_back"}, kept.kinds - set(SAID)
        cleared.setdefault(kept.model._meta.label, set()).update(kept.columns)
    for model in apps.get_models():
        named = [one for one in model._meta.fields if isinstance(one, ForeignKey) and one.related_model is Event]
        if named and not model._meta.label.startswith("engagements."):
            left = {one.name for one in _columns(model) if not one.primary_key}
            left -= cleared.get(model._meta.label, set()) | NOT_WORDS.get(model._meta.label, set())
            assert not left, f"{model._meta.label}: {left}"
