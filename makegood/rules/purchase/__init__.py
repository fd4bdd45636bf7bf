"""The papers of one purchase together: which of them bind, which goes before which, what they say on the clauses."""
