"""docs/operate.md is as the code is: every setting, the units, the proxy's port."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
OURS = re.compile(r"(MAKEGOOD|XDG)_[A-Z_]*[A-Z]|DATABASE_URL|NO_COLOR")
ELSEWHERE = {"delivery"}
"""The sample that is delivered has settings of its own."""


def settings_of(source: str) -> set[str]:
    constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and OURS.fullmatch(value)}


def in_the_code() -> set[str]:
    files = [path for path in (ROOT / "makegood").rglob("*.py") if path.relative_to(ROOT).parts[1] not in ELSEWHERE]
    return set().union(*(settings_of(path.read_text(encoding="utf-8")) for path in files))


def on_the_page() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.partition("## Settings")[2].partition("\n## ")[0], re.MULTILINE))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_setting_that_is_read_stands_on_the_page_and_no_other() -> None:
    assert in_the_code() == on_the_page()


def test_the_test_of_settings_sees_one_that_is_read() -> None:
    assert settings_of('import os\nos.environ.get("MAKEGOOD_NEW")') == {"MAKEGOOD_NEW"}
    assert settings_of('name.startswith("MAKEGOOD_MAIL_")') == set()


def test_the_units_are_understood_by_systemd(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    names = ["makegood-keyholder.service", "makegood.service", "makegood-backup.service", "makegood-backup.timer"]
    units = []
    for name, text in zip(names, blocks("ini"), strict=True):
        assert f"`{name}`" in PAGE or name in PAGE
        unit = tmp_path / name
        unit.write_text(re.sub(r"/opt/makegood/\.venv/bin/\w+", str(program), text))
        units.append(unit)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "makegood" in line]
    assert ours == []


def test_the_proxy_leads_to_the_port_of_the_unit() -> None:
    (caddyfile,) = blocks("caddyfile")
    port = re.search(r"serve --port (\d+)", "".join(blocks("ini")))
    assert port is not None
    assert f"reverse_proxy 127.0.0.1:{port[1]} " in caddyfile
    assert caddyfile.count("{") == caddyfile.count("}")


def test_the_caddyfile_is_understood_by_caddy(tmp_path: Path) -> None:
    if shutil.which("caddy") is None:
        pytest.skip("caddy is not installed; the page says so")
    file = tmp_path / "Caddyfile"
    file.write_text(blocks("caddyfile")[0])
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", file]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
