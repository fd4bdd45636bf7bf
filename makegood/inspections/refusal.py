"""Why an inspection ends without a result."""

from __future__ import annotations


class NotSeen(Exception):
    """Nothing could be looked at: one sentence for the page."""
