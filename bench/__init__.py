"""Figures of the issue, measured: `make bench`."""
