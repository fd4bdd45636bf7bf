"""What an owner does again and again, whatever phase an engagement is in."""
