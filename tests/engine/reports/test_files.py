"""The report files: SARIF, HTML, PDF, JSON."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser

from pypdf import PdfReader

from makegood.engine.reports import document, html, pdf, sarif
from tests.engine.reports.inspections import held


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attributes)))


def test_the_html_report_has_no_script_and_loads_nothing() -> None:
    tags = Tags(html.render(held())).seen
    assert not [tag for tag, _ in tags if tag in ("script", "link", "iframe", "object", "embed", "img")]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "src"]


def test_the_html_report_says_its_decision_and_its_letter() -> None:
    text = html.render(held())
    assert '<h1 class="held">Don&#39;t pay yet</h1>' in text
    assert "The letter to your partner" in text
    assert "\x1b" not in text


def test_the_pdf_report_says_the_same_as_the_html_report() -> None:
    reader = PdfReader(io.BytesIO(pdf.render(held())))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "pay yet" in text
    assert "Remove them and replace every one." in text
    assert "<script>" in text  # shown as text, not read as markup


def test_sarif_holds_one_result_per_place_and_one_per_other_verdict() -> None:
    made = sarif.to_sarif(held())
    run = made["runs"][0]  # type: ignore[index]
    assert [result["ruleId"] for result in run["results"]] == [
        "security.no_secrets",
        "tests.exist",
        "documents.operate",
        "build.one_command",
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 7}
    assert "<" not in place["artifactLocation"]["uri"]
    assert run["results"][3]["level"] == "none"


def test_the_json_report_has_every_key_of_the_contract() -> None:
    made = json.loads(json.dumps(document.to_json(held())))
    assert set(made) >= {
        "schema", "engine", "started", "seconds", "targets", "playbook", "gate", "verdicts", "facts", "gaps", "tools",
    }  # fmt: skip
    assert set(made["verdicts"][0]) >= {
        "check", "version", "outcome", "cause", "side", "priority", "subject", "limits", "because", "why", "remedy",
        "standards", "evidence",
    }  # fmt: skip
    assert set(made["verdicts"][0]["evidence"][0]) >= {"summary", "path", "line", "commit", "fingerprint", "sha256"}
    assert made["gate"]["state"] == "held"
