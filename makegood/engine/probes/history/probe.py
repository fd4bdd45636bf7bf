"""The history: one raw git stream, and a second one for the few commits that moved and edited a file at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from makegood.engine.facts import Fact, FactName, Origin
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.history import facts
from makegood.engine.probes.history.calendar import calendar_of, day
from makegood.engine.probes.history.knowledge import Knowledge, knowledge_of, truck_factor
from makegood.engine.probes.history.people import people_of
from makegood.engine.probes.history.questions import import_share, questions_of
from makegood.engine.probes.history.renames import follow_renames
from makegood.engine.probes.history.reviews import reviews_of
from makegood.engine.probes.history.stream import History, read_history
from makegood.engine.repository.git import GitFailed
from makegood.engine.repository.paths import (
    is_documentation,
    is_example,
    is_generated,
    is_markup,
    is_vendored,
    language_of,
    other_language_of,
)

FULL = "Ask for a full copy of the repository (a clone without --depth or --filter)."
FOLDERS = 40


def look(scene: Scene) -> Iterator[Fact | Gap]:
    missing = _why_not(scene)
    if missing:
        yield from scene.missed(facts.EVERY, Cause.NO_EVIDENCE, missing, FULL)
        return
    try:
        history = _read(scene)
    except GitFailed as failed:
        yield from scene.missed(facts.EVERY, Cause.NO_EVIDENCE, _broken(failed), FULL)
        return
    if history.cut:
        yield from scene.missed(
            facts.EVERY, Cause.UNSUPPORTED, history.cut, "Ask a reviewer to look at the history of this repository."
        )
        return
    people = people_of(history.idents)
    yield from _commits(scene, history, people)
    yield from _time(scene, history, people)
    yield from _reviews(scene, history, people)
    if history.files_seen:
        yield from _knowledge(scene, history, people)
    else:
        reason = "The folders and files of older revisions were not delivered with the history."
        yield from scene.missed(facts.OF_FILES, Cause.NO_EVIDENCE, reason, FULL)


def _why_not(scene: Scene) -> str | None:
    if not scene.repository.history:
        return "A plain folder has no history."
    if (scene.repository.git.folder / "shallow").exists():
        return "The history was cut off: the repository is a shallow copy."
    return None


def _broken(failed: GitFailed) -> str:
    if any(word in str(failed) for word in ("Could not read", "bad object", "traverse parents")):
        return "The history is not whole: commits that it builds on were not delivered."
    return f"The history cannot be followed: {failed}"


def _read(scene: Scene) -> History:
    git, revision = scene.repository.git, scene.repository.revision
    try:
        return read_history(git, revision)
    except GitFailed:
        return read_history(git, revision, files=False)


def _commits(scene: Scene, history: History, people: Sequence[int | None]) -> Iterator[Fact | Gap]:
    yield scene.saw(facts.COMMITS, len(history.commits))
    yield scene.saw(facts.MERGES, sum(1 for commit in history.commits if len(commit.parents) > 1))
    authors = [people[commit.author] for commit in history.commits]
    yield scene.saw(facts.PEOPLE, len(set(authors) - {None}), origin=Origin.DECLARED)
    yield scene.saw(facts.BOT_COMMITS, authors.count(None), origin=Origin.DECLARED)
    if scene.repository.since or scene.repository.rewritten:
        yield scene.saw(facts.REWRITTEN, scene.repository.rewritten)
    else:
        reason = "No last accepted revision was given to compare with."
        yield from scene.missed(facts.REWRITTEN, Cause.NO_EVIDENCE, reason, "Name it with --since.", Side.OWNER)


def _time(scene: Scene, history: History, people: Sequence[int | None]) -> Iterator[Fact | Gap]:
    calendar = calendar_of(history, people, scene.now)
    yield _told(scene, facts.QUESTIONS, questions_of(history, people, scene.now, len(scene.tree.files)))
    if calendar.first is None or calendar.last is None:
        dated = (facts.FIRST_DAY, facts.LAST_DAY, facts.WEEKS, facts.ACTIVE_WEEKS, facts.LONGEST_PAUSE)
        reason = "No commit of a person bears a date that can be."
        names = (*dated, facts.LAST_WEEK_SHARE, facts.ACTIVITY)
        yield from scene.missed(names, Cause.NO_EVIDENCE, reason, "Ask the partner how the history was made.")
        return
    yield _told(scene, facts.FIRST_DAY, day(calendar.first))
    yield _told(scene, facts.LAST_DAY, day(calendar.last))
    yield _told(scene, facts.WEEKS, calendar.weeks)
    yield _told(scene, facts.ACTIVE_WEEKS, calendar.active)
    yield _told(scene, facts.LONGEST_PAUSE, calendar.longest_pause)
    yield _told(scene, facts.LAST_WEEK_SHARE, calendar.last_week_share)
    yield _told(scene, facts.ACTIVITY, calendar.rows)


def _reviews(scene: Scene, history: History, people: Sequence[int | None]) -> Iterator[Fact]:
    reviews = reviews_of(history, people)
    yield _told(scene, facts.CHANGES, reviews.changes)
    yield _told(scene, facts.SEEN, reviews.seen)
    yield _told(scene, facts.REQUESTED, reviews.requested)
    yield _told(scene, facts.BY_ONESELF, reviews.by_oneself)
    yield _told(scene, facts.BRANCHED, reviews.branched)


def _knowledge(scene: Scene, history: History, people: Sequence[int | None]) -> Iterator[Fact]:
    paths = [entry.path for entry in scene.tree.files if is_source(entry.path)]
    follow_renames(scene.repository.git, history, paths)
    knowledge = knowledge_of(history, people, paths)
    share, _ = import_share(history, len(scene.tree.files))
    yield scene.saw(facts.IMPORT_SHARE, share)
    yield _told(scene, facts.SOURCE_FILES, knowledge.files)
    yield _told(scene, facts.TRUCK_FACTOR, truck_factor(knowledge.authors, knowledge.files))
    shared = sum(1 for persons in knowledge.touched_by.values() if len(persons) > 1)
    yield _told(scene, facts.SHARED, _share(shared, knowledge.files))
    yield _told(scene, facts.MAIN_SHARE, _share(max(knowledge.authored().values(), default=0), knowledge.files))
    yield _told(scene, facts.BY_FOLDER, _folders(knowledge))


def _told(scene: Scene, name: FactName, value: object) -> Fact:
    return scene.saw(name, value, origin=Origin.DECLARED)


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / max(1, whole)).quantize(Decimal("0.001"))


def is_source(path: str) -> bool:
    """True for what linguist would count: programs and templates, without vendored, generated, documents, examples."""
    if is_vendored(path) or is_generated(path) or is_documentation(path):
        return False
    if is_example(path) and is_example(path.partition("/")[0] + "/"):
        return False  # linguist leaves examples out at the root only
    return bool(language_of(path) or is_markup(path) or other_language_of(path) not in (None, "SQL"))


def _folders(knowledge: Knowledge) -> list[dict[str, object]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for path in knowledge.touched_by:
        grouped[path.rpartition("/")[0].partition("/")[0]].append(path)
    if max(map(len, grouped.values()), default=0) > 0.7 * knowledge.files:
        # One folder holds nearly all: its own folders say more.
        every, grouped = [path for paths in grouped.values() for path in paths], defaultdict(list)
        for path in every:
            grouped["/".join(path.split("/")[:-1][:2])].append(path)
    rows = []
    for folder, paths in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))[:FOLDERS]:
        counts: dict[int, int] = defaultdict(int)
        for path in paths:
            for person in knowledge.authors[path]:
                counts[person] += 1
        main = _share(max(counts.values(), default=0), len(paths))
        rows.append({"folder": folder, "files": len(paths), "people": len(counts), "main_share": format(main, "f")})
    return rows


PROBE = Probe(name="history", gives=facts.EVERY, look=look, seconds=240)
