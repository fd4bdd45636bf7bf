"""The tables of an engagement: who sits at it, what happened in it, what is to be confirmed, ways in."""

from makegood.engagements.models.engagement import Engagement, Role, Seat, Stage
from makegood.engagements.models.intent import Intent, Strength
from makegood.engagements.models.invitation import FirstLook, Invitation
from makegood.engagements.models.ledger import Checkpoint, Event, Receipt

__all__ = [
    "Checkpoint",
    "Engagement",
    "Event",
    "FirstLook",
    "Intent",
    "Invitation",
    "Receipt",
    "Role",
    "Seat",
    "Stage",
    "Strength",
]
