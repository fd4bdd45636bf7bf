"""How the code is built: copies, tangles, circles, where they cost most, and what became worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.structure import changes, circles, copies, facts, tangles
from makegood.engine.probes.structure.circles import Circle, circles_of
from makegood.engine.probes.structure.copies import Copy, copies_of, share_of
from makegood.engine.probes.structure.extract import OUTLINES
from makegood.engine.probes.structure.hot_spots import changes_of, hot_spots
from makegood.engine.probes.structure.likeness import likeness_of
from makegood.engine.probes.structure.modules import Graph, graphs_of
from makegood.engine.probes.structure.source import File, source_of
from makegood.engine.probes.structure.type_imports import without_type_imports
from makegood.engine.repository.git import GitFailed
from makegood.engine.repository.tree import Tree
from makegood.engine.repository.unread import set_aside, unread_languages

RUBY_FILES = 5
REVIEWER = "Have a reviewer look at that code."


@dataclass(frozen=True, slots=True)
class Structure:
    """What one revision shows."""

    files: list[File]
    copies: list[Copy]
    graphs: dict[str, Graph]
    circles: list[Circle]


def look(scene: Scene) -> Iterator[Fact | Gap]:
    now = _structure(scene, scene.tree)
    yield scene.saw(facts.SIZE, _sizes(now.files))
    yield scene.saw(facts.COPIES, _copies(scene, now.copies, "copied-code"))
    yield scene.saw(facts.COPIED_SHARE, share_of(now.copies, now.files))
    yield scene.saw(facts.TANGLES, tangles.tangles_of(now.files)[: tangles.KEPT])
    yield scene.saw(facts.TANGLED_SHARE, tangles.tangled_share(now.files))
    yield scene.saw(facts.CIRCLES, [circles.finding_of(circle) for circle in now.circles[: circles.KEPT]])
    yield from _unseen(scene, now.files)
    yield from _hot_spots(scene, now.files)
    yield from _compared(scene, now)


def _structure(scene: Scene, tree: Tree) -> Structure:
    files = source_of(scene.extracts[OUTLINES.name].over(tree.files))
    graphs = dict(graphs_of(files))
    if "script" in graphs:
        graphs["script"] = without_type_imports(scene.repository.git, files, graphs["script"])
    return Structure(files, copies_of(files), graphs, circles_of(graphs.items()))


def _copies(scene: Scene, found: Sequence[Copy], rule: str) -> list[Finding]:
    kept = found[: copies.KEPT]
    alike = likeness_of(scene.repository.git, kept)
    return [copies.finding_of(copy, share, rule) for copy, share in zip(kept, alike, strict=True)]


def _sizes(files: list[File]) -> list[dict[str, object]]:
    count: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    for file in files:
        count[file.language] += 1
        statements[file.language] += file.size
        ways[file.language] += file.ways
    return [
        {"language": name, "files": count[name], "statements": statements[name], "ways": ways[name]}
        for name in sorted(count)
    ]


def _unseen(scene: Scene, files: list[File]) -> Iterator[Gap]:
    for name in unread_languages(scene.tree):
        reason = f"Code in {name} is not read for copies, tangles and circles."
        yield from scene.missed((*facts.SEEN, *facts.COMPARED), Cause.UNSUPPORTED, reason, REVIEWER)
    if aside := set_aside(scene.tree):
        yield from scene.missed(facts.SEEN, Cause.NO_EVIDENCE, aside, REVIEWER, Side.PARTNER)
    for entry, why in scene.extracts[OUTLINES.name].missing(scene.tree.files):
        reason = f"{entry.path} could not be read: {why}."
        remedy = "Ask for a smaller file."
        yield from scene.missed((*facts.SEEN, *facts.COMPARED), Cause.ERROR, reason, remedy, Side.PARTNER)
        break
    ruby = [file for file in files if file.language == "ruby"]
    if len(ruby) >= RUBY_FILES and sum(bool(file.imports) for file in ruby) * 3 < len(ruby):
        reason = "Most of the Ruby files name no file that they need; what is loaded by name alone is not followed."
        yield from scene.missed(facts.CIRCLES, Cause.UNSUPPORTED, reason, REVIEWER)


def _hot_spots(scene: Scene, files: list[File]) -> Iterator[Fact | Gap]:
    reason = "A plain folder has no history."
    if scene.repository.history:
        try:
            changed = changes_of(scene.repository.git, scene.repository.revision)
        except GitFailed as failed:
            reason = f"The history cannot be followed: {failed}"
        else:
            yield scene.saw(facts.HOT_SPOTS, hot_spots(files, changed))
            return
    yield from scene.missed(facts.HOT_SPOTS, Cause.NO_EVIDENCE, reason, "Ask for a full copy of the repository.")


def _compared(scene: Scene, now: Structure) -> Iterator[Fact | Gap]:
    if scene.before is None:
        reason = "No earlier accepted revision was given to compare with."
        yield from scene.missed(facts.COMPARED, Cause.NO_EVIDENCE, reason, "Inspect again with --since.", Side.OWNER)
        return
    before = _structure(scene, scene.before)
    if not before.files:
        reason = "The last accepted revision holds no code that is read here."
        remedy = "Compare with a revision that does."
        yield from scene.missed(facts.COMPARED, Cause.NO_EVIDENCE, reason, remedy, Side.OWNER)
        return
    moved = changes.moved_files(now.files, before.files)
    worse = [
        *_copies(scene, changes.new_copies(now.files, now.copies, before.files, before.copies), "new-copy"),
        *changes.grown(now.files, before.files),
        *changes.new_circles(now.circles, before.graphs, moved),
    ]
    yield scene.saw(facts.WORSE, worse[: changes.KEPT])
    yield scene.saw(facts.TREND, list(_trend(before, now)))


def _trend(before: Structure, now: Structure) -> Iterator[dict[str, object]]:
    shares = {
        "copied": (share_of(before.copies, before.files), share_of(now.copies, now.files)),
        "tangled": (tangles.tangled_share(before.files), tangles.tangled_share(now.files)),
    }
    for measure, (earlier, later) in shares.items():
        yield {"measure": measure, "before": format(earlier, "f"), "after": format(later, "f")}


PROBE = Probe(name="structure", gives=facts.EVERY, look=look, extractors=(OUTLINES,))
