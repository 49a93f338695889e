"""Step 3: claims become people and episodes.

One kind of evidence per file in compare/, each returns weight and reason; a human “different” always wins.
Nothing is merged on “cannot tell”.
Imports: model to claims.
"""
