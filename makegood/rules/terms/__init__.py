"""What a contract, a proposal or an order says: parties, parts, prices, days, caps; each with its words."""
