"""The code that the sample's partner hands in: the sample delivery, and what came on top of it, as git bundles."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from makegood.delivery.inventions import invented
from makegood.delivery.repository import build

WHO = ("Pat Lindqvist", "pat@pixelworks.example")


@dataclass(frozen=True, slots=True)
class HandIns:
    """Bundles, in the order of the story: badly made, well made, with a key in it, with the reports."""

    careless: bytes
    careful: bytes
    hasty: bytes
    reports: bytes


def make_code() -> HandIns:
    """Some seconds. Raises DeliveryError with one sentence where there is no git."""
    with tempfile.TemporaryDirectory(prefix="makegood-sample-") as place:
        folder = Path(place)
        built = build(folder / "delivery")
        careless, careful = built.paths["first"], built.paths["second"]
        return HandIns(
            careless=_bundle(careless),
            careful=_bundle(careful),
            hasty=_bundle(_on_top(careful, folder / "hasty", "Checkout: take payments", _hasty)),
            reports=_bundle(_on_top(careful, folder / "reports", "Reports by week and by product", _reports)),
        )


def _on_top(base: Path, folder: Path, message: str, change: Callable[[Path], None]) -> Path:
    _git(folder.parent, "clone", "--quiet", "--no-hardlinks", str(base), str(folder))
    change(folder)
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", message)
    return folder


def _hasty(folder: Path) -> None:
    """A key in the code, and tests that were made to be quiet: what a Friday evening leaves."""
    pay = folder / "larkspur" / "orders" / "payments.py"
    pay.write_text(invented(HASTY), encoding="utf-8")
    for test in sorted((folder / "tests" / "unit").glob("test_*.py")):
        text = test.read_text(encoding="utf-8")
        if "import pytest" in text:
            quiet = text.replace("\ndef test_", '\n@pytest.mark.skip(reason="later")\ndef test_')
            test.write_text(quiet, encoding="utf-8")


def _reports(folder: Path) -> None:
    report = folder / "larkspur" / "orders" / "reports.py"
    report.write_text(REPORTS, encoding="utf-8")
    test = folder / "tests" / "unit" / "test_reports.py"
    test.write_text(REPORTS_TEST, encoding="utf-8")


def _bundle(repository: Path) -> bytes:
    file = repository.with_name(f"{repository.name}.bundle")
    _git(repository, "bundle", "create", "--quiet", str(file), "HEAD", "main")
    return file.read_bytes()


def _git(folder: Path, *words: str) -> None:
    """Without the configuration of whoever runs this, on a day that is always the same."""
    name, address = WHO
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), name),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), address),
    }
    subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True)


HASTY = '''"""Payments at checkout."""

import json
import urllib.request

STRIPE_KEY = "@@payment_key@@"


def charge(order, card):
    """Charges the card for the order's total, in cents."""
    body = json.dumps({"amount": order.total_cents, "card": card}).encode()
    request = urllib.request.Request("https://payments.example/charge", data=body)
    request.add_header("Authorization", f"Bearer {STRIPE_KEY}")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)
'''

REPORTS = '''"""Sales by week and by product, as rows and as a file."""

import csv
import io
from collections import Counter


def by_week(orders):
    """Rows of (week, cents), the oldest first; a week is named by its ISO year and number."""
    sums = Counter()
    for order in orders:
        year, week, _ = order.placed.isocalendar()
        sums[f"{year}-W{week:02}"] += order.total_cents
    return sorted(sums.items())


def as_file(rows):
    """The rows as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Week", "Dollars"])
    for week, cents in rows:
        writer.writerow([week, f"{cents / 100:.2f}"])
    return out.getvalue()
'''

REPORTS_TEST = """from dataclasses import dataclass
from datetime import date

from larkspur.orders.reports import as_file, by_week


@dataclass
class Order:
    placed: date
    total_cents: int


ORDERS = [Order(date(2026, 3, 2), 1000), Order(date(2026, 3, 4), 550), Order(date(2026, 3, 9), 200)]


def test_orders_of_one_week_are_one_row():
    assert by_week(ORDERS) == [("2026-W10", 1550), ("2026-W11", 200)]


def test_the_file_has_dollars():
    assert as_file([("2026-W10", 1550)]).splitlines()[1] == "2026-W10,15.50"
"""
