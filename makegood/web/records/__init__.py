"""The record of an engagement: its events, who holds which receipt, and the dispute file."""
