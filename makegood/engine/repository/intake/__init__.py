"""How what was delivered comes into our own mirror: from a folder, an address, a bundle or an archive, checked anew."""
