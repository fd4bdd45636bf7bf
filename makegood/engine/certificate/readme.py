"""The certificate for a reader who has no program at hand: made from what is signed, and told apart from it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from makegood.engine.catalogue import checks
from makegood.engine.reports.story import DECISION, OUTCOME, plain
from makegood.engine.verdict import Priority

README = "README.txt"
WIDTH = 100
_DECISIONS = {state.value: words for state, words in DECISION.items()}
_OUTCOMES = {outcome.value: words for outcome, words in OUTCOME.items()}
HOLDS = (Priority.BLOCKER.value, Priority.REQUIRED.value)


def readme_text(predicate: Mapping[str, object]) -> str:
    """`predicate`: of the statement, with its `subject`. The same words for the same bytes, by the same engine."""
    return "\n".join([*_head(predicate), *_ground(predicate), *_items(predicate), *_foot()]) + "\n"


def _head(predicate: Mapping[str, object]) -> Iterator[str]:
    state = str(predicate.get("verificationResult"))
    yield "WHAT THIS CERTIFICATE SAYS"
    yield ""
    yield f"Decision:   {_DECISIONS.get(state, state)}"
    yield from _wrapped(f"            {predicate.get('because')}", 12)
    for subject in _rows(predicate.get("subject")):
        digest = subject.get("digest")
        for name, value in sorted(digest.items()) if isinstance(digest, dict) else ():
            yield f"{'Code:' if name == 'gitCommit' else '':<12}{name} {value}"
    policy = predicate.get("policy")
    if isinstance(policy, dict):
        title = policy.get("title") or policy.get("name")
        yield from _wrapped(f"Checklist:  {title}, version {policy.get('version')}", 12)
    verifier = predicate.get("verifier")
    yield f"Signed by:  {verifier.get('id') if isinstance(verifier, dict) else ''}"
    yield f"Signed at:  {predicate.get('timeVerified')}, as the signer says"


def _ground(predicate: Mapping[str, object]) -> Iterator[str]:
    told = predicate.get("standsOn")
    yield from ("", "ON WHAT IT STANDS", "")
    for sentence in told if isinstance(told, list) else ():
        yield from _wrapped(f"- {sentence}", 2)


def _items(predicate: Mapping[str, object]) -> Iterator[str]:
    yield from ("", "WHAT MUST OR SHOULD BE RIGHT", "")
    known = checks()
    for row in _rows(predicate.get("verdicts")):
        if row.get("priority") not in HOLDS:
            continue
        check, outcome = known.get(str(row.get("check"))), str(row.get("outcome"))
        said = _OUTCOMES.get(outcome, outcome)
        promise = check.promise if check else f"{row.get('check')}."
        yield from _wrapped(f"- {said}: {promise} {plain(str(row.get('because')))}", 2)


def _foot() -> Iterator[str]:
    yield from ("", "TO VERIFY IT", "")
    yield "    makegood verify certificate.zip --key agreed.vkey"
    yield ""
    yield from _wrapped(
        "agreed.vkey is the key printed in the signed agreement, one line. What is signed is certificate.json; this "
        "text is for reading, and the command says so where it tells something else.",
        0,
    )


def _rows(value: object) -> Iterator[Mapping[str, object]]:
    yield from (row for row in value if isinstance(row, dict)) if isinstance(value, list) else ()


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
