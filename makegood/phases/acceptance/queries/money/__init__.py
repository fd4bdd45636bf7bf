"""The money of an engagement: the book of what is earned, asked for, released and paid, and what is said from it."""
