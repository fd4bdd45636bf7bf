"""What the worker does about the trees, again and again."""

from __future__ import annotations

from makegood import durable
from makegood.engagements.anchoring import sign_checkpoints


@durable.tick("engagements.sign", every=5)
def sign() -> None:
    sign_checkpoints()
