"""Healthy public repositories into which one breach each is put: is it found by the right check, at its place?

`python -m bench breaches [--only FAMILY]... [--repo NAME]... [--name PART] [--sample N] [--since] [--misses FILE]`.
MAKEGOOD_BENCH_HOSTS is a folder with bare clones as `owner+name/repo`; what is not there is named and not counted.
MAKEGOOD_BENCH_HOME is a MAKEGOOD_HOME with vulnerability records, without which old packages cannot be known.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.breaches.families import breaches, decoys
from bench.breaches.measuring import Bench, Outcome
from bench.breaches.plants import HOSTS, Breach, Decoy
from bench.breaches.table import misses_page, show

GOAL = 0.95


def main(arguments: Sequence[str]) -> None:
    given = _options().parse_args(arguments)
    folder = os.environ.get("MAKEGOOD_BENCH_HOSTS")
    if not folder:
        print("breaches: not measured, as MAKEGOOD_BENCH_HOSTS names no folder of clones")
        return
    hosts = {short: Path(folder) / name.replace("/", "+") / "repo" for short, name in HOSTS.items()}
    absent = sorted(HOSTS[short] for short, path in hosts.items() if not (path / "HEAD").exists())
    if absent:
        print(f"breaches: not there and not counted: {', '.join(absent)}")
    wanted = [breach for breach in breaches() if _is_wanted(breach, given) and (hosts[breach.host] / "HEAD").exists()]
    beside = [decoy for decoy in decoys() if _is_wanted(decoy, given) and (hosts[decoy.host] / "HEAD").exists()]
    if given.sample and given.sample < len(wanted):
        wanted = sorted(random.Random(given.seed).sample(wanted, given.sample), key=lambda one: one.host)
    outcomes: list[Outcome] = []
    alarms: list[str] = []
    healthy: list[str] = []
    with tempfile.TemporaryDirectory(prefix="makegood-bench-", ignore_cleanup_errors=True) as scratch:
        for short in dict.fromkeys([one.host for one in [*wanted, *beside]]):
            bench = Bench(short, hosts[short], Path(scratch) / short, always_since=given.since)
            for breach in (one for one in wanted if one.host == short):
                outcomes.append(bench.measure(breach))
                print(f"  {outcomes[-1].line()}", flush=True)
            alarms += bench.alarms([one for one in beside if one.host == short])
            healthy += bench.false_failures()
            if given.misses:
                Path(given.misses).write_text(misses_page(outcomes, alarms, healthy), encoding="utf-8")
    show(outcomes, len(beside), alarms, healthy, goal=GOAL)


def _is_wanted(one: Breach | Decoy, given: argparse.Namespace) -> bool:
    return (
        (not given.only or one.family in given.only)
        and (not given.repo or one.host in given.repo)
        and (not given.name or given.name in one.name)
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench breaches")
    parser.add_argument("--only", action="append", default=[], metavar="FAMILY")
    parser.add_argument("--repo", action="append", default=[], metavar="NAME", choices=sorted(HOSTS))
    parser.add_argument("--name", default="", metavar="PART", help="only those whose name holds this")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many breaches, chosen by chance")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--since", action="store_true", help="every inspection compares with the commit before")
    parser.add_argument("--misses", metavar="FILE", help="write what was missed as a page")
    return parser
