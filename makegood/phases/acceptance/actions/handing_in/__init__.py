"""Handing in a part: where the code comes from, the durable work behind it, its receipt, its running address."""
