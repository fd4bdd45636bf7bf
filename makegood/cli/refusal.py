"""How a command says no: one sentence on standard error, exit status 2."""

from __future__ import annotations


class Refused(Exception):
    """Could not be done; the message is one clear sentence."""
