"""What the people of the store do."""
