"""One partner lane -> sealed bundle -> another group's store.

What leaves is a function of the partner lane it is made from; what arrives is hostile until it is verified.
Encrypted by age (the one place where chance is used: inside that library), signed by Ed25519, packed by zstd.
Imports: model to review.
"""
