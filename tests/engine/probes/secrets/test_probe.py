"""Secrets in files, in what was deleted, in proposals; nothing of them in what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine.probes.secrets import facts, history
from makegood.engine.probes.secrets.content import windows
from makegood.engine.probes.secrets.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.invented import SETTINGS, TEN, private_key, some
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
NOTEBOOK = '{"cells": [{"source": ["key = \'%s\'"]}]}\n'


def serious(seen: Seen, name: object) -> list[tuple[str, str, int | None]]:
    findings = seen.findings(name)  # type: ignore[arg-type]
    return [(one.rule, one.path, one.line) for one in findings if one.severity in ("critical", "high")]


def test_each_of_the_ten_kinds_is_found_at_its_line(repository: Delivery, looked: Looked) -> None:
    repository.commit({"shop/settings.py": SETTINGS})
    found = serious(looked(PROBE), facts.IN_TREE)
    assert sorted(found, key=lambda row: row[2] or 0) == [
        (rule, "shop/settings.py", number) for number, rule in enumerate(TEN, start=1)
    ]


def test_a_deleted_secret_is_found_with_the_commit_that_brought_it(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "x = 1\n"})
    guilty = repository.commit({"pay.py": f'KEY = "{TEN["stripe-live-key"]}"\n'})
    repository.commit({"pay.py": None})
    seen = looked(PROBE)
    assert serious(seen, facts.IN_TREE) == []
    assert serious(seen, facts.IN_HISTORY) == [("stripe-live-key", "pay.py", 1)]
    assert seen.findings(facts.IN_HISTORY)[0].commit == guilty


def test_a_secret_on_another_branch_or_in_a_merge_is_history(repository: Delivery, looked: Looked) -> None:
    first = repository.commit({"a.py": "x = 1\n"})
    side = repository.commit({"b.py": "y = 1\n"}, branch="side", parents=[first])
    merge = repository.commit({"c.py": f"k = '{TEN['github-token']}'\n"}, parents=[first, side])
    repository.commit({"c.py": "k = ''\n"})
    repository.commit({"d.py": f"k = '{TEN['slack-token']}'\n"}, branch="side")
    found = looked(PROBE).findings(facts.IN_HISTORY)
    assert {(one.path, one.commit == merge) for one in found} == {("c.py", True), ("d.py", False)}


def test_a_secret_that_still_stands_in_the_code_is_not_told_again_as_history(
    repository: Delivery, looked: Looked
) -> None:
    repository.commit({"a.py": f"k = '{TEN['github-token']}'\n"})
    repository.commit({"a.py": f"k = '{TEN['github-token']}'\nx = 1\n"})
    assert looked(PROBE).findings(facts.IN_HISTORY) == []


def test_a_strangers_proposal_is_no_delivery(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "x = 1\n"})
    theirs = repository.commit({"b.py": f"k = '{TEN['github-token']}'\n"}, branch="theirs")
    repository.git("update-ref", "refs/pull/7/head", theirs)
    repository.git("update-ref", "-d", "refs/heads/theirs")
    seen = looked(PROBE, mirrored=True)
    assert serious(seen, facts.IN_HISTORY) == []
    assert seen[facts.READ] == 1


def test_tests_samples_and_documents_are_shown_and_held_against_nobody(repository: Delivery, looked: Looked) -> None:
    line = f'password = "{some(12)}"\nkey = "{TEN["aws-access-key"]}"\n'
    places = ["tests/test_login.py", ".env.example", "docs/setup.md", "fixtures/users.json", "vendor/x/y.py"]
    repository.commit(dict.fromkeys(places, line) | {"tests/server.key": private_key()})
    seen = looked(PROBE)
    assert serious(seen, facts.IN_TREE) == []
    assert {one.path for one in seen.findings(facts.IN_TREE)} == {*places, "tests/server.key"}


def test_a_pipeline_keeps_no_key_in_its_definition(repository: Delivery, looked: Looked) -> None:
    typed = "Vol" + "torf#7" + "kar"
    repository.commit(
        {
            ".github/workflows/ci.yml": f"env:\n  DEPLOY_TOKEN: {TEN['github-token']}\n  FTP_PASSWORD: '{typed}'\n",
            ".github/workflows/db.yml": f"env:\n  Db: Server=tcp:127.0.0.1,1433;User Id=sa;Password={some(16)};\n",
            ".gitlab-ci.yml": f"variables:\n  POSTGRES_PASSWORD: '{typed}'\n  SECRET_KEY: {some(40)}\n",
        }
    )
    assert serious(looked(PROBE), facts.IN_TREE) == [
        ("github-token", ".github/workflows/ci.yml", 2),
        ("password", ".github/workflows/ci.yml", 3),
    ]


def test_a_compose_file_a_notebook_and_a_seed_hold_real_keys(repository: Delivery, looked: Looked) -> None:
    typed = "Vol" + "torf#7" + "kar"
    repository.commit(
        {
            "docker-compose.yml": f"      - DB_PASSWORD={typed}\n      - X_PASSWORD=${{X_PASSWORD:?must be set}}\n",
            "docker-compose.override.yml": f"      - POSTGRES_PASSWORD={typed}\n",
            "report.ipynb": NOTEBOOK % TEN["aws-access-key"],
            "db/seeds/users.py": f'token = "{TEN["github-token"]}"\npassword = "{typed}"\n',
        }
    )
    assert sorted(serious(looked(PROBE), facts.IN_TREE)) == [
        ("aws-access-key", "report.ipynb", 1),
        ("github-token", "db/seeds/users.py", 1),
        ("password", "docker-compose.yml", 1),
    ]


def test_a_block_for_developers_or_tests_is_no_key_of_production(repository: Delivery, looked: Looked) -> None:
    blocks = [f"{stage}:\n  secret_key_base: {some(40 + size)}\n" for size, stage in enumerate(("development", "test"))]
    repository.commit({"config/secrets.yml": "".join([*blocks, f"production:\n  secret_key_base: {some(48)}\n"])})
    assert serious(looked(PROBE), facts.IN_TREE) == [("session-key", "config/secrets.yml", 6)]


def test_a_bare_value_counts_in_settings_and_not_in_programs(repository: Delivery, looked: Looked) -> None:
    value = some(16)
    repository.commit({".env": f"DB_PASSWORD={value}\n", "app.js": f"password: {value}\n"})
    assert serious(looked(PROBE), facts.IN_TREE) == [("password", ".env", 1)]


def test_settings_in_utf_16_are_read(repository: Delivery, looked: Looked) -> None:
    repository.commit({"appsettings.json": f'{{"Password": "{some(12)}!"}}'.encode("utf-16")})
    assert serious(looked(PROBE), facts.IN_TREE) == [("password", "appsettings.json", 1)]


def test_a_large_file_is_read_in_windows(repository: Delivery, looked: Looked) -> None:
    repository.commit({"dump.sql": "x\n" * 3_000_000 + f"-- {TEN['github-token']}\n"})
    assert serious(looked(PROBE), facts.IN_TREE) == [("github-token", "dump.sql", 3_000_001)]


def test_a_second_look_reads_only_what_is_new(
    repository: Delivery, looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"a.py": SETTINGS, "b.py": "x = 1\n"})
    first = looked(PROBE)
    repository.commit({"c.py": f"k = '{TEN['github-token']}'\n"})
    read: list[str] = []
    monkeypatch.setattr(history, "windows", lambda git, blobs: windows(git, read.extend(blobs) or read))
    second = looked(PROBE, note=json.loads(json.dumps(first.note)))
    assert len(read) == 1
    assert second[facts.READ] == 3
    assert len(serious(second, facts.IN_TREE)) == 11


def test_a_rewritten_history_is_read_anew(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": f"k = '{TEN['github-token']}'\n"})
    first = looked(PROBE)
    fresh = repository.commit({"b.py": "x = 1\n"}, branch="other", parents=[])
    repository.branch("main", fresh)
    repository.git("update-ref", "-d", "refs/heads/other")
    second = looked(PROBE, note=first.note)
    assert second.findings(facts.IN_HISTORY) == []
    assert second[facts.READ] == 1


def test_nothing_of_a_secret_is_in_what_the_probe_says(repository: Delivery, looked: Looked) -> None:
    repository.commit({"settings.py": SETTINGS, "key.pem": private_key()})
    seen = looked(PROBE)
    said = repr([fact.value for fact in seen.sheet.facts.values()]) + repr(seen.note)
    assert [rule for rule, value in TEN.items() if value[4:12] in said] == []


def test_a_shallow_history_is_a_gap(repository: Delivery, looked: Looked, tmp_path: Path) -> None:
    repository.commit({"a.py": "x = 1\n"})
    repository.commit({"a.py": "x = 2\n"})
    shallow = Delivery(tmp_path / "shallow.git")
    shallow.git("fetch", "--quiet", "--depth=1", f"file://{repository.path}", "main:main")
    seen = looked.func(shallow, tmp_path / "other", PROBE, mirrored=True)  # type: ignore[attr-defined]
    assert seen.gaps(facts.IN_HISTORY)


def test_what_was_handed_in_before_and_is_gone_since_is_not_this_deliverys(
    repository: Delivery, looked: Looked
) -> None:
    """In the owner's mirror earlier hand-ins stay under tags of ours (H8)."""
    before = repository.commit({"pay.py": f'KEY = "{TEN["stripe-live-key"]}"\n'}, branch="before")
    repository.commit({"a.py": "x = 1\n"})
    repository.git("update-ref", "refs/makegood/delivered/1", before)
    repository.git("update-ref", "-d", "refs/heads/before")
    assert serious(looked(PROBE), facts.IN_HISTORY) == []
    repository.git("update-ref", "refs/heads/again", before)
    assert serious(looked(PROBE), facts.IN_HISTORY) == [("stripe-live-key", "pay.py", 1)]
