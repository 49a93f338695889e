"""SHELL. The review app: Django views, templates, accounts.

Server-rendered, works without JavaScript; every action is one verb of workflows/.
Captured HTML is never served as HTML.
Imports: model to bench and demo, Django.
"""
