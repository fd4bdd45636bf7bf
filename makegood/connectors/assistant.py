"""An assistant of the owner's choice behind an OpenAI-compatible address (`POST .../chat/completions`), with their key.

It is asked for words only. What it answers is text of a stranger; `rules/assistant` says what of it may be used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from makegood.connectors.outbound.address import OutboundRefused, read_address
from makegood.connectors.outbound.client import Answer, Limits, Outbound

LIMITS = Limits(seconds=90, body=400_000)
MOST_LETTERS = 120_000
"""Of what is sent: about 30,000 tokens."""
MOST_TOKENS = 2_000
MOST_ANSWERED = 40_000
_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]{0,119}")
_KEY = re.compile(r"[\x21-\x7e]{1,400}")
SAID = {
    401: "It does not take the key.",
    403: "It does not let this key in.",
    404: "It knows no such model, or the address is not that of its interface.",
    429: "It has too much to do, or what was paid for is used up.",
}


class AssistantFailed(Exception):
    """One sentence; it never holds the key."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """Where it is (the part before `/chat/completions`), which model, and the key. Raises ValueError, one sentence."""

    address: str
    model: str
    key: str = field(repr=False, default="")

    def __post_init__(self) -> None:
        try:
            read_address(self.address)
        except OutboundRefused as refused:
            raise ValueError(str(refused)) from None
        if not _MODEL.fullmatch(self.model):
            raise ValueError("The name of a model holds letters, digits and ._:/@- only.")
        if self.key and not _KEY.fullmatch(self.key):
            raise ValueError("A key is one word without blanks.")

    def ask(self, instruction: str, material: str, outbound: Outbound, limits: Limits = LIMITS) -> str:
        """What it answers. `material` is what others wrote and is cut after MOST_LETTERS. Raises AssistantFailed."""
        body = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": instruction},
                {"role": "user", "content": material[:MOST_LETTERS]},
            ],
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
        }
        headers = {"Content-Type": "application/json", "User-Agent": "Makegood"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        url = f"{self.address.rstrip('/')}/chat/completions"
        try:
            answer = outbound.ask("POST", url, headers=headers, body=json.dumps(body).encode(), limits=limits)
        except OutboundRefused as refused:
            raise AssistantFailed(f"The assistant was not reached. {refused}") from None
        return _said(answer)


def _said(answer: Answer) -> str:
    if answer.status != 200:
        raise AssistantFailed(f"The assistant did not answer ({answer.status}). {SAID.get(answer.status, '')}".strip())
    try:
        text = json.loads(answer.body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        text = None
    if not isinstance(text, str) or not text.strip():
        raise AssistantFailed("The assistant answered in a form that is not the one agreed; nothing of it was used.")
    return text[:MOST_ANSWERED]
