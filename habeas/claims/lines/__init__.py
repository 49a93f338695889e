"""Texts that are lists, calendars and tables: what a heading or a line sets for what stands under it."""
