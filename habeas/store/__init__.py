"""SHELL. Django models and migrations, the database, original bytes by hash, desk state.

The one place that appends to a lane, inside the transaction in which its head was read.
Only this room makes the lane handles that are the door.
Imports: model to publish, Django.
"""
