"""The payment decision of a round, and all that its page shows."""
