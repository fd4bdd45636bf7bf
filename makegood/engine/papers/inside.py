"""What the child does: reads the one file and prints one JSON object."""

from __future__ import annotations

import base64
import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from makegood.engine.papers.pictures import reader_of_pictures
from makegood.rules.clauses.judging import judge
from makegood.rules.documents.docx import read_docx
from makegood.rules.documents.limits import Limits
from makegood.rules.documents.reading import read_paper
from makegood.rules.documents.record import document_to_json
from makegood.rules.markup.change import choices_from_json
from makegood.rules.markup.marking import written
from makegood.rules.markup.planning import plan
from makegood.rules.refusal import Refused

ORDER_BYTES = 100_000
PR_SET_PDEATHSIG = 1
TOO_MUCH = "The file needs more memory to be read than a paper may; it was not read."


def main() -> int:
    order: dict[str, Any] = json.loads(sys.stdin.buffer.read(ORDER_BYTES))
    _limit(order)
    try:
        with Path(order["paper"]).open("rb") as file:
            content = file.read(order["limits"]["file_bytes"] + 1)
        limits = Limits(**order["limits"])
        if "mark" in order:
            answer: dict[str, object] = {"marked": _marked(content, order["mark"], limits)}
        else:
            picture = reader_of_pictures() if order["contained"] else None
            document = read_paper(content, order["name"], limits=limits, picture=picture)
            answer = {"document": document_to_json(document)}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        answer = {"refused": TOO_MUCH}
    sys.stdout.write(json.dumps(answer))
    return 0


def _marked(content: bytes, order: Mapping[str, Any], limits: Limits) -> str:
    review = judge(read_docx(content, limits))
    planned = plan(review, choices_from_json(order["choices"]))
    made = written(content, planned, order["author"], datetime.fromisoformat(order["now"]), limits=limits)
    return base64.b64encode(made).decode("ascii")


def _limit(order: Mapping[str, Any]) -> None:
    """A plain child dies with its parent and stays within its limits; the sandbox has limits of its own."""
    if (parent := order.get("parent")) is None:
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    for kind, most in order["resources"].items():
        number = getattr(resource, kind)
        hard = resource.getrlimit(number)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(number, (most, most))
