"""Rules of money, evidence and time: pure Python, no database, no network."""
