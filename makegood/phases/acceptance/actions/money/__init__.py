"""Asking for money, releasing it, what was really paid, and what is held back."""
