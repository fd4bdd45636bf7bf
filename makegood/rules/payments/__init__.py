"""Exports of banks, cards and QuickBooks: what was really paid, to whom, when, and for which bill."""
