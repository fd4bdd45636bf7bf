"""Tracked changes in a DOCX: what is not changed stays as it was, byte by byte; what is made can be undone."""
