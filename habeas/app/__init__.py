"""SHELL. The composition root: settings, wsgi, the console script.

Loads Django only for commands that need it, and hands web to `serve`.
Imports: everything.
"""
