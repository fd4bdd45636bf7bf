"""Reading a delivered repository from its objects: a bare mirror we made, its trees, its blobs. Never a checkout."""
