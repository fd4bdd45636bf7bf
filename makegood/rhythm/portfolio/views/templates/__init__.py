"""Pages of a practice's own checklists, clause positions and letters."""
