"""What must look like a secret or like a person, made up afresh at each build from a fixed seed.

The shapes are real, the values are not: no provider ever issued these keys, nobody has these numbers on purpose. They
are made here because a repository that holds secret-shaped text sets off every scanner it meets, ours included.
"""

import hashlib
import re
from collections.abc import Callable, Iterator

_PLACEHOLDER = re.compile(r"@@([a-z_]+)@@")
_LOWER = "abcdefghijkmnpqrstuvwxyz"
_DIGITS = "23456789"
_FIRST = (
    "Alma",
    "Bert",
    "Cora",
    "Dale",
    "Edna",
    "Greta",
    "Hank",
    "Ines",
    "Joel",
    "Kaye",
    "Lyle",
    "Mona",
    "Opal",
    "Rhea",
)
_LAST = (
    "Abbey",
    "Brandt",
    "Colfax",
    "Dorsey",
    "Eaker",
    "Fenn",
    "Gantry",
    "Hollis",
    "Imler",
    "Jessup",
    "Lorne",
    "Nesbit",
)
_TOWNS = ("Decorah,IA", "Baraboo,WI", "Galena,IL", "Red Wing,MN", "Pella,IA", "Mineral Point,WI")
_AREAS = (563, 608, 815, 507)
_MAIL = ("quillmeadow-post.com", "tallgrass-mail.net", "coulee-letters.com")
CUSTOMERS = 40


def _numbers(seed: str) -> Iterator[int]:
    """Bytes of SHA-256 over seed and counter: the same on every machine and Python, unlike `random`'s methods."""
    counter = 0
    while True:
        yield from hashlib.sha256(f"{seed}:{counter}".encode()).digest()
        counter += 1


def _letters(seed: str, alphabet: str, count: int) -> str:
    numbers = _numbers(seed)
    return "".join(alphabet[next(numbers) % len(alphabet)] for _ in range(count))


def _customers() -> str:
    """One line each; the phone numbers are of the range kept for fiction."""
    numbers = _numbers("customers")
    rows = ["id,full_name,email,phone,ssn,city,state,date_of_birth"]
    for number in range(1, CUSTOMERS + 1):
        first, last = _FIRST[next(numbers) % len(_FIRST)], _LAST[next(numbers) % len(_LAST)]
        email = f"{first[0].lower()}.{last.lower()}{next(numbers) % 90 + 10}@{_MAIL[next(numbers) % len(_MAIL)]}"
        phone = f"({_AREAS[next(numbers) % len(_AREAS)]}) 555-01{next(numbers) % 100:02d}"
        ssn = f"{next(numbers) % 250 + 320}-{next(numbers) % 89 + 10}-{next(numbers) * 31 % 8999 + 1000}"
        born = f"19{next(numbers) % 50 + 45}-{next(numbers) % 12 + 1:02d}-{next(numbers) % 28 + 1:02d}"
        rows.append(f"{number},{first} {last},{email},{phone},{ssn},{_TOWNS[next(numbers) % len(_TOWNS)]},{born}")
    return "\n".join(rows)


_MADE: dict[str, Callable[[], str]] = {
    "aws_key_id": lambda: "AKIA" + _letters("aws key", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
    "aws_secret": lambda: _letters("aws secret", _LOWER + _LOWER.upper() + _DIGITS + "+/", 40),
    "database_password": lambda: _letters("database", _LOWER + _LOWER.upper() + _DIGITS, 18),
    "master_password": lambda: _letters("master", _LOWER + _DIGITS, 14),
    "payment_key": lambda: "_".join(("sk", "live", _letters("payment", _LOWER + _LOWER.upper() + _DIGITS, 24))),
    "session_key": lambda: _letters("session", "0123456789abcdef", 48),
    "customers": _customers,
}


def invented(text: str) -> str:
    """The text with each `@@name@@` replaced by its made-up value; an unknown name raises KeyError."""
    return _PLACEHOLDER.sub(lambda match: _MADE[match[1]](), text)
