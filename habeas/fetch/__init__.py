"""SHELL. Folders, and the network when it was allowed.

Nothing here is called without a person's explicit wish; nothing runs at import.
Imports: model to publish.
"""
