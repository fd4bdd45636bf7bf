"""Pages about money: of both sides, and of whoever pays."""
