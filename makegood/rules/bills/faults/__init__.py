"""One file for each fault that a bill can have; `auditing` finds them by walking this folder."""
