"""What the cast gets from the paths of the desk: it is the owner's side alone."""

from __future__ import annotations

import json
import uuid

from django.db.models import F
from django.utils import timezone

from makegood.rhythm.assistant.actions import set_assistant
from makegood.rhythm.desk.models import Contract, Desk, DeskState, Help, HelpState, Letter
from makegood.rhythm.desk.queries.values import checked
from tests.web.desk.desks import BILL, CHANGED, CONTRACT, decided, desk_with, put_on
from tests.web.desk.signing import made, newer
from tests.web.rows import Row, World, everyone, only


def _desk(world: World) -> Desk:
    def make(world: World) -> Desk:
        papers = {f"contract{world.mark}.md": CONTRACT, f"bill{world.mark}.md": BILL}
        return desk_with(world.engagement, world.cast.olivia, papers)

    return world.once("desk", make)


def _read(world: World) -> dict[str, object]:
    _desk(world)
    return {}


def _reading(world: World) -> dict[str, object]:
    Desk.objects.filter(pk=_desk(world).pk).update(state=DeskState.READING)
    return {}


def _paper(world: World) -> dict[str, object]:
    return {"paper_id": _desk(world).papers.first().pk}  # type: ignore[union-attr]


def _value(world: World) -> dict[str, object]:
    item = checked(_desk(world)).by_key["total"]
    return {"key": item.key, "right": item.choices[0].key}


def _decided(world: World) -> dict[str, object]:
    def make(world: World) -> Desk:
        return decided(_desk(world))

    world.once("decided", make)
    return {}


def _letter(world: World) -> dict[str, object]:
    _decided(world)
    return {"slot": "partner"}


def _kept(world: World) -> dict[str, object]:
    """A letter that was looked over, and whom it goes to."""
    given = _letter(world)
    Letter.objects.get_or_create(
        desk=_desk(world),
        slot="partner",
        defaults={
            "kind": "partner",
            "address": f"pat{world.mark.lower()}@pixelworks.example",
            "subject": f"Bill PW-7{world.mark}",
            "text": f"Good day{world.mark}",
            "by": world.cast.olivia,
        },
    )
    return given


def _made(world: World) -> dict[str, object]:
    """The Word file, the letter and the page to settle are there."""
    _desk(world)
    world.once("made", lambda world: made(_desk(world), world.cast.olivia))
    return {}


def _made_beside(world: World) -> dict[str, object]:
    """Of a second paper, too."""
    _made(world)
    contract = Contract.objects.get(desk=_desk(world))
    other = {"paper": "sow.md", "digest": contract.docx, "name": "sow with our changes.docx", "problem": ""}
    Contract.objects.filter(pk=contract.pk).update(beside=json.dumps([other]))
    return {"number": 1}


def _versions(world: World) -> dict[str, object]:
    """A second version of the contract."""
    world.once("versions", lambda world: newer(_desk(world), world.cast.olivia, f"second{world.mark}.md"))
    return {}


def _making(world: World) -> dict[str, object]:
    _read(world)
    Contract.objects.filter(desk=_desk(world)).update(makes=F("made") + 1, making_since=timezone.now())
    return {}


def _judging(world: World) -> dict[str, object]:
    Desk.objects.filter(pk=_desk(world).pk).update(judging=1, judging_since=timezone.now())
    return {}


def _stopped(world: World) -> dict[str, object]:
    """A mail says that the bank details changed."""

    def make(world: World) -> Desk:
        put_on(_desk(world), f"mail{world.mark}.eml", CHANGED, world.cast.olivia)
        return decided(_desk(world))

    world.once("stopped", make)
    return {}


def _call(world: World) -> dict[str, object]:
    del world
    return {"phone": "(512) 555-0142", "spoke_to": "Pat", "said": "theirs", "account_end": "4512"}


def _looking(world: World) -> dict[str, object]:
    Desk.objects.filter(pk=_desk(world).pk).update(looks=F("looked") + 1, looking_since=timezone.now())
    return {}


def _help(world: World) -> dict[str, object]:
    """The company has an assistant, which put a letter into other words."""
    given = _letter(world)
    company = world.engagement.owner_company
    set_assistant(company=company, by=world.cast.olivia, address="https://models.example/v1", model="m", key="k")
    about = f"letter-{given['slot']}"
    Help.objects.get_or_create(
        desk=_desk(world),
        about=about,
        defaults={
            "by": world.cast.olivia,
            "asked": timezone.now(),
            "state": HelpState.READY,
            "text": f"Kind words{world.mark}",
        },
    )
    return {"about": about}


