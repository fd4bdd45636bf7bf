"""The one place where anything untrusted is executed."""
