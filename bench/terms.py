"""Terms: values of public agreements and proposals against labels made by hand, tuned on and held out apart.

`python -m bench terms FOLDER`: the folder holds the papers and labels.json, which stay out of the repository:
{"paper.md": {"held": true, "values": {"payment_days": ["30 days"], ...}}}. "a|b" accepts either,
"?a" may be said and is not missed. What a rule is not sure of is not counted as said.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from makegood.rules.bills.agreed import is_same_name
from makegood.rules.documents.document import Document, Sureness, Table
from makegood.rules.documents.reading import read_paper
from makegood.rules.money.amount import percent
from makegood.rules.terms.pricing import Part
from makegood.rules.terms.reading import Terms, read_terms

PRECISION, RECALL = 0.97, 0.85
NAMES = ("owner", "partner", "people", "venue", "law")


@dataclass
class Counted:
    """Values that are right, were missed, and are wrong, by name; quotes that are literal."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    quotes: int = 0
    literal: int = 0
    papers: int = 0
    seconds: float = 0.0
    told: list[str] = field(default_factory=list)


def main(arguments: list[str]) -> None:
    """Prints precision, recall and the literal share for both halves; `-v` also what was missed or wrong."""
    if not arguments or arguments[0].startswith("-"):
        sys.exit("Say where the papers are: python -m bench terms FOLDER [-v]")
    folder = Path(arguments[0])
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    for held in (False, True):
        counted = Counted()
        for name, label in labels.items():
            if label["held"] is held:
                _count(counted, folder / name, label["values"])
        if counted.papers:
            _print("held out" if held else "tuned on", counted, "-v" in arguments)


def _count(counted: Counted, path: Path, expected: dict[str, list[str]]) -> None:
    document = read_paper(path.read_bytes(), path.name)
    began = time.process_time()
    terms = read_terms(document)
    counted.seconds += time.process_time() - began
    counted.papers += 1
    _count_quotes(counted, document, terms)
    for name, found in terms.found.items():
        said = {str(one.value): _spelled(one.value) for one in found if one.sureness is not Sureness.UNSURE}
        left = [label for label in expected.get(name, ()) if not label.startswith("?")]
        spare = [label for label in expected.get(name, ()) if label.startswith("?")]
        for text, spelled in said.items():
            fit = max([*left, *spare], key=lambda label: _fits(name, spelled, label), default="")
            if not _fits(name, spelled, fit):
                counted.wrong[name] += 1
                counted.told.append(f"{path.name}: {name} says {text!r}, which is not there")
            elif fit in left:
                left.remove(fit)
                counted.right[name] += 1
        counted.missed[name] += len(left)
        counted.told += [f"{path.name}: {name} misses {label!r}" for label in left]


def _spelled(value: object) -> tuple[str, ...]:
    """The value as it may stand in a label: a part by its price or by its share."""
    if isinstance(value, Part) and value.sum is not None and value.share is not None:
        return str(value), f"{value.name}: {percent(value.share)}"
    return (str(value),)


def _fits(name: str, spelled: tuple[str, ...], label: str) -> int:
    """0 for a label that says something else; more, the more words of it are those of the value."""
    fits = [
        (text, one) for text in spelled for one in label.removeprefix("?").split("|") if label and same(name, text, one)
    ]
    return max((1 + len(_words(text) & _words(one)) for text, one in fits), default=0)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.casefold()))


def same(name: str, text: str, label: str) -> bool:
    """Whether a value is the one of the label: names of firms by their words, parts by price and some word."""
    if name == "parts":
        own, price = text.rsplit(": ", 1)
        other, agreed = label.rsplit(": ", 1)
        words = set(re.findall(r"[a-z0-9]+", own.casefold())) & set(re.findall(r"[a-z0-9]+", other.casefold()))
        return price == agreed and bool(words - {"of", "the", "and", "upon"})
    if name in NAMES:
        return is_same_name(text, label)
    return text.casefold() == label.casefold()


def _count_quotes(counted: Counted, document: Document, terms: Terms) -> None:
    texts = [passage.text for passage in document.passages()]
    texts += [cell.text for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    for found in terms.found.values():
        for one in found:
            counted.quotes += 1
            counted.literal += any(one.quote.text in text for text in texts)


def _print(half: str, counted: Counted, verbose: bool) -> None:
    right, wrong, missed = counted.right.total(), counted.wrong.total(), counted.missed.total()
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    print(f"  {half}: {counted.papers} papers, {right + missed} values; {counted.seconds:.2f} s of processor time")
    print(f"    precision {precision:.3f} (goal {PRECISION}), recall {recall:.3f} (goal {RECALL})")
    print(f"    quotes literal: {counted.literal} of {counted.quotes}")
    for name in sorted(set(counted.right) | set(counted.wrong) | set(counted.missed)):
        if counted.wrong[name] or counted.missed[name]:
            print(
                f"    {name}: {counted.right[name]} right, {counted.wrong[name]} wrong, {counted.missed[name]} missed"
            )
    for sentence in counted.told if verbose else ():
        print(f"      {sentence}")
