"""The nouns of the register, one per file.

Frozen dataclasses and enums on the standard library alone; they compute nothing that needs a clock,
a disk or a network. Every other room speaks in these words.
Imports: nothing of ours.
"""
