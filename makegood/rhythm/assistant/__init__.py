"""The optional assistant of a company: where it is, and whether there is one. What it may do says `rules.assistant`."""
