"""What the worker does about the trees, again and again."""

from __future__ import annotations

from makegood import durable
from makegood.engagements.record.anchoring import sign_checkpoints
from makegood.engagements.record.stamping import stamp_checkpoints


@durable.tick("engagements.sign", every=5)
def sign() -> None:
    sign_checkpoints()


@durable.tick("engagements.stamp", every=60)
def stamp() -> None:
    stamp_checkpoints()
