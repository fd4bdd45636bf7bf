"""Small repositories that are made: one healthy, one with a key in it, one with hardly any code."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import textwrap
from pathlib import Path

from makegood.cli.desk import inspected_rows
from makegood.rules.desk.seen import Seen

WHO = ("-c", "user.name=Pat", "-c", "user.email=pat@partner.test", "-c", "commit.gpgsign=false")
MODULES = ("catalog", "checkout", "orders", "customers", "stock", "mail", "reports", "search")
README = """# Shop

An online shop. It needs Python 3.11.

## Start

    pip install -r requirements.txt
    python -m shop

## Operate

Logs go to standard output. A backup is the file shop.sqlite3: copy it while the shop is stopped, and put it back the
same way. The parts are described in docs/architecture.md.
"""


PARTS = "# Architecture\n\nEight modules, one database.\n"


def repositories(folder: Path) -> dict[str, Path]:
    """Makes them."""
    key = "AKIA" + "".join(chr(65 + (number * 7) % 26) for number in range(16))
    made_up = base64.b64encode(hashlib.sha256(key.encode()).digest()).decode().replace("=", "")[:40]
    secret = f'AWS_ACCESS_KEY_ID = "{key}"\nAWS_SECRET_ACCESS_KEY = "{made_up}"\n'
    whole = {**_code(), **_tests(), "README.md": README, "requirements.txt": "", "docs/architecture.md": PARTS}
    return {
        "healthy": _made(folder / "healthy", whole),
        "leaking": _made(folder / "leaking", {**whole, "shop/settings.py": secret}),
        "empty": _made(folder / "empty", {"main.py": "print('hello')\n"}),
    }


def inspected(path: Path) -> tuple[Seen, ...]:
    """What the inspection of it says, as rows."""
    return inspected_rows(str(path))


def _code() -> dict[str, str]:
    told = {"shop/__init__.py": '"""The shop."""\n'}
    for number, name in enumerate(MODULES):
        lines = [f'"""The {name} of the shop."""\n']
        for place in range(12):
            lines.append(
                textwrap.dedent(f'''
                    def {name}_{place}(items: list[int], limit: int = {place + number}) -> int:
                        """The sum of {name} items above a limit."""
                        total = {number}
                        for item in items:
                            if item > limit:
                                total += item * {place + 2} - {number}
                        return total
                ''')
            )
        told[f"shop/{name}.py"] = "\n".join(lines)
    return told


def _tests() -> dict[str, str]:
    told = {}
    for number, name in enumerate(MODULES):
        tests = "\n\n".join(
            f"def test_{name}_{place}_adds_what_is_above_its_limit():\n"
            f"    assert {name}.{name}_{place}([{place + number + 1}]) == "
            f"{number + (place + number + 1) * (place + 2) - number}"
            for place in range(12)
        )
        told[f"tests/test_{name}.py"] = f"from shop import {name}\n\n\n{tests}\n"
    return told


def _made(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    _git(folder, "init", "-q", "-b", "main")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        _git(folder, "add", name)
        _git(folder, *WHO, "commit", "-qm", f"Add {name}")
    return folder


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, timeout=60)
