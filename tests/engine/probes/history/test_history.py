"""The probe on little histories, honest, odd and hostile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from makegood.engine.facts import Origin
from makegood.engine.probes.history import facts
from makegood.engine.probes.history import stream as streaming
from makegood.engine.probes.history.probe import PROBE
from makegood.engine.repository.git import Git
from tests.costing import at_most
from tests.engine.building import ANN, BOB, Delivery, git
from tests.engine.looking import Seen, look

CLEO = "Cleo Coder <cleo@partner.test>"
FORGE = "GitHub <noreply@github.com>"
START = datetime(2026, 1, 5, 10, tzinfo=UTC)
Looked = Callable[..., Seen]

Row = tuple[str, int, int, str, str]
"""Author, author and commit time in seconds from START, message, committer."""


def grow(repository: Delivery, rows: Sequence[Row]) -> None:
    """Many commits in one fast-import, over seven files."""
    begin = int(START.timestamp())
    parts = []
    for number, (author, authored, committed, message, committer) in enumerate(rows):
        body = message.encode()
        parts.append(
            b"commit refs/heads/main\nauthor %s %d +0000\ncommitter %s %d +0000\ndata %d\n%s\nM 100644 inline f%d.py\n"
            b"data 4\nx=%d\n\n"
            % (
                *(author.encode(), begin + authored, committer.encode(), begin + committed),
                *(len(body), body, number % 7, number % 10),
            )
        )
    repository.load(b"".join(parts))


def test_a_little_history_is_counted(repository: Delivery, looked: Looked) -> None:
    repository.commit({"app.py": "x = 1\n", "README.md": "hi\n"})
    repository.commit({"app.py": "x = 2\n"}, author=BOB)
    repository.commit({"shop.py": "y = 1\n"}, author="Ann Author <ann@home.test>")
    seen = looked(PROBE)
    assert (seen[facts.COMMITS], seen[facts.PEOPLE], seen[facts.MERGES]) == (3, 2, 0)
    assert seen[facts.SOURCE_FILES] == 2
    assert seen[facts.TRUCK_FACTOR] == 2, "one change by Bob makes him a second author of app.py: 3.457 / 4.168 > 0.75"
    assert (seen[facts.SHARED], seen[facts.MAIN_SHARE]) == (Decimal("0.5"), 1)
    assert (seen[facts.FIRST_DAY], seen[facts.LAST_DAY]) == ("2026-01-05", "2026-01-07")
    assert seen[facts.ACTIVITY] == [{"week": "2026-01-05", "commits": 3, "people": 2, "files": 4}]


def test_what_names_and_dates_say_is_declared_and_no_address_is_told(repository: Delivery, looked: Looked) -> None:
    repository.commit({"app.py": "x = 1\n"})
    seen = looked(PROBE)
    assert seen.sheet.facts[facts.COMMITS.name].origin is Origin.OBSERVED
    for name in (facts.PEOPLE, facts.TRUCK_FACTOR, facts.LAST_DAY, facts.SEEN):
        assert seen.sheet.facts[name.name].origin is Origin.DECLARED
    assert "ann" not in str([fact.value for fact in seen.sheet.facts.values()]).lower()


def test_a_moved_file_keeps_its_author(repository: Delivery, looked: Looked) -> None:
    repository.commit({"old/cart.py": "a = 1\nb = 2\nc = 3\nd = 4\n"})
    repository.commit({"old/cart.py": None, "new/cart.py": "a = 1\nb = 2\nc = 3\nd = 4\n"}, author=BOB)
    assert looked(PROBE)[facts.SHARED] == 1


def test_a_file_moved_and_edited_at_once_keeps_its_author(repository: Delivery, looked: Looked) -> None:
    lines = "".join(f"line_{number} = {number}\n" for number in range(30))
    repository.commit({"old/cart.py": lines})
    repository.commit({"old/cart.py": None, "new/basket.py": lines + "more = 1\n"}, author=BOB)
    seen = looked(PROBE)
    assert seen[facts.SHARED] == 1
    assert seen[facts.MAIN_SHARE] == 1


def test_vendored_generated_and_documents_are_nobodys_knowledge(repository: Delivery, looked: Looked) -> None:
    repository.commit(
        {"app.py": "x\n", "vendor/a/b.php": "x\n", "docs/conf.py": "x\n", "app.min.js": "x\n", "examples/a.py": "x\n"}
    )
    assert looked(PROBE)[facts.SOURCE_FILES] == 1


def test_bots_know_nothing(repository: Delivery, looked: Looked) -> None:
    bot = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"
    repository.commit({"app.py": "x = 1\n"})
    repository.commit({"made.py": "x = 1\n", "app.py": "x = 2\n"}, author=bot)
    seen = looked(PROBE)
    assert (seen[facts.PEOPLE], seen[facts.BOT_COMMITS], seen[facts.SOURCE_FILES]) == (1, 1, 1)
    assert seen[facts.SHARED] == 0


def test_a_branch_merged_by_another_was_seen_by_another(repository: Delivery, looked: Looked) -> None:
    base = repository.commit({"app.py": "x = 1\n"})
    work = repository.commit({"cart.py": "y = 1\n"}, branch="work", author=BOB, parents=[base])
    repository.commit(message="Merge pull request #7 from bob/work", parents=[base, work])
    seen = looked(PROBE)
    assert (seen[facts.CHANGES], seen[facts.SEEN], seen[facts.BRANCHED], seen[facts.MERGES]) == (2, 1, 1, 1)


def test_a_branch_merged_by_its_own_author_by_request_is_not_known_to_be_seen(
    repository: Delivery, looked: Looked
) -> None:
    base = repository.commit({"app.py": "x = 1\n"})
    work = repository.commit({"cart.py": "y = 1\n"}, branch="work", parents=[base])
    repository.commit(message="Merge pull request #7 from ann/work", parents=[base, work], committer=FORGE)
    seen = looked(PROBE)
    assert (seen[facts.SEEN], seen[facts.REQUESTED], seen[facts.BRANCHED]) == (0, 1, 1)


def test_pulling_what_others_pushed_is_no_review(repository: Delivery, looked: Looked) -> None:
    base = repository.commit({"app.py": "x = 1\n"})
    theirs = repository.commit({"cart.py": "y = 1\n"}, branch="theirs", author=BOB, parents=[base])
    repository.commit(message="Merge branch 'main' of git.partner.test:shop", parents=[base, theirs])
    seen = looked(PROBE)
    assert (seen[facts.SEEN], seen[facts.BRANCHED]) == (0, 0)


def test_reviewers_are_named_in_trailers(repository: Delivery, looked: Looked) -> None:
    repository.commit({"a.py": "1\n"}, message="Cart\n\nReviewed-by: Bob Builder <bob@partner.test>")
    repository.commit({"b.py": "1\n"}, message="Cart\n\nReviewed-by: ann author <ann@home.test>")
    repository.commit({"c.py": "1\n"}, message="Cart (#12)", committer=FORGE)
    repository.commit({"d.py": "1\n"}, message="Cart (#13)")
    repository.commit({"e.py": "1\n"}, message="Cart", committer=BOB)
    seen = looked(PROBE)
    assert [seen[name] for name in (facts.SEEN, facts.BY_ONESELF, facts.REQUESTED)] == [2, 1, 1]


def part(number: int) -> str:
    return f"Part {chr(97 + number)}"


DAY = 86_400
ODD: dict[str, tuple[bool, list[Row]]] = {
    "equal-intervals": (True, [(ANN, n * DAY, n * DAY, part(n), ANN) for n in range(25)]),
    "committed-at-once": (True, [(ANN, n * n * DAY, 90 * DAY + n, part(n), ANN) for n in range(25)]),
    "mechanical-messages": (True, [(ANN, n * n * 900, n * n * 900, f"update {n}", ANN) for n in range(25)]),
    "one-burst": (False, [(ANN, n * n * 60, n * n * 60, part(n), ANN) for n in range(9)]),
    "date-in-future": (True, [(ANN, 400 * DAY + n * n, n * n, part(n), ANN) for n in range(25)]),
    "before-parent": (False, [(ANN, -10 * DAY * n, -10 * DAY * n, part(n), ANN) for n in range(5)]),
    "one-committer": (True, [((ANN, BOB, CLEO)[n % 3], n * n * 9_000, n * n * 9_000, part(n), BOB) for n in range(25)]),
}


@pytest.mark.parametrize("rule", ODD)
def test_an_odd_history_is_asked_about(repository: Delivery, looked: Looked, rule: str) -> None:
    strong, rows = ODD[rule]
    grow(repository, rows)
    found = {finding.rule: finding.detail["strong"] for finding in looked(PROBE).findings(facts.QUESTIONS)}
    assert found.get(rule) is strong


def test_an_ordinary_history_raises_no_question(repository: Delivery, looked: Looked) -> None:
    people = (ANN, BOB, CLEO)
    grow(
        repository,
        [(people[n % 3], n * n * 3_301, n * n * 3_301, part(n), people[n % 3]) for n in range(26)],
    )
    assert looked(PROBE).findings(facts.QUESTIONS) == []


@pytest.mark.parametrize("date", ["0", "99999999999", "9223372036854775807", "99999999999999999999999"])
def test_absurd_dates_are_survived(repository: Delivery, date: str) -> None:
    first = repository.commit({"app.py": "x = 1\n"})
    tree = repository.git("rev-parse", f"{first}^{{tree}}")
    raw = f"tree {tree}\nparent {first}\nauthor {ANN} {date} +0000\ncommitter {ANN} {date} +0000\n\nodd\n".encode()
    made = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=raw)
    repository.branch("main", made)
    history = streaming.read_history(Git(repository.path), made)
    assert len(history.commits) == 2
    assert abs(history.commits[0].authored) <= streaming.LATEST


def test_names_and_messages_cannot_forge_a_commit(repository: Delivery, looked: Looked) -> None:
    evil = "H" + "a" * 40 + "\n\nP\nAEve\nB\n:100644 100644 a b M"
    repository.commit({"app.py": "x = 1\n", "H\nP.py": "x\n"}, message=evil, author="H P\x01\x02 <:a@b>")
    seen = looked(PROBE)
    assert (seen[facts.COMMITS], seen[facts.PEOPLE], seen[facts.SOURCE_FILES]) == (1, 1, 2)


def test_bytes_that_are_no_text_are_survived(repository: Delivery, looked: Looked) -> None:
    repository.load(
        b"commit refs/heads/main\nauthor J\xf6rg \xff <\xfe@x> 1767607200 +0000\n"
        b"committer J\xf6rg <j@x.test> 1767607200 +0000\ndata 3\n\xff\xfe\xfd\nM 100644 inline a.py\ndata 2\nx\n"
    )
    assert looked(PROBE)[facts.PEOPLE] == 1


def test_an_octopus_and_a_message_of_megabytes_are_read(repository: Delivery, looked: Looked) -> None:
    base = repository.commit({"app.py": "x = 1\n"})
    arms = [repository.commit({f"arm{n}.py": "x\n"}, branch=f"arm{n}", parents=[base], author=BOB) for n in range(4)]
    message = "x" * 3_000_000 + "\n\nReviewed-by: Bob Builder <bob@partner.test>"
    repository.commit(message="Join", parents=[base, *arms])
    repository.commit({"last.py": "x\n"}, message=message)
    with at_most(3):
        seen = looked(PROBE)
    assert (seen[facts.COMMITS], seen[facts.SEEN], seen[facts.BRANCHED]) == (7, 5, 4)


def test_a_shallow_history_is_a_gap_not_a_dump(repository: Delivery, tmp_path: Path) -> None:
    for number in range(5):
        repository.commit({f"f{number}.py": "x\n"})
    shallow = tmp_path / "shallow.git"
    git("clone", "--quiet", "--bare", "--depth", "2", f"file://{repository.path}", str(shallow))
    seen = look(PROBE, shallow, tmp_path / "look", mirrored=True)
    assert facts.COMMITS not in seen
    assert "shallow" in seen.gaps(facts.TRUCK_FACTOR)[0].reason


def test_a_clone_without_trees_tells_what_commits_tell(repository: Delivery, tmp_path: Path) -> None:
    for number in range(3):
        repository.commit({"a/b.py": f"x = {number}\n"})
    repository.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial.git"
    git("clone", "--quiet", "--bare", "--filter=tree:0", f"file://{repository.path}", str(partial))
    history = streaming.read_history(Git(partial), repository.revisions()[0], files=False)
    assert len(history.commits) == 3


def test_a_history_beyond_the_limit_is_a_gap(
    repository: Delivery, looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "CHANGE_LIMIT", 3)
    for number in range(5):
        repository.commit({f"f{number}.py": "x\n"})
    assert "longer than" in looked(PROBE).gaps(facts.COMMITS)[0].reason


def test_a_rewritten_history_is_a_fact(repository: Delivery, looked: Looked) -> None:
    first = repository.commit({"app.py": "x = 1\n"})
    accepted = repository.commit({"app.py": "x = 2\n"})
    repository.tag("accepted", accepted)
    repository.branch("main", first)
    repository.commit({"app.py": "x = 3\n"})
    assert looked(PROBE, since=accepted)[facts.REWRITTEN] is True
    assert looked(PROBE, since=first)[facts.REWRITTEN] is False


@pytest.mark.slow
def test_thirty_thousand_commits_are_read_within_four_seconds(repository: Delivery) -> None:
    step = timedelta(hours=3).seconds
    grow(repository, [((ANN, BOB)[n % 2], n * step, n * step, f"Work {n}", ANN) for n in range(30_000)])
    with at_most(4):
        history = streaming.read_history(Git(repository.path), repository.git("rev-parse", "main"))
        assert len(history.commits) == 30_000


@pytest.mark.parametrize("again", [0, 8])
def test_files_that_are_only_ever_added_are_asked_about(repository: Delivery, looked: Looked, again: int) -> None:
    for number in range(24):
        files = {f"shop/{number}_{name}.py": f"x = {number}\n" for name in "abc"}
        repository.commit(files | ({"shop/0_a.py": f"y = {number}\n"} if number < again else {}), message=part(number))
    rules = {finding.rule for finding in looked(PROBE).findings(facts.QUESTIONS)}
    assert ("never-changed" in rules) is (again == 0)


def test_a_late_root_that_brings_the_code_is_asked_about(repository: Delivery, looked: Looked) -> None:
    first = repository.commit({f"shop/{number}.py": "x = 1\n" for number in range(40)})
    part_of_shop = {f"billing/{number}.py": "y = 1\n" for number in range(40)}
    root = repository.commit(part_of_shop, branch="billing", parents=[])
    repository.commit(part_of_shop, message="Merge billing", parents=[first, root])
    (found,) = [one for one in looked(PROBE).findings(facts.QUESTIONS) if one.rule == "without-past"]
    assert (found.commit, found.detail["strong"]) == (root, True)


def test_an_accepted_revision_that_shares_nothing_with_the_delivery_was_rewritten(
    repository: Delivery, looked: Looked
) -> None:
    accepted = repository.commit({"app.py": "x = 1\n"}, branch="accepted")
    repository.commit({"app.py": "x = 2\n"}, parents=[])
    assert looked(PROBE, since=accepted)[facts.REWRITTEN] is True
