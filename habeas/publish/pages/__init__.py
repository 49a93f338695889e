"""What each page of the site says, before it becomes HTML: one file a page, plain values for its template.

Imports: model, packs, and the words, dates, names and facts of publish.
"""
