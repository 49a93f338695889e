"""Habeas: a sourced register of people held for political reasons."""

__version__ = "0.1.0"
