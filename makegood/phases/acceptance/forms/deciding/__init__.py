"""What people fill in about a round; one file for each kind of word they have in it."""
