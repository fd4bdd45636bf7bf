"""An advisor's own templates: what may stand in a letter, what a practice says of each clause, all of it as a file."""
