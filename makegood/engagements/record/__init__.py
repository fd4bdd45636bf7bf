"""The tree of an engagement as evidence: checkpoints and who holds them, keys, time stamps, erasure."""
