"""How bad a published weakness is: the record's own word, else the CVSS 3 base score computed from its vector.

Formula and constants: FIRST, CVSS v3.1 specification, section 7.1 and 7.4. CVSS 4 has no formula, only a table of 270
rows, and the databases that use it say the word as well; such a vector alone leaves the severity open.
"""

from __future__ import annotations

from math import ceil

WORDS = {"critical": "critical", "high": "high", "moderate": "medium", "medium": "medium", "low": "low"}

_ATTACK = {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2}
_COMPLEXITY = {"L": 0.77, "H": 0.44}
_PRIVILEGES = {"N": 0.85, "L": 0.62, "H": 0.27}
_PRIVILEGES_CHANGED = {"N": 0.85, "L": 0.68, "H": 0.5}
_INTERACTION = {"N": 0.85, "R": 0.62}
_IMPACT = {"H": 0.56, "L": 0.22, "N": 0.0}


def severity_of(word: str, vectors: list[str]) -> str:
    """critical, high, medium or low; empty when neither the word nor a vector tells."""
    known = WORDS.get(word.strip().lower())
    if known:
        return known
    scores = [score for vector in vectors if (score := base_score(vector)) is not None]
    return word_of(max(scores)) if scores else ""


def word_of(score: float) -> str:
    """The qualitative rating of section 5: 9.0, 7.0, 4.0 and above 0."""
    for least, word in ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low")):
        if score >= least:
            return word
    return ""


def base_score(vector: str) -> float | None:
    """The base score (0.0 to 10.0) of a CVSS 3.0 or 3.1 vector, None for any other text."""
    if not vector.startswith(("CVSS:3.0/", "CVSS:3.1/")) or len(vector) > 300:
        return None
    part = dict(piece.split(":", 1) for piece in vector.split("/")[1:] if ":" in piece)
    try:
        changed = {"U": False, "C": True}[part["S"]]
        lost = 1 - (1 - _IMPACT[part["C"]]) * (1 - _IMPACT[part["I"]]) * (1 - _IMPACT[part["A"]])
        privileges = (_PRIVILEGES_CHANGED if changed else _PRIVILEGES)[part["PR"]]
        ease = 8.22 * _ATTACK[part["AV"]] * _COMPLEXITY[part["AC"]] * privileges * _INTERACTION[part["UI"]]
    except KeyError:
        return None
    impact = 7.52 * (lost - 0.029) - 3.25 * (lost - 0.02) ** 15 if changed else 6.42 * lost
    if impact <= 0:
        return 0.0
    return _up(min((1.08 if changed else 1.0) * (impact + ease), 10.0))


def _up(score: float) -> float:
    """The smallest number with one decimal that is not below the score (appendix A: in integers)."""
    whole = round(score * 100_000)
    return whole / 100_000 if whole % 10_000 == 0 else (ceil(whole / 10_000)) / 10
