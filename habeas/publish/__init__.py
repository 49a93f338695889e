"""Step 6b: the Records of the public lane become files.

Takes record.PublicLane and nothing wider: what is not public cannot reach an output.
One file per output in outputs/, an explicit list; each output is in the leak test.
Imports: model to exchange.
"""
