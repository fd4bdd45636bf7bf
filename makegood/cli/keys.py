"""`makegood keys`: which key signs each record since when; changing and revoking it; and the key that seals secrets."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused
from makegood.cli.serve import django_in_command

if TYPE_CHECKING:
    from makegood.engagements.models import Engagement
    from makegood.engagements.permissions import Standing


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "keys",
        help="show the signing keys of each record, change or revoke one; change the key that seals",
        description="Without a word more it shows the key of each engagement's record: since when it signs, its "
        "fingerprint, and earlier ones. `change` goes over to a new key by an entry that both sign; `revoke` says from "
        "which entry on a key counts no more. Both are acts of the owner: it asks for the code of their app. `reseal` "
        "is for whoever runs the installation, while it is stopped: a new key seals all tokens, bank details and code "
        "apps, and the one before is forgotten.",
    )
    parser.add_argument("what", nargs="?", choices=["show", "change", "revoke", "reseal"], default="show")
    parser.add_argument("engagement", nargs="?", metavar="ENGAGEMENT", help="its name, or its id")
    parser.add_argument("--as", dest="person", metavar="EMAIL", help="the owner who confirms with a code")
    parser.add_argument("--why", metavar="TEXT", help="the reason, which stays on record")
    parser.add_argument("--key", metavar="KEY", help="revoke: the name of the key as `keys` shows it (8 characters)")
    parser.add_argument("--from", dest="entry", type=int, metavar="ENTRY", help="revoke: from this entry on; else now")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    django_in_command()
    if given.what == "reseal":
        return _reseal(given)
    found = _engagements(given.engagement)
    if given.what == "show":
        for one in found:
            _show(one)
        return 0
    if given.engagement is None or given.person is None or given.why is None:
        raise Refused(f"keys {given.what} needs ENGAGEMENT, --as EMAIL and --why TEXT.")
    if len(found) != 1:
        raise Refused(f"{len(found)} engagements are called {given.engagement}; give the id of the one.")
    _act(given, found[0])
    _show(found[0])
    return 0


def _reseal(given: argparse.Namespace) -> int:
    """What cannot be opened is told: no key that is here opens it, so nothing is lost with the keys that go."""
    from django.conf import settings

    from makegood import durable
    from makegood.accounts.resealing import reseal_all
    from makegood.connectors.keyring import KeyringDamaged

    if given.engagement is not None:
        raise Refused("keys reseal is for the whole installation and takes no name.")
    if durable.worker_is_here(Path(settings.MAKEGOOD_HOME)):
        raise Refused("Makegood is running here, and would seal with the key that goes. Stop it, then try again.")
    try:
        done = reseal_all(Path(settings.MAKEGOOD_HOME))
    except (KeyringDamaged, OSError) as refused:
        raise Refused(f"{refused} Nothing was forgotten.") from None
    print(f"A new key seals {done.rows} secrets; the one before is forgotten. Make a backup now.")
    for said in done.unreadable:
        print(f"Could not be opened by any key here, and stays as it is: {said}", file=sys.stderr)
    return 0


def _engagements(named: str | None) -> list[Engagement]:
    from makegood.engagements.models import Engagement

    rows = Engagement.objects.order_by("created")
    found = [one for one in rows if named in (None, one.name, str(one.pk))]
    if not found:
        raise Refused("There is no engagement yet." if named is None else f"No engagement is called {named}.")
    return found


def _show(engagement: Engagement) -> None:
    from makegood.engagements.record.keys import keys_told

    engagement.refresh_from_db()
    print(f"{engagement.name} ({engagement.pk})")
    told = keys_told(engagement)
    if not told:
        print("  nothing is signed yet, so there is no key yet")
    for one in told:
        began = f", {one.began:%Y-%m-%d %H:%M} UTC" if one.began else ""
        print(f"  key {one.id} signs from entry {one.since + 1}{began}{_ended(one.until, one.revoked, one.why)}")
        print(f"    fingerprint {one.fingerprint}")
        print(f"    {one.key.text()}")


def _ended(until: int | None, revoked: bool, why: str) -> str:
    if until is None:
        return " on"
    return f" to before entry {until + 1}, {'revoked' if revoked else 'changed'}{f': {why}' if why else ''}"


def _act(given: argparse.Namespace, engagement: Engagement) -> None:
    """The same act as on the page: prepared, confirmed with a code, written once."""
    from makegood.engagements.confirming import Given, Unconfirmed, confirm
    from makegood.engagements.intents import Refused as ActRefused
    from makegood.engagements.intents import deed_of, prepare
    from makegood.web.records import deeds

    standing = _standing(engagement, given.person)
    content: dict[str, object] = {"why": given.why}
    kind = deeds.KEY
    if given.what == "revoke":
        if given.key is None:
            raise Refused("keys revoke needs --key KEY, the name of the key as `makegood keys` shows it.")
        content |= {"key": given.key, "entry": None if given.entry is None else given.entry - 1}
        kind = deeds.REVOKE
    try:
        question = deed_of(kind).ask(engagement, content)
        print(f"{question.title} {question.sentence}", file=sys.stderr)
        intent = prepare(standing=standing, kind=kind, content=content, back="")
        confirm(standing=standing, intent_id=intent.pk, given=Given(code=_code()))
    except (ActRefused, Unconfirmed) as refused:
        raise Refused(str(refused)) from None


def _standing(engagement: Engagement, email: str) -> Standing:
    from django.http import Http404

    from makegood.accounts.models import User
    from makegood.engagements.permissions import Act, standing_of

    try:
        standing = standing_of(User.objects.filter(email=email.lower()).first(), engagement.pk)
    except Http404:
        standing = None
    if standing is None or not standing.may(Act.HOLD_EVIDENCE):
        raise Refused(f"{email} is not the owner of {engagement.name}.")
    return standing


def _code() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Code from the app: ").strip()
    return sys.stdin.readline().strip()
