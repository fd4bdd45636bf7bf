"""Learns the second opinion on clauses (`rules/clauses/opinion.json`) from the labelled papers, and measures it.

    python -m bench opinion FOLDER [--write]

Needs scikit-learn, which the project does not. What is learned: of each clause and state the words of the sentences in
which signs fired that a reader bore out, against all other sentences. What is measured, and sets how likely a state is:
what the signs said on papers that no sign had been learned from. For that each round of papers is read by the commit
that was made before it was learned from, and weighed by words that were learned without it.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.clauses import LABELS
from makegood.rules.clauses.clause import State
from makegood.rules.clauses.opinion import ANY, LEAST, MODEL, MOST, SHOWS, words_of

BEFORE = {
    "fourth held out": "aadf40a",
    "fifth held out": "aadf40a",
    "sixth held out": "aadf40a",
    "seventh held out": "e0b1b4c",
    "eighth held out": "a529980",
    "ninth held out": "884c4cd",
    "tenth held out": "884c4cd",
    "eleventh held out": "884c4cd",
    "twelfth held out": "7a47948",
}
"""Round -> the last commit whose signs had not been learned from it."""
STATES = (State.RED_FLAG, State.WEAK, State.PRESENT)
SELDOM, FEWEST, SLIGHT = 5, 3, 0.5
STRICT, MORE_WEIGHT = 10.0, 5
ENOUGH, POINTS = 0.6, -1.0
LOOK = """
import json, sys, re2
from pathlib import Path
from makegood.rules.clauses import judging
from makegood.rules.clauses.matching import Text
from makegood.rules.clauses.parties import parties_of
from makegood.rules.documents.reading import read_paper
options = re2.Options()
options.case_sensitive, options.encoding, options.max_mem = False, re2.Options.Encoding.LATIN1, 8 << 20
for path in map(Path, sys.argv[1:]):
    document = read_paper(path.read_bytes(), path.name)
    sentences, parties = list(judging.sentences_of(document)), parties_of(document)
    names = [re2.compile(parties.fill(side).encode("latin-1", "replace"), options) for side in ("<P>", "<O>")]
    told = []
    for sentence in sentences:
        seen = sentence.seen.replace("\\n", " ").encode("latin-1", "replace")
        seen = names[1].sub(b" ownerx ", names[0].sub(b" partnerx ", seen))
        told.append([seen.decode("latin-1"), sentence.heading])
    at = {id(sentence): index for index, sentence in enumerate(sentences)}
    text, gone, said = Text(sentences, parties), judging._gone(sentences), []
    for clause in judging.clauses():
        hits = text.hits(clause, gone)
        found = judging.conclude(clause, hits)
        fired = [[hit.sign.kind.value, at[id(hit.sentence)]] for hit in hits]
        said.append([found.state.value, getattr(found, "sure", True), fired])
    print(json.dumps({"sentences": told, "said": said}))
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One paper as one version read it. `said`: of each clause state, sure, and the kind and sentence of each sign."""

    part: str
    labels: Sequence[str]
    words: Sequence[tuple[str, ...]]
    said: Sequence[tuple[str, bool, Sequence[tuple[str, int]]]]

    def deciding(self, clause: int) -> list[int]:
        """The sentences that made the state."""
        state, _, hits = self.said[clause - 1]
        kinds = SHOWS.get(State(state), ())
        return sorted({at for kind, at in hits if kind in kinds} or {at for _, at in hits})

    def borne_out(self, clause: int) -> dict[int, str] | None:
        """Sentence -> state that a reader bore out; None where it is not known which sentences are the clause."""
        read, said = self.labels[clause - 1], self.said[clause - 1][0]
        if read == State.MISSING:
            return {}
        return dict.fromkeys(self.deciding(clause), read) if read == said else None


def main(arguments: list[str]) -> None:
    """Prints what is said, right and asked at each chance; `--write` puts the model where it is used."""
    parser = argparse.ArgumentParser(prog="python -m bench opinion", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    learned = list(_looks(given.folder, "HEAD", None))
    first = [look for part, commit in BEFORE.items() for look in _looks(given.folder, commit, part)]
    rows = []
    for part in BEFORE:
        model = Model([look for look in learned if look.part != part])
        rows += [row for look in first if look.part == part for row in _rows(model, look)]
        print(f"opinion: {part} weighed without it", flush=True)
    there = sum(read not in (State.MISSING, "?") for look in first for read in look.labels)
    _measure(rows, there)
    if given.write:
        MODEL.write_text(Model(learned).to_json(_chance(rows), len(learned)), encoding="utf-8")


class Model:
    """One line through the words for each clause and state, and for each clause at all."""

    def __init__(self, looks: Sequence[Look]) -> None:
        texts = importlib.import_module("sklearn.feature_extraction.text")
        numpy = importlib.import_module("numpy")
        self._counting = texts.TfidfVectorizer(analyzer=list, min_df=SELDOM, binary=True, smooth_idf=False)
        everything = self._counting.fit_transform([words for look in looks for words in look.words])
        self.lines: dict[tuple[int, str], tuple[float, Any]] = {}
        for clause in range(1, 33):
            states: list[str | None] = []
            for look in looks:
                borne_out = look.borne_out(clause)
                states += [borne_out.get(at, "") if borne_out is not None else None for at in range(len(look.words))]
            known = numpy.array([state is not None for state in states])
            for state in (ANY, *(state.value for state in STATES)):
                wanted = numpy.array([bool(found) if state == ANY else found == state for found in states])
                if wanted.sum() >= FEWEST:
                    self.lines[clause, state] = _line(everything[known], wanted[known])

    def likeness(self, clause: int, state: str, sentences: Sequence[tuple[str, ...]]) -> float:
        """That of the most like."""
        if (clause, state) not in self.lines:
            return LEAST
        start, weights = self.lines[clause, state]
        return float(min(max((self._counting.transform(sentences) @ weights).max() + start, LEAST), MOST))

    def to_json(self, chance: dict[str, list[float]], papers: int) -> str:
        """As `opinion.Opinion` reads it; a word in no line still makes a sentence longer."""
        words: dict[str, list[float]] = {
            word: [round(float(self._counting.idf_[at]), 2)] for word, at in sorted(self._counting.vocabulary_.items())
        }
        by_column = {at: word for word, at in self._counting.vocabulary_.items()}
        for number, (_, weights) in enumerate(self.lines.values()):
            for at in weights.nonzero()[0]:
                words[by_column[at]] += [number, round(float(weights[at]), 1)]
        models = [[clause, state, round(start, 2)] for (clause, state), (start, _) in self.lines.items()]
        about = (
            f"Made by `python -m bench opinion` on {datetime.now(UTC):%Y-%m-%d} from {papers} papers "
            "(bench/labels/clauses.json); single words and pairs, none of them a paper's text."
        )
        head = {"about": about, "enough": ENOUGH, "points": POINTS, "chance": chance, "models": models}
        lines = [f"{json.dumps(word)}: {json.dumps(told, separators=(',', ':'))}" for word, told in words.items()]
        return json.dumps(head)[:-1] + ', "words": {\n' + ",\n".join(lines) + "\n}}\n"


def _line(sentences: Any, wanted: Any) -> tuple[float, Any]:
    regression = importlib.import_module("sklearn.linear_model").LogisticRegression
    made = regression(C=STRICT, solver="liblinear", class_weight={False: 1, True: MORE_WEIGHT}).fit(sentences, wanted)
    weights = made.coef_.ravel().copy()
    weights[abs(weights) < SLIGHT] = 0
    return float(made.intercept_[0]), weights


@dataclass(frozen=True, slots=True)
class Row:
    """A state that signs said for sure at a first look; `likeness` to the state, and to the clause at all."""

    part: str
    state: str
    likeness: tuple[float, float]
    right: bool


def _rows(model: Model, look: Look) -> Iterator[Row]:
    for clause, (state, sure, _) in enumerate(look.said, 1):
        read = look.labels[clause - 1]
        if sure and state != State.MISSING and read != "?":
            sentences = [look.words[at] for at in look.deciding(clause)]
            likeness = (model.likeness(clause, state, sentences), model.likeness(clause, ANY, sentences))
            yield Row(look.part, state, likeness, read == state)


def _chance(rows: Sequence[Row]) -> dict[str, list[float]]:
    """By state the intercept and the weights of both likenesses; the weights are the same for all."""
    regression = importlib.import_module("sklearn.linear_model").LogisticRegression
    given = [[*(row.state == state for state in STATES), *row.likeness] for row in rows]
    made = regression(C=1.0, max_iter=2000).fit(given, [row.right for row in rows])
    *starts, for_state, for_clause = made.coef_[0]
    return {
        state.value: [round(float(value), 3) for value in (start + made.intercept_[0], for_state, for_clause)]
        for state, start in zip(STATES, starts, strict=True)
    }


def _measure(rows: Sequence[Row], there: int) -> None:
    """Each round by the chances that the others gave."""
    told = []
    for part in BEFORE:
        chance = _chance([row for row in rows if row.part != part])
        for row in rows:
            if row.part == part:
                start, for_state, for_clause = chance[row.state]
                odds = start + for_state * row.likeness[0] + for_clause * row.likeness[1]
                told.append((1 / (1 + math.exp(-odds)), row))
    for enough in (0.0, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        said = [row for chance_of, row in told if chance_of >= enough]
        right = sum(row.right for row in said)
        by_state = ", ".join(_share(state, [row for row in said if row.state == state]) for state in STATES)
        print(
            f"opinion: said from {enough}: precision {right / max(len(said), 1):.3f} ({right}/{len(said)}), recall "
            f"{right / there:.3f} of {there}; {by_state}; asked {len(told) - len(said)}"
        )


def _share(state: State, rows: Sequence[Row]) -> str:
    return f"{state.value} {sum(row.right for row in rows)}/{len(rows)}"


def _looks(folder: Path, commit: str, part: str | None) -> Iterator[Look]:
    """Every labelled paper that is in the folder, or those of one part, as the version of a commit reads it."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))["papers"]
    wanted = [
        (name, path, paper["states"])
        for name, papers in labels.items()
        if part in (None, name)
        for file, paper in papers.items()
        if (path := next((path for path in folder.rglob(file) if path.stat().st_size), None))
    ]
    with tempfile.TemporaryDirectory() as scratch:
        archive = subprocess.run(["git", "archive", commit, "makegood"], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(scratch, filter="data")
        paths = [str(path.resolve()) for _, path, _ in wanted]
        command = [sys.executable, "-c", LOOK, *paths]
        printed = subprocess.run(
            command, check=True, capture_output=True, cwd=scratch, env={"PYTHONPATH": f"{scratch}:{_packages()}"}
        ).stdout
    for (name, _, states), line in zip(wanted, printed.splitlines(), strict=True):
        seen = json.loads(line)
        yield Look(name, states, [words_of(*sentence) for sentence in seen["sentences"]], seen["said"])


def _packages() -> str:
    return ":".join(path for path in sys.path if "site-packages" in path)
