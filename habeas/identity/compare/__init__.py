"""What two mentions have in common: one kind of evidence per file, each with its weight and its reason.

``KINDS`` is the list; to add a kind, write its file with one function of the shape ``evidence.Kind`` and put it here.
"""
