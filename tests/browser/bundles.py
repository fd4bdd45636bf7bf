"""What the partner of the journey hands in, as git bundles: a hasty version, and one that keeps what was promised."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from makegood.delivery.inventions import invented
from makegood.delivery.repository import build

PAYMENTS = '''"""Payments at checkout."""

STRIPE_KEY = "@@payment_key@@"


def charge(order):
    """What the card is charged, in cents."""
    return order.total_cents
'''


def make_hasty(folder: Path) -> Path:
    """A key in the code, and tests that assert nothing."""
    repository = build(folder / "hasty").path
    (repository / "larkspur" / "orders" / "payments.py").write_text(invented(PAYMENTS), encoding="utf-8")
    for test in sorted((repository / "tests" / "unit").glob("test_*.py")):
        quiet = re.sub(r"^( +)assert .*$", r"\1pass", test.read_text(encoding="utf-8"), flags=re.MULTILINE)
        test.write_text(quiet, encoding="utf-8")
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--message", "Checkout: take payments")
    return _bundle(repository, folder / "hasty.bundle")


def make_careful(folder: Path) -> Path:
    """Opens `standard`."""
    return _bundle(build(folder / "careful").path, folder / "careful.bundle")


def _bundle(repository: Path, file: Path) -> Path:
    _git(repository, "bundle", "create", "--quiet", str(file), "HEAD", "main")
    return file


def _git(folder: Path, *words: str) -> None:
    who = {"NAME": "Pat Lindqvist", "EMAIL": "pat@pixelworks.example"}
    names = {f"GIT_{part}_{key}": value for part in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    alone = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(folder)}
    environment = {"PATH": os.environ.get("PATH", os.defpath), **alone, **names}
    subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True)
