"""Histories that were thrown away, made up or rewritten; beside them oddities that honest projects have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bench.breaches.copies import Copy, Ident
from bench.breaches.plants import Breach, Decoy, Plant

FAMILY, CHECK = "history", "process.history_is_genuine"
START = datetime(2025, 3, 3, 9, tzinfo=UTC)


def _ident(when: datetime, name: str = "Dana Dev", email: str = "dana@fastcoders.test") -> Ident:
    return Ident(name=name, email=email, when=when)


def dumped(copy: Copy) -> None:
    """Everything in one commit."""
    copy.point(copy.add_commit(f"{copy.head}^{{tree}}", [], _ident(START), message="Initial commit"))


def dumped_with_fixes(copy: Copy) -> None:
    """Everything in one commit, then a dozen small ones to make it look alive."""
    tip = copy.add_commit(f"{copy.head}^{{tree}}", [], _ident(START), message="Initial commit")
    changes: dict[str, bytes | None] = {}
    for number in range(12):
        changes["NOTES.md"] = f"# Notes\n\nRound {number} done.\n".encode()
        tree = copy.tree(copy.head, changes)
        when = START + timedelta(days=number, hours=number * 7 % 5, minutes=number * 13)
        tip = copy.add_commit(tree, [tip], _ident(when), message=f"Fix review remark {number}")
    copy.point(tip)


def _sliced(copy: Copy, count: int, when: list[datetime], committed: list[datetime] | None = None) -> None:
    """The tree, in slices of files, as if it had grown."""
    paths, tip, changes = sorted(copy.paths()), "", dict[str, bytes | None]()
    size = -(-len(paths) // count)
    for number in range(count):
        for path in paths[number * size : (number + 1) * size]:
            changes[path] = copy.raw("cat-file", "blob", f"{copy.head}:{path}")
        author = _ident(when[number])
        committer = _ident(committed[number]) if committed else None
        message = f"Add {paths[min(number * size, len(paths) - 1)]}"
        tip = copy.add_commit(
            copy.tree("", changes), [tip] if tip else [], author, committer=committer, message=message
        )
    copy.point(tip)


def made_up(copy: Copy) -> None:
    """Forty commits at one equal distance, all committed within one minute."""
    when = [START + timedelta(days=2 * number) for number in range(40)]
    _sliced(copy, 40, when, [START + timedelta(days=200, seconds=number) for number in range(40)])


def backdated(copy: Copy) -> None:
    """Author dates over half a year, committer dates within one evening, as a script does it."""
    when = [START + timedelta(days=number * 4, hours=number * 5 % 8, minutes=number * 17 % 60) for number in range(45)]
    _sliced(copy, 45, when, [START + timedelta(days=300, seconds=3 * number) for number in range(45)])


def squashed(copy: Copy) -> None:
    """The accepted revision is gone: all of it is one commit now."""
    dumped(copy)


def reauthored(copy: Copy, last: int = 30) -> None:
    """The last thirty commits again, all under one name of the firm."""
    commits = copy.git("rev-list", "--first-parent", f"--max-count={last}", "--reverse", "HEAD").split()
    tip = copy.git("rev-parse", f"{commits[0]}^")
    for commit in commits:
        seconds = int(copy.git("log", "-1", "--format=%ct", commit))
        author = _ident(datetime.fromtimestamp(seconds, UTC))
        tip = copy.add_commit(f"{commit}^{{tree}}", [tip], author, message=copy.git("log", "-1", "--format=%B", commit))
    copy.point(tip)


def dropped(copy: Copy) -> None:
    """The last two accepted commits are taken out, and work goes on from before them."""
    base = copy.git("rev-parse", "HEAD~2")
    tree = copy.tree(base, {"NOTES.md": b"# Notes\n\nThe open points are done.\n"})
    copy.point(copy.add_commit(tree, [base], copy.author()))


def unrelated(copy: Copy) -> None:
    """A second root brings most of the code at once, joined by a merge."""
    parts: dict[str, bytes | None] = {
        f"modules/billing/part{number}.py": f"def total_{number}(rows):\n    return sum(rows) * {number}\n".encode()
        for number in range(max(60, len(copy.paths())))
    }
    root = copy.add_commit(copy.tree("", parts), [], copy.author(0.2), message="Import")
    copy.point(copy.add_commit(copy.tree(copy.head, parts), [copy.head, root], copy.author(), message="Merge billing"))


def forged_names(copy: Copy) -> None:
    """One committer, five authors who take turns like a clock; all commits within an hour."""
    names = "Ann Bob Cleo Dan Eve".split()
    paths, tip, changes = sorted(copy.paths()), "", dict[str, bytes | None]()
    size = -(-len(paths) // 40)
    for number in range(40):
        for path in paths[number * size : (number + 1) * size]:
            changes[path] = copy.raw("cat-file", "blob", f"{copy.head}:{path}")
        who = names[number % 5]
        author = _ident(START + timedelta(days=number), f"{who} Coder", f"{who.lower()}@fastcoders.test")
        committer = _ident(START + timedelta(days=90, seconds=number))
        tip = copy.add_commit(copy.tree("", changes), [tip] if tip else [], author, committer=committer)
    copy.point(tip)


BREACHES = [
    Breach(FAMILY, "all in one commit", "node", CHECK, dumped),
    Breach(FAMILY, "all in one commit", "petclinic", CHECK, dumped),
    Breach(FAMILY, "one commit and a dozen small fixes", "healthchecks", CHECK, dumped_with_fixes),
    Breach(FAMILY, "made up at equal intervals", "node", CHECK, made_up),
    Breach(FAMILY, "backdated by a script", "guzzle", CHECK, backdated),
    Breach(FAMILY, "one person under five names", "petclinic", CHECK, forged_names),
    Breach(FAMILY, "accepted revision squashed away", "httpx", CHECK, squashed, since=True),
    Breach(FAMILY, "last commits under another name", "flask", CHECK, reauthored, since=True),
    Breach(FAMILY, "accepted commits dropped", "lobsters", CHECK, dropped, since=True),
    Breach(FAMILY, "unrelated root brings the code", "express", CHECK, unrelated),
]


def _quick(copy: Copy) -> None:
    """Five commits within a minute, as a rebase leaves them."""
    tip = copy.head
    changes: dict[str, bytes | None] = {}
    for number in range(5):
        changes[f"docs/note{number}.md"] = f"# Note {number}\n\nWhat was decided.\n".encode()
        author = copy.author(number)
        committer = Ident(name=author.name, email=author.email, when=copy.author(5).when + timedelta(seconds=number))
        tip = copy.add_commit(copy.tree(copy.head, changes), [tip], author, committer=committer)
    copy.point(tip)


def _moved(copy: Copy) -> None:
    """A whole folder is moved in one commit."""
    changes: dict[str, bytes | None] = {}
    for path in copy.paths():
        if path.startswith("docs/"):
            changes[path] = None
            changes[f"manual/{path}"] = copy.raw("cat-file", "blob", f"{copy.head}:{path}")
    copy.point(copy.add_commit(copy.tree(copy.head, changes), [copy.head], copy.author(), message="Move the documents"))


def _merged(copy: Copy) -> None:
    """A branch that lived for months is merged."""
    base = copy.git("rev-parse", "HEAD~20")
    note = {"docs/branch.md": b"# Branch\n\nWork of the summer.\n"}
    side = copy.add_commit(copy.tree(base, note), [base], copy.author(-30))
    copy.point(copy.add_commit(copy.tree(copy.head, note), [copy.head, side], copy.author(), message="Merge summer"))


def _decoy(name: str, host: str, plant: Plant, *, since: bool = False) -> Decoy:
    return Decoy(FAMILY, name, host, plant, since, alone=True)


DECOYS = [
    _decoy("a rebase of five commits", "httpx", _quick),
    _decoy("a folder moved", "guzzle", _moved),
    _decoy("a long branch merged", "guzzle", _merged),
    _decoy("a rebase of five commits", "lobsters", _quick, since=True),
]
