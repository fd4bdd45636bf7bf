"""What is read about hand-ins: the parts, what arrived, its receipt and clock, its running address."""
