"""How the verdicts came about and how often they are wrong, and the form by which a person certifies the records."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache as once
from pathlib import Path

from makegood.engine import ENGINE_VERSION, catalogue
from makegood.engine.dispute import parts
from makegood.engine.stored import engine_source

MEASURED = Path(__file__).parent / "measured.toml"
WIDTH = 100
COMMAND = "makegood verify dispute.zip --key agreed.vkey --receipt yours.txt"


@once
def measured() -> tuple[dict[str, object], dict[tuple[str, int], tuple[int, int]]]:
    """When and on how much; and per check and version: how many breaches were put in, how many were found."""
    document = tomllib.loads(MEASURED.read_text(encoding="utf-8"))
    rows = {(row["id"], row["version"]): (row["planted"], row["found"]) for row in document["check"]}
    return document, rows


def method_text() -> str:
    """The method, and the measured error rate of each check in its version."""
    document, rows = measured()
    lines = [
        "HOW THE VERDICTS CAME ABOUT",
        "",
        *_wrapped(
            "A program looks at what was delivered and writes facts, each with its source, its time and who vouches "
            "for it. Pure functions, the checks, judge facts by limits that both sides signed. What could not be seen "
            "is a gap with a reason, and never counts as right. The same facts and the same checklist give the same "
            "verdicts on every machine; the one command in README.txt does it again."
        ),
        "",
        f"Engine {ENGINE_VERSION}, SHA-256 over its files {engine_source()}.",
        "Versions of tools and the age of vulnerability records stand in each report under tools and facts.",
        "",
        "HOW OFTEN IT IS RIGHT",
        "",
        *_wrapped(
            f"Measured on {document['when']}: into copies of {document['repositories']} healthy public repositories "
            f"{sum(planted for planted, _ in rows.values())} breaches were put, one at a time. Found means that the "
            "right check failed and showed the place. How often a check fails without reason was looked at on 60 "
            "other public repositories: of 27 checks that failed and would have held a payment, 21 were right by a "
            "person's reading, 5 were wrong and have been mended since, and 1 was wrong and is not mended."
        ),
        "",
        *(_check_line(id, one.version, rows) for id, one in catalogue.load().items()),
    ]
    return "\n".join(lines) + "\n"


def _check_line(id: str, version: int, rows: dict[tuple[str, int], tuple[int, int]]) -> str:
    known = rows.get((id, version))
    return f"{id} (version {version}): {f'{known[1]} of {known[0]} found' if known else 'not measured'}"


def readme_text(engagement: str, made: datetime) -> str:
    lines = [
        f"THE RECORDS OF: {engagement}",
        f"Written {made:%Y-%m-%d %H:%M} UTC by the clock of the side that keeps them.",
        "",
        "To verify all of it and to reproduce every verdict, on any machine with Makegood, one command:",
        "",
        f"    {COMMAND}",
        "",
        *_wrapped(
            "agreed.vkey is the key printed in your signed agreement, one line; yours.txt is any receipt that you were "
            "sent or kept (--receipt may be repeated, or left out). Take both from your own papers, not from here."
        ),
        "",
        "It answers three questions apart: is it intact, who else than its keeper anchors it, who proves its time;",
        "and it judges the facts of each inspection again.",
        "",
        *(f"{name:<20} {what}" for name, what in CONTENTS),
    ]
    return "\n".join(lines) + "\n"


CONTENTS = (
    (parts.STORY, "every event in words, with who did it: start here; ledger.jsonl is what counts"),
    (parts.LEDGER, "every event, one line each; contents that were erased are named holes"),
    (parts.CHECKPOINTS, "what the keeper signed of the ledger, by size"),
    (parts.RECEIPTS, "checkpoints that other parties were given or cosigned"),
    (parts.KEYS, "the agreed keys, and every event that changed them"),
    (parts.CERTIFICATES, "signed decisions (DSSE, in-toto)"),
    (parts.EVIDENCE, "reports, facts, checklists and evidence under their SHA-256"),
    (parts.NOT_SEEN, "what the inspections could not see, and whose side that was"),
    (parts.METHOD, "how verdicts come about, and measured error rates"),
    (parts.CERTIFICATION, "a form by which a person certifies these records (FRE 902(13) and (14))"),
    (parts.ACCESS, "who looked at what, where it was kept"),
    (parts.REPOSITORY, "the delivered code with its history (git clone repository.bundle), where it was added"),
)


def certification_text(engagement: str, ledger: str, size: int, root: bytes) -> str:
    """A form to be filled in by a qualified person; a lawyer reads it before it is used."""
    return CERTIFICATION.format(engagement=engagement, ledger=ledger, size=size, root=root.hex(), command=COMMAND)


CERTIFICATION = """\
CERTIFICATION OF RECORDS GENERATED BY AN ELECTRONIC PROCESS (FED. R. EVID. 902(13))
AND OF DATA IDENTIFIED BY A PROCESS OF DIGITAL IDENTIFICATION (FED. R. EVID. 902(14))

A form. Have a lawyer read it before it is used; strike out what does not apply.

Records: {engagement}
Ledger: {ledger}, {size} events, root of the Merkle tree (RFC 6962, SHA-256)
    {root}

I, ______________________________, declare:

1. I am employed as ______________________________ by ______________________________. By training and
   experience, namely ______________________________, I am qualified to make this certification.

2. The records in this file were generated by Makegood, which ran on ______________________________
   under the control of ______________________________. method.txt describes the process. Persons who
   could alter its files or its clock were: ______________________________.

3. (902(13)) That process produces an accurate result: on ____________ I ran the command
       {command}
   with the key of the signed agreement and with the receipts named below. Its output is attached. Known
   limits and measured error rates are in method.txt; what was not seen is in not-seen.json.

4. (902(14)) The copy was made on ____________ by ______________________________. Its SHA-256 is
   ________________________________________________________________ and equals that of the original.

5. The records were made at or near the time of what they record, in the course of a regularly conducted
   activity, as a regular practice (803(6)), except: ______________________________.

6. Receipts kept by persons other than the keeper of the ledger: ______________________________.

I declare under penalty of perjury under the laws of the United States of America that the foregoing is
true and correct (28 U.S.C. 1746).

Date: ____________        Signature: ______________________________
"""


def _wrapped(text: str) -> Iterator[str]:
    return iter(textwrap.wrap(text, WIDTH))
