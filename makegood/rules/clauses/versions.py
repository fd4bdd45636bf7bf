"""What is told of two versions: lines for a terminal, and the JSON of `makegood clauses --against`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.comparing import Change, ChangedValue, Compared, Comparison
from makegood.rules.clauses.telling import finding_to_json, notes, review_to_json, short, wrapped
from makegood.rules.documents.document import Quote

CHANGED = {
    Change.WORSE: "WORSE than before",
    Change.BETTER: "BETTER than before",
    Change.FIGURES: "OTHER FIGURES in the same words",
    Change.REWORDED: "SAID IN OTHER WORDS: read both",
    Change.UNKNOWN: "MAY HAVE CHANGED, not sure: read both",
}
COUNTED = {
    Change.WORSE: "worse",
    Change.BETTER: "better",
    Change.FIGURES: "with other figures",
    Change.REWORDED: "in other words",
    Change.UNKNOWN: "not sure",
    Change.SAME: "the same",
}
MOST_SENTENCES = 12


def comparison_to_json(comparison: Comparison) -> dict[str, object]:
    """The new version as `review_to_json`, and what changed since the old one."""
    changes = [
        {
            "clause": row.new.clause.number,
            "check": row.new.clause.id,
            "change": row.change.value,
            "before": finding_to_json(row.old),
            "after": finding_to_json(row.new),
        }
        for row in comparison.rows
        if row.change is not Change.SAME
    ]
    return {
        **review_to_json(comparison.new),
        "changes": changes,
        "values": [
            {
                "name": value.name,
                "title": value.title,
                "before": value.old,
                "after": value.new,
                "quotes": [_quote(quote) for quote in (value.old_quote, value.new_quote)],
            }
            for value in comparison.values
        ],
        "put_in": [_quote(quote) for quote in comparison.put_in],
        "taken_out": [_quote(quote) for quote in comparison.taken_out],
    }


def comparison_lines(comparison: Comparison, width: int) -> Iterator[str]:
    """What became worse, better, other figures and words; then values, and what else was put in or taken out."""
    if not (comparison.old.judged and comparison.new.judged):
        yield from notes((*comparison.old.notes, *comparison.new.notes), width)
        return
    counts = [f"{len(comparison.of(change))} {said}" for change, said in COUNTED.items()]
    yield f"Since the earlier version, of {len(comparison.rows)} clauses: {', '.join(counts)}"
    for change, head in CHANGED.items():
        rows = comparison.of(change)
        if rows:
            yield f"\n{head}"
        for row in rows:
            yield from _row(row, width)
    yield from _values(comparison.values, width)
    yield from _sentences("PUT IN, on whatever matter", comparison.put_in, width)
    yield from _sentences("TAKEN OUT", comparison.taken_out, width)
    yield ""


def _row(row: Compared, width: int) -> Iterator[str]:
    states = f"  {_said(row.old.state)} -> {_said(row.new.state)}" if row.old.state is not row.new.state else ""
    yield from wrapped(f"{row.new.clause.title}{states}", width, f"{row.new.clause.number:>3}  ")
    for name, finding in (("was", row.old), ("now", row.new)):
        words = f'"{short(finding.quote)}" ({finding.quote.place})' if finding.quote else "nothing"
        yield from wrapped(f"{name}: {words}", width, "     ")


def _values(values: Sequence[ChangedValue], width: int) -> Iterator[str]:
    if values:
        yield "\nOTHER VALUES than before"
    for value in values:
        yield from wrapped(f"{value.title}: {value.old or 'nothing'} -> {value.new or 'nothing'}", width, "     ")


def _sentences(head: str, quotes: Sequence[Quote], width: int) -> Iterator[str]:
    if quotes:
        yield f"\n{head}: {len(quotes)} sentence{'' if len(quotes) == 1 else 's'}"
    for quote in quotes[:MOST_SENTENCES]:
        yield from wrapped(f'"{short(quote)}" ({quote.place})', width, "     ")
    if len(quotes) > MOST_SENTENCES:
        yield f"     and {len(quotes) - MOST_SENTENCES} more (--json has all)"


def _quote(quote: Quote | None) -> dict[str, str] | None:
    return None if quote is None else {"text": quote.text, "place": str(quote.place)}


def _said(state: State) -> str:
    return state.value.replace("_", " ")
