"""Several papers read together: what kind each is, what it says, and what contradicts across them."""
