"""Keys and passwords of the usual forms that nobody gave out, so that none stands in our own files.

In a card `{{AKIA:16:upper}}` is a key by its beginning, length and alphabet, `{{password}}` what a person would type,
`{{private key:RSA }}` a whole key file.
"""

from __future__ import annotations

import random
import re
import string

ALNUM = string.ascii_letters + string.digits
ALPHABETS = {
    "upper": string.ascii_uppercase + string.digits,
    "alnum": ALNUM,
    "hex": "0123456789abcdef",
    "digits": "123456789",
    "base64": ALNUM + "+/",
    "signs": ALNUM + "!@^&*-_=+",
    "dots": ALNUM + "./",
}
SYLLABLES = "bra dor fel gus hin jol kar lem mur nop pir qua ros tif vol wex".split()
_PLACE = re.compile(r"\{\{(?:(?P<kind>password|private key)(?::(?P<label>[A-Z ]*))?|(?P<key>[\w.-]*:\d+:\w+))\}\}")


def filled(text: str, seed: str) -> str:
    """The text with every placeholder filled, the same for the same seed."""
    chance = random.Random(seed)

    def one(match: re.Match[str]) -> str:
        if match["kind"] == "password":
            return _password(chance)
        if match["kind"]:
            return _private_key(chance, match["label"] or "")
        head, length, letters = match["key"].split(":")
        return head + _letters(chance, int(length), ALPHABETS[letters])

    return _PLACE.sub(one, text)


def _letters(chance: random.Random, length: int, letters: str) -> str:
    return "".join(chance.choice(letters) for _ in range(length))


def _password(chance: random.Random) -> str:
    first, second = ("".join(chance.sample(SYLLABLES, 2)) for _ in range(2))
    return f"{first.title()}{chance.choice('!#+-')}{second}{chance.randrange(1970, 2026)}"


def _private_key(chance: random.Random, label: str) -> str:
    rows = "\n".join(_letters(chance, 64, ALPHABETS["base64"]) for _ in range(24))
    kind = f"{label}PRIVATE KEY"
    return f"-----BEGIN {kind}-----\nMIIE{_letters(chance, 60, ALPHABETS['base64'])}\n{rows}\n-----END {kind}-----\n"
