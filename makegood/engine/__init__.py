"""The inspection engine: probes look, checks judge, the gate decides. Pure Python, usable alone."""

ENGINE_VERSION = "0.1.0"
