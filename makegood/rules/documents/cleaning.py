"""Letters that a person cannot see are taken out before anything is read: they hide words or turn them around."""

from __future__ import annotations

import re

# Direction overrides make "yes" look like another word (CVE-2021-42574); zero-width letters split words for a search.
_HIDDEN = re.compile("[\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_TURNED = re.compile("[\u202d\u202e]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")

TURNED = "The file holds marks that make text look other than it is; they were taken out."


def clean(text: str) -> str:
    """Without what cannot be seen; ligatures spelt out, every run of blanks one blank, line ends kept as \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LIGATURES)
    text = _CONTROL.sub("", _HIDDEN.sub("", text))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def turned(text: str) -> bool:
    """Whether it holds marks that show letters in another order than they stand."""
    return _TURNED.search(text) is not None
