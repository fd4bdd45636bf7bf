"""`makegood gate REPORT`: judges a report of this installation again and signs what comes out."""

from __future__ import annotations

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from makegood.cli.inspect import Commands, write
from makegood.cli.refusal import Refused

SIZE_LIMIT = 256_000_000


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "gate",
        help="judge a report again and sign the decision as a certificate",
        description="Judges every verdict of a report again from its facts, refuses any difference, asks the gate, and "
        "writes one zip: the signed certificate, the report, its facts and its evidence.",
    )
    parser.add_argument("report", type=Path, metavar="REPORT", help="the file that inspect --json wrote here")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: REPORT.certificate.zip)")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.engine.certificate.binding import changes
    from makegood.engine.certificate.issuing import Asked, NotIssued, issue, read_report
    from makegood.engine.gate import GateState
    from makegood.engine.home import Home

    try:
        if given.report.stat().st_size > SIZE_LIMIT:
            raise Refused(f"{given.report} is larger than a report can be (256 MB).")
        content = given.report.read_bytes()
    except OSError as broken:
        raise Refused(f"{given.report} cannot be read: {broken.strerror or broken}.") from None
    key = Home.here().signing_key()
    try:
        changed = changes(read_report(content), [key.verifying_key])
    except NotIssued as refused:
        raise Refused(str(refused)) from None
    try:
        issued = issue(content, key, Asked(at=datetime.now(UTC)))
    except NotIssued as refused:
        return _refuse([*changed, str(refused)])
    if changed:
        return _refuse(changed)
    out = given.out or given.report.with_suffix(".certificate.zip")
    packed = io.BytesIO()
    issued.write(packed)
    write(out, packed.getvalue())
    print(f"{_SAID[issued.decision.state.value]}: {issued.decision.because}")
    print(f"Written: {out}")
    print(f"Signed by: {key.verifying_key.text()}")
    return 0 if issued.decision.state is GateState.OPEN else 1


_SAID = {"open": "OK to pay", "held": "Don't pay yet", "needs_evidence": "Can't tell yet"}


def _refuse(why: list[str]) -> int:
    print(f"makegood: Nothing is signed. {' '.join(why)}", file=sys.stderr)
    return 1
