"""What two mentions have in common, one kind of evidence per file, each with its weight and its reason.

``names`` compares two names (``compare_names``, ``score_names``): ``alignment`` lays their words side by side,
``words`` and ``fathers`` compare two words, ``observations`` says what is seen, ``name_reasons`` says it in words.
``pairs`` scores a file of pairs. Weights are data: ``packs/vocabulary/name_weights.yml``.
"""
