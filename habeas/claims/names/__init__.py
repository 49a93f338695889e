"""Names of people in a sentence: found, cut, and in their base form."""
