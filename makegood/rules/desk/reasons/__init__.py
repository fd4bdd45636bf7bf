"""One file for each source of reasons; the registry finds them by walking this folder."""
