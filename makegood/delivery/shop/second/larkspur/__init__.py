"""The web shop of Larkspur Garden Supply."""
