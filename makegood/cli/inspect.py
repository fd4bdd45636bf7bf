"""`makegood inspect TARGET...`: looks at what was delivered and decides."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from makegood.cli.refusal import Refused

if TYPE_CHECKING:
    from makegood.engine.home import Home
    from makegood.engine.inspection import Inspection, Rules
    from makegood.engine.probe import Settings

Commands = argparse._SubParsersAction  # argparse has no public name for what add_subparsers returns

TOOLS = Path(__file__).resolve().parents[2] / ".tools"


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "inspect",
        help="look at a delivered repository and say whether it is what was promised",
        description="Looks at what was delivered, judges it by a checklist, and says whether to pay.",
    )
    parser.add_argument("targets", metavar="TARGET", nargs="+", help="a folder, a git repository or a git address")
    parser.add_argument("--as", dest="kind", choices=_KINDS, metavar="KIND", help=f"what it is: {', '.join(_KINDS)}")
    parser.add_argument(
        "--playbook", default="standard", metavar="NAME|FILE", help="the checklist that is agreed (default: standard)"
    )
    parser.add_argument("--ref", metavar="REV", help="the revision to judge (default: HEAD)")
    parser.add_argument("--since", metavar="REV", help="the last accepted revision, to compare with")
    parser.add_argument(
        "--only", action="append", default=[], metavar="ID", help="judge this check only; decides nothing; repeatable"
    )
    parser.add_argument(
        "--attested-by",
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="a report (SARIF, JUnit, Cobertura, CycloneDX) that NAME vouches for",
    )
    parser.add_argument("--save-facts", type=Path, metavar="FILE", help="keep the facts, for: makegood judge FILE")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    parser.add_argument("--sarif", type=Path, metavar="FILE", help="write the places as SARIF 2.1.0")
    parser.add_argument("--sbom", type=Path, metavar="FILE", help="write the parts list as CycloneDX 1.6")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as one HTML file")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the report as PDF")
    parser.add_argument("--jobs", type=int, metavar="N", help="how many probes at a time (default: the cores)")
    parser.add_argument("--offline", action="store_true", help="use no network at all")
    parser.add_argument("--allow-run", action="store_true", help="let delivered code run, in the sandbox only")
    parser.add_argument(
        "--allow-registries", action="store_true", help="fetch the packages that lock files name, for --allow-run"
    )
    parser.set_defaults(run=run)


_KINDS = ("repository", "application", "api", "database", "documents")


def run(given: argparse.Namespace) -> int:
    from makegood.cli.progress import Progress
    from makegood.engine.deliverable import Kind
    from makegood.engine.dictionary import declared_probes
    from makegood.engine.home import Home
    from makegood.engine.inspection import Inspector, new_run_folder
    from makegood.engine.repository.git import GitFailed
    from makegood.engine.repository.intake.mirror import MirrorRefused
    from makegood.engine.target import TargetRefused, recognise_all

    if given.offline and given.allow_registries:
        raise Refused("--offline and --allow-registries exclude each other: fetching packages needs the network.")
    if given.jobs is not None and given.jobs < 1:
        raise Refused(f"--jobs takes a number from 1 on, and {given.jobs} is none.")
    rules = load_rules(given.playbook, given.only)
    for path in (given.save_facts, given.json, given.sarif, given.sbom, given.html, given.pdf):
        if path is not None and not os.access(path.parent, os.W_OK):
            raise Refused(f"{path} cannot be written: there is no folder {path.parent} that you may write to.")
    home = Home.here()
    try:
        targets = recognise_all(given.targets, Kind(given.kind) if given.kind else None)
        given.run_folder = new_run_folder(home)
        with Progress(sys.stderr) as told:
            inspector = Inspector(
                home=home,
                probes=declared_probes(),
                settings=_settings(given, home),
                run_folder=given.run_folder,
                told=told,
            )
            inspection = inspector.inspect(targets, rules, ref=given.ref, since=given.since)
    except (TargetRefused, MirrorRefused, GitFailed) as refused:
        raise Refused(str(refused)) from None
    status = show(inspection)
    _write(given, inspection, rules)
    return status


def load_rules(playbook: str, only: list[str]) -> Rules:
    """The catalogue, the dictionary and the playbook. Raises Refused with one sentence."""
    from makegood.engine import catalogue, dictionary
    from makegood.engine import playbook as playbooks
    from makegood.engine.comparing import compared_facts
    from makegood.engine.inspection import Rules

    checks = catalogue.load()
    strange = [id for id in only if id not in checks]
    if strange:
        near = difflib.get_close_matches(strange[0], checks, n=1)
        raise Refused(
            f"There is no check {strange[0]!r}. {f'Did you mean {near[0]}?' if near else 'See: makegood checks'}"
        )
    try:
        loaded = playbooks.load(playbook, checks)
        facts = dictionary.load_facts()
        compared_facts(loaded, checks, facts)
    except playbooks.PlaybookRefused as refused:
        raise Refused(str(refused)) from None
    return Rules(catalogue=checks, dictionary=facts, playbook=loaded, only=only)


def show(inspection: Inspection) -> int:
    """Prints the terminal report; the exit status is the gate's."""
    from makegood.engine.gate import GateState
    from makegood.engine.reports.terminal import render

    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    sys.stdout.write(render(inspection, width, colour))
    return 0 if inspection.gate.state is GateState.OPEN else 1


def _settings(given: argparse.Namespace, home: Home) -> Settings:
    from makegood.engine.probe import Settings

    attested = []
    for text in given.attested_by:
        name, _, file = text.partition("=")
        if not name or not Path(file).is_file():
            raise Refused(f"--attested-by takes NAME=FILE, and {text!r} names no file that is there.")
        attested.append((name, Path(file)))
    return Settings(
        allow_run=given.allow_run,
        allow_registries=given.allow_registries,
        offline=given.offline,
        jobs=given.jobs or os.cpu_count() or 1,
        tools=TOOLS if TOOLS.is_dir() else None,
        advisories=home.advisories,
        packages=home.packages,
        key=home.key(),
        attested=tuple(attested),
    )


def _write(given: argparse.Namespace, inspection: Inspection, rules: Rules) -> None:
    from makegood.engine.record import sheets_to_json
    from makegood.engine.reports.document import to_json

    if given.save_facts:
        write_json(given.save_facts, sheets_to_json(inspection.sheets, rules.dictionary))
    if given.json:
        from makegood.engine.certificate.binding import bound
        from makegood.engine.home import Home

        write_json(given.json, bound(to_json(inspection), Home.here().signing_key()))
    if given.sarif:
        from makegood.engine.reports.sarif import to_sarif

        write_json(given.sarif, to_sarif(inspection))
    if given.sbom:
        from makegood.engine.reports.cyclonedx import to_cyclonedx

        write(given.sbom, to_cyclonedx(inspection).encode())
    if given.html:
        from makegood.engine.reports import html

        write(given.html, html.render(inspection).encode("utf-8", "backslashreplace"))
    if given.pdf:
        from makegood.engine.reports import pdf

        write(given.pdf, pdf.render(inspection))


def write_json(path: Path, document: object) -> None:
    write(path, (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))


def write(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as broken:
        temporary.unlink(missing_ok=True)
        raise Refused(f"{path} cannot be written: {broken.strerror or broken}.") from None
