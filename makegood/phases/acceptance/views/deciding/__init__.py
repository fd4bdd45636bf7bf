"""The acceptance page, and the pages on which people have their say about a round."""
