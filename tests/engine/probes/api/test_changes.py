"""What breaks the programs of others when a description changes, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from makegood.engine.probes.api.changes import Operations, changes, plain
from makegood.engine.probes.api.descriptions import describe
from makegood.engine.probes.api.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

BEFORE = """openapi: 3.1.0
paths:
  /orders/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: state, in: query, schema: {type: string, enum: [new, paid]}}
      responses:
        '200':
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
    delete: {responses: {'204': {description: gone}}}
    post:
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}
      responses: {'201': {description: made}}
components:
  schemas:
    NewOrder:
      type: object
      required: [goods]
      properties:
        goods: {type: array, items: {type: object, properties: {product: {type: integer}}}}
        note: {type: string}
    Order:
      type: object
      required: [id]
      properties:
        id: {type: integer}
        lines: {type: array, items: {$ref: '#/components/schemas/Order'}}
"""


def operations(text: str) -> Operations:
    document = cast("dict[str, Operations]", describe(text.encode(), "openapi"))
    return document["operations"]


def broken(old: str, new: str) -> set[tuple[str, str]]:
    assert old in BEFORE
    rows = changes(operations(BEFORE), operations(BEFORE.replace(old, new)))
    return {(rule, severity) for rule, _, _, _, severity in rows}


def test_the_same_is_compatible() -> None:
    assert broken("3.1.0", "3.1.1") == set()


def test_what_is_gone_breaks() -> None:
    assert broken("    delete: {responses: {'204': {description: gone}}}\n", "") == {("operation-gone", "high")}
    assert ("answer-gone", "high") in broken("        id: {type: integer}\n", "")
    assert ("answer-gone", "high") in broken("'201': {description: made}", "")
    assert broken("enum: [new, paid]", "enum: [new]") == {("value-gone", "high")}


def test_what_is_newly_demanded_breaks() -> None:
    assert broken("required: [goods]", "required: [goods, note]") == {("newly-required", "high")}
    new = "        - {name: zone, in: query, required: true, schema: {type: string}}\n      responses:\n        '200'"
    assert broken("      responses:\n        '200'", new) == {("newly-required", "high")}


def test_another_type_breaks_and_what_may_be_missing_is_graver_than_nothing() -> None:
    assert broken("note: {type: string}", "note: {type: integer}") == {("type-changed", "high")}
    assert ("answer-optional", "medium") in broken("required: [id]", "required: []")


def test_what_is_added_or_called_otherwise_breaks_nothing() -> None:
    assert broken("/orders/{id}", "/orders/{order}") == set()
    assert broken("note: {type: string}", "note: {type: string}\n        more: {type: string}") == set()
    assert broken("enum: [new, paid]", "enum: [new, paid, lost]") == set()
    optional = "note: {type: object, required: [a], properties: {a: {type: string}}}"
    assert (
        broken("        note: {type: string}", f"        note: {{type: string}}\n        extra: {optional[6:]}")
        == set()
    )


def test_swagger_two_is_read_too() -> None:
    text = (
        "swagger: '2.0'\nbasePath: /v1\npaths:\n  /a:\n    post:\n      parameters:\n"
        "        - {in: body, name: b, required: true, schema: {type: object, properties: {x: {type: string}}}}\n"
        "      responses: {200: {schema: {type: object, properties: {y: {type: string}}}}}\n"
    )
    operation = operations(text)["POST /a"]
    assert set(cast("dict[str, object]", operation["in"])) == {"body", "body.x"}
    assert set(cast("dict[str, object]", operation["out"])) == {"200", "200.y"}


def test_spellings_of_one_path_are_one() -> None:
    for path in ("/a/{id}/b/", "/a/:id/b", "a/<int:id>/b", "^a/(?P<id>\\d+)/b$", "/a/[id]/b"):
        assert plain(path) == "/a/{}/b"


def test_a_description_of_itself_in_itself_ends() -> None:
    row = operations(BEFORE)["GET /orders/{id}"]
    assert len(cast("dict[str, object]", row["out"])) < 40


def test_revisions_are_compared_with_lines(repository: Delivery, looked: Callable[..., Seen]) -> None:
    first = repository.commit({"api/openapi.yaml": BEFORE})
    repository.commit({"api/openapi.yaml": BEFORE.replace("note: {type: string}", "note: {type: integer}")})
    assert looked(PROBE, since=first).places("api.changes") == [("api/openapi.yaml", 23)]


def test_without_an_earlier_description_nothing_is_known(repository: Delivery, looked: Callable[..., Seen]) -> None:
    first = repository.commit({"a.py": "x = 1\n"})
    repository.commit({"api/openapi.yaml": BEFORE})
    seen = looked(PROBE, since=first)
    assert "api.changes" not in seen
    assert "holds no description" in seen.gaps("api.changes")[0].reason
