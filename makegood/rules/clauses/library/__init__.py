"""One file a clause, after the checklist of what a great owner's representative asks for (docs/clauses.md)."""
