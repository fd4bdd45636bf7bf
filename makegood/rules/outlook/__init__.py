"""What the answers of registries, name servers and web servers, and an inspection of the code, mean for the owner."""