def _asked(world: World) -> dict[str, object]:
    given = _help(world)
    Help.objects.filter(desk=_desk(world)).update(state=HelpState.ASKED)
    return given


ROWS = (
    Row("desk:wording", post=only("olivia", 302), kwargs=_read, data=lambda world: {"how": "ours"}),
    Row(
        "desk:doors",
        get=everyone(),
        post=everyone(302),
        data=lambda world: {"id": str(uuid.uuid4()), "door": "bill"},
    ),
    Row("desk:show", get=only("olivia")),
    Row("desk:begin", post=only("olivia", 302), data=lambda world: {"door": "bill"}),
    Row("desk:papers", get=only("olivia"), post=only("olivia", 422), kwargs=_read),
    Row("desk:reading", get=only("olivia"), kwargs=_reading),
    Row("desk:far", get=only("olivia"), kwargs=_reading),
    Row("desk:again", post=only("olivia", 302), kwargs=_read),
    Row("desk:absent", post=only("olivia", 302), kwargs=_read, data=lambda world: {"what": "code"}),
    Row("desk:where", post=only("olivia", 302), kwargs=_read, data=lambda world: {"address": "shop.example.com"}),
    Row("desk:developer", post=only("olivia", 302), kwargs=_read, data=lambda world: {"developer": "pat@example.com"}),
    Row("desk:name", post=only("olivia", 302), kwargs=_read, data=lambda world: {"name": "Customer portal"}),
    Row(
        "desk:code",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_read,
        data=lambda world: {"kind": "open", "url": "https://code.example.org/shop.git"},
    ),
    Row("desk:file", get=only("olivia"), kwargs=_paper),
    Row("desk:remove", post=only("olivia", 302), kwargs=_paper),
    Row("desk:check", get=only("olivia"), kwargs=_read),
    Row("desk:say", post=only("olivia", 302), kwargs=_read, data=_value),
    Row("desk:say_all", post=only("olivia", 302), kwargs=_read),
    Row("desk:seen", get=only("olivia"), kwargs=_read),
    Row("desk:decide", post=only("olivia", 302), kwargs=_read),
    Row("desk:decision", get=only("olivia"), kwargs=_decided),
    Row("desk:judging", get=only("olivia"), kwargs=_judging),
    Row(
        "desk:anyway",
        get=only("olivia", 302),
        post=only("olivia", 302),
        kwargs=_decided,
        data=lambda world: {"bill": "bill PW-7", "reason": "We need it."},
    ),
    Row("desk:called", get=only("olivia"), post=only("olivia", 302), kwargs=_stopped, data=_call),
    Row("desk:tell", post=only("olivia", 302), kwargs=_reading),
    Row("desk:looking", get=only("olivia"), kwargs=_looking),
    Row("desk:draft", post=only("olivia", 302), kwargs=_decided),
    Row("desk:contract", get=only("olivia"), post=only("olivia", 302), kwargs=_read),
    Row("desk:making", get=only("olivia"), kwargs=_making),
    Row("desk:since", get=only("olivia"), kwargs=_versions),
    Row("desk:say_version", post=only("olivia", 302), kwargs=_versions, data=lambda world: {"how": "apart"}),
    Row("desk:signed", get=only("olivia"), post=only("olivia", 302), kwargs=_read, data=lambda world: {"signed": "no"}),
    Row("desk:marked", get=only("olivia"), kwargs=_made),
    Row("desk:marked_beside", get=only("olivia"), kwargs=_made_beside),
    Row("desk:sheet", get=only("olivia"), kwargs=lambda world: {**_made(world), "form": "html"}),
    Row("desk:ask", post=only("olivia", 302), kwargs=_help),
    Row("desk:help", get=only("olivia"), kwargs=_asked),
    Row("desk:take", post=only("olivia", 302), kwargs=_help),
    Row("desk:letter", get=only("olivia"), post=only("olivia", 422), kwargs=_letter),
    Row("desk:send", get=only("olivia"), post=only("olivia", 302), kwargs=_kept),
    Row("desk:letter_paper", get=only(""), kwargs=_letter),
    Row("desk:download", get=only("olivia"), kwargs=_letter),
)
