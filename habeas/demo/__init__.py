"""SHELL. The sample workspace: an invented story, built by the same verbs that users have.

All people, places of events, outlets and bodies in it are invented.
Imports: model to workflows.
"""
