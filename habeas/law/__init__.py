"""Counting rules, custody clocks, deadlines: dates and dated rules in, intervals and reasons out.

Never one date where the rule or the fact is uncertain; an unverified rule widens the interval.
Rules are data in packs/countries; the arithmetic is here.
Imports: model, packs, text.
"""
