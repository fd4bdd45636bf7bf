"""The ledger: one append-only Merkle tree per engagement, its signed checkpoints, and what they prove to a stranger."""
