"""Nothing that is kept or shown carries a secret: ten kinds in eight places, searched for raw, encoded and in part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from makegood.engine import catalogue, dictionary
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Fact, FactName, FactType
from makegood.engine.gaps import Cause, Gap
from makegood.engine.home import Home
from makegood.engine.inspection import Inspection, Inspector, Rules
from makegood.engine.playbook import load
from makegood.engine.probe import Declared, Probe, Scene, Settings
from makegood.engine.probes.secrets.probe import PROBE as SECRETS
from makegood.engine.record import sheets_to_json
from makegood.engine.redaction import known
from makegood.engine.reports import document, html, sarif, terminal
from makegood.engine.repository.content import Extractor
from makegood.engine.target import recognise
from tests.engine.building import Delivery
from tests.engine.invented import SETTINGS, TEN, traces

SAID = FactName("gossip.texts", FactType.TEXTS, "texts", "Everything that a careless probe repeats.")
DECLARED = {**dictionary.load_facts(), SAID.name: SAID}
LINES = Extractor(
    name="gossip.lines",
    wants=lambda entry: "text",
    extract=lambda content, _: content.decode("utf-8", "replace").splitlines(),
    folder=Path(__file__).parent / "checks",
)


def _repeat(scene: Scene) -> Iterator[Fact | Gap]:
    """A probe that says all it sees: lines, names, messages, branches, and the error of a tool."""
    git = scene.repository.git
    texts = [git.text("log", "--all", "--format=%an <%ae> %s %b"), git.text("for-each-ref", "--format=%(refname)")]
    for _, lines in scene.extracts[LINES.name].over(scene.tree.files):
        assert isinstance(lines, list)
        texts += lines
    texts += [entry.path for entry in scene.tree.files]
    texts += [
        f"tool: cannot open https://robot:{value}@tools.shop-live.net/{value}?key={value}" for value in TEN.values()
    ]
    texts += [text[:40] for text in texts]
    evidence = [Evidence(summary=text, path=text, excerpt=text) for text in texts]
    yield scene.saw(SAID, texts, evidence)
    yield from scene.missed(SAID, Cause.ERROR, " ".join(texts), "Look again.")


GOSSIP = Probe(name="gossip", gives=(SAID,), look=_repeat, extractors=(LINES,))


@pytest.fixture
def inspected(repository: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inspection:
    monkeypatch.setattr(known, "_known", known._Known())
    monkeypatch.setattr(document, "load_facts", lambda: DECLARED)
    repository.commit({"settings.py": SETTINGS, ".env": SETTINGS.replace(" = ", "=").replace('"', "")})
    for value in TEN.values():
        name = value.replace("/", "_")
        repository.commit({f"notes/{name}.txt": "x\n"}, message=f"Use {value} for now", author=f"{value} <a@b.test>")
        repository.branch(f"try-{''.join(filter(str.isalnum, value))}", repository.revisions()[0])
    settings = Settings(key=b"k" * 32, jobs=1)
    home = Home(state=tmp_path / "state", cache=tmp_path / "cache")
    runs = tmp_path / "state" / "run"
    runs.mkdir(parents=True)
    inspector = Inspector(
        home=home, probes=[Declared.of(SECRETS), Declared.of(GOSSIP)], settings=settings, run_folder=runs
    )
    rules = Rules(catalogue=catalogue.load(), dictionary=DECLARED, playbook=load("standard", catalogue.load()))
    return inspector.inspect([recognise(str(repository.path))], rules)


def test_ten_secrets_in_eight_places_leave_no_trace(inspected: Inspection, tmp_path: Path) -> None:
    kept = [path for folder in ("state", "cache") for path in (tmp_path / folder).rglob("*") if path.is_file()]
    ours = [path for path in kept if "mirrors" not in path.parts]  # a mirror is the delivery itself, as git keeps it
    assert {path.name: found for path in ours if (found := traces(path.read_bytes()))} == {}
    documents = [document.to_json(inspected), sarif.to_sarif(inspected), sheets_to_json(inspected.sheets, DECLARED)]
    pages = [html.render(inspected), terminal.render(inspected), json.dumps(documents, ensure_ascii=False)]
    assert traces("".join(pages).encode()) == set()
    assert {verdict.check for verdict in inspected.verdicts if verdict.outcome == "fail"} >= {"security.no_secrets"}
