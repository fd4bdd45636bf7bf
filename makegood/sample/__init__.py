"""The sample engagement: lived through by the same actions that people use, in days gone by, with real inspections."""
