"""Groups of unnamed people: their counts, parts and wholes."""
