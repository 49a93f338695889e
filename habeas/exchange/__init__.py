"""Step 6c: one partner lane becomes a sealed bundle, and another group's store.

Takes record.PartnerLane and nothing wider. Signed inside, encrypted outside; verified before decompressed.
Imports: model to review.
"""
