"""Step 5: one lane's entries become Records.

Belief among rivals, corroboration, timeline, status, as-of: derived, each with its reason, thrown away at will.
Runs once a lane, over that lane's entries alone.
Imports: model to record and identity.
"""
