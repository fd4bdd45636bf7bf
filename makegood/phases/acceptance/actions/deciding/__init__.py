"""Deciding about what was handed in: the owner's answer, silence, and what people say under their names."""
