"""Who else vouches for a state of the ledger, and when: people's signed statements, and authorities' time stamps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from makegood.rules.ledger.answers import Anchor
from makegood.rules.ledger.checkpoint import NoteRefused, parse_note
from makegood.rules.ledger.leaf import LeafRefused, canonical
from makegood.rules.ledger.record import COSIGNED, EventRecord
from makegood.rules.ledger.stamps import KeptStamp, StampRefused, claimed_time, proved_time
from makegood.rules.signing.assertion import AssertionRefused, read_assertion, verify_assertion

PASSKEY = "passkey:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """What whoever verifies brings along: digests (SHA-256, hex) of passkeys that they know, and authorities' roots."""

    passkeys: Collection[str] = ()
    roots: Sequence[bytes] = ()


NOTHING = Trusted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """That a person holds the first `size` events. `passkey`: SHA-256 of its public key; empty with a code only."""

    index: int
    actor: str
    size: int
    root: str
    passkey: str = ""
    fault: str = ""


@dataclass(slots=True)
class Vouched:
    anchors: list[Anchor] = field(default_factory=list)
    stamps: list[tuple[int, datetime, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def passkey_digest(public_key: bytes) -> str:
    """How a passkey is named where somebody keeps its name: SHA-256 of the public key (DER), as hex."""
    return sha256(public_key).hexdigest()


def statement_of(event: EventRecord) -> Statement | None:
    """None for any other event, and for one whose content was erased. A signature that does not fit is its `fault`."""
    if event.kind != COSIGNED or event.payload is None:
        return None
    content = event.content()
    act, confirmed = content.get("act"), content.get("confirmed")
    if not isinstance(act, dict) or not isinstance(confirmed, dict) or type(act.get("size")) is not int:
        return Statement(index=event.index, actor=str(event.actor), size=0, root="", fault="it cannot be read")
    said = Statement(index=event.index, actor=str(event.actor), size=act["size"], root=str(act.get("root")))
    given = confirmed.get("assertion")
    if not isinstance(given, dict):
        return said
    try:
        assertion = read_assertion(given)
        verify_assertion(assertion, sha256(canonical(act)).digest())
    except (AssertionRefused, LeafRefused) as refused:
        return Statement(index=event.index, actor=said.actor, size=said.size, root=said.root, fault=str(refused))
    passkey = passkey_digest(assertion.public_key)
    return Statement(index=event.index, actor=said.actor, size=said.size, root=said.root, passkey=passkey)


def sizes_of(stamps: Sequence[KeptStamp]) -> set[int]:
    """The sizes whose roots are needed to judge them."""
    found = set()
    for one in stamps:
        try:
            found.add(parse_note(one.note)[0].size)
        except NoteRefused:
            continue
    return found


def judged(
    statements: Sequence[Statement], stamps: Sequence[KeptStamp], roots: Mapping[int, bytes], trusted: Trusted
) -> Vouched:
    """`roots`: of the ledger, by size. Never raises for what it reads."""
    found = Vouched()
    for said in statements:
        _take_statement(found, said, roots, trusted)
    for stamp in stamps:
        _take_stamp(found, stamp, roots, trusted)
    return found


def _take_statement(found: Vouched, said: Statement, roots: Mapping[int, bytes], trusted: Trusted) -> None:
    name = f"Event {said.index}, by which {said.actor} cosigned the first {said.size}"
    root = roots.get(said.size)
    if said.fault:
        found.faults.append(f"{name}, does not hold: {said.fault}")
    elif said.size > said.index or (root is not None and root.hex() != said.root):
        found.faults.append(f"{name}, does not fit them: something before was changed, removed or put in.")
    elif root is None:
        found.remarks.append(f"{name}, cannot be compared: no checkpoint over so many events is here.")
    elif not said.passkey:
        found.remarks.append(f"{name}, was confirmed without a passkey, so it is the keeper's word.")
    elif said.passkey in trusted.passkeys:
        found.anchors.append(Anchor(f"passkey {said.passkey[:8]} of {said.actor}", said.size))
    else:
        found.remarks.append(
            f"{name}, was signed with a passkey that the keeper says is theirs; whoever knows it gives "
            f"{PASSKEY}{said.passkey} with --key."
        )


def _take_stamp(found: Vouched, stamp: KeptStamp, roots: Mapping[int, bytes], trusted: Trusted) -> None:
    name = f"A time stamp of {stamp.authority[:100]}"
    try:
        point = parse_note(stamp.note)[0]
        claimed = claimed_time(stamp.answer, point.body())
        if roots.get(point.size) != point.root:
            found.faults.append(f"{name} is over {point.size} events that are not these.")
            return
        if not trusted.roots:
            found.remarks.append(
                f"{name} says that the first {point.size} stood at {claimed:%Y-%m-%d %H:%M:%S} UTC; give the "
                "authority's root certificate with --authority to count it."
            )
            return
        found.stamps.append((point.size, proved_time(stamp.answer, point.body(), trusted.roots), stamp.authority))
    except (NoteRefused, StampRefused) as refused:
        found.faults.append(f"{name} does not hold: {refused}")
