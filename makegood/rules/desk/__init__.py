"""What is known about a purchase, and what follows from it for the next payment."""
