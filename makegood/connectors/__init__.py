"""The pure edges of the house: what goes out, what comes in, and what is kept sealed. No Django here."""
