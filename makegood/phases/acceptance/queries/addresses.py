"""What is said of a running address: whether it is still what was handed in, and that it is not shown to be this code.

We build nothing to compare its files with, so no address counts as running the delivered code (security.md H8).
"""

from __future__ import annotations

from makegood.inspections.models import State
from makegood.phases.acceptance.models import Answered, Submission

PENDING = "The running address is looked at once more now that the inspection has ended."
DIFFERENTLY = "The running address answered differently: not linked to this code."
_SAID = {
    Answered.SAME: "The running address answered the same before and after the inspection; "
    "that does not show that it runs this code: not linked to this code.",
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
    if submission.address_compared is not None:
        return _SAID[Answered(submission.address_answered)]
    return PENDING if is_pending(submission) else ""


def not_linked(submission: Submission) -> tuple[str, ...]:
    """The addresses that a certificate must call not linked (`engine.certificate.Asked.not_linked`)."""
    return (submission.address,) if submission.address else ()
