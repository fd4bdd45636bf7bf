"""Readers of manifests and lock files, one file per format. Each takes bytes and gives a `Listing`; none runs code."""
