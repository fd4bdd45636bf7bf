"""What a customer has bought, and what it cost."""
