"""Whom an event befell, and who is only there for others."""
