"""Which packages of others the code itself asks for, compared with the manifests (H13)."""
