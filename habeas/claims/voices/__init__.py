"""Who says so, and how far it reaches."""
