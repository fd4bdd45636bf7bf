"""What is said of a running address: whether it is still what was handed in, and whether it shows to be this code (H8).

An address counts as running the delivered code only where it answered the same before and after the inspection, files
that it serves are byte for byte those of the revision, and nothing speaks against it. Most code is never served.
"""

from __future__ import annotations

from makegood.inspections.models import State
from makegood.phases.acceptance.models import Answered, Link, Submission
from makegood.rules.wording import counted

PENDING = "The running address is looked at once more now that the inspection has ended."
DIFFERENTLY = "The running address answered differently: not linked to this code."
SAME = "The running address answered the same before and after the inspection"
_SAID = {
    Answered.SAME: f"{SAME}; that does not show that it runs this code: not linked to this code.",
    Answered.CHANGED: DIFFERENTLY,
    Answered.UNREACHABLE: f"{DIFFERENTLY} After the inspection it could not be reached.",
    Answered.MOVING: "The running address answers something else at every visit and cannot be compared: "
    "not linked to this code.",
    Answered.UNSEEN: "The running address could not be looked at again because of a fault on our side: "
    "not linked to this code.",
}


def is_pending(submission: Submission) -> bool:
    """The inspection has ended and the address was not looked at since: nothing is called OK before."""
    inspection = submission.inspection
    ended = inspection is not None and inspection.state == State.DONE
    return bool(submission.address) and ended and submission.address_compared is None


def said_of_address(submission: Submission) -> str:
    """One sentence or two; empty where no address was given or the inspection has not ended."""
    if submission.address_compared is None:
        return PENDING if is_pending(submission) else ""
    if submission.address_link == Link.CONTRADICTED:
        return f"{_against(submission)}: not linked to this code."
    if submission.address_answered != Answered.SAME:
        return _SAID[Answered(submission.address_answered)]
    same = counted(len(submission.address_files.get("same", ())), "file", "files")
    if is_linked(submission):
        return f"{SAME}, and {same} that it serves are byte for byte those handed in: linked to this code."
    if submission.address_link == Link.EITHER:
        return (
            f"{SAME}, and {same} that it serves are those handed in, but the version accepted before has the same "
            "ones. It may run either: not linked to this code."
        )
    return _SAID[Answered.SAME]


def _against(submission: Submission) -> str:
    """What speaks against it, as the start of a sentence."""
    differ, named = (submission.address_files.get(name, ()) for name in ("differ", "named"))
    if differ:
        more = f" and {len(differ) - 1} more" if len(differ) > 1 else ""
        return f"The running address serves {differ[0]}{more} otherwise than it was handed in"
    return f"The running address says itself that it runs revision {named[0][:12] if named else 'unknown'}, another one"


def is_linked(submission: Submission) -> bool:
    return submission.address_link == Link.LINKED and submission.address_answered == Answered.SAME


def not_linked(submission: Submission) -> tuple[str, ...]:
    """The addresses that a certificate must call not linked (`engine.certificate.Asked.not_linked`)."""
    return (submission.address,) if submission.address and not is_linked(submission) else ()
