"""The API: JSON over HTTP for programs, with tokens. The same workflows as the pages and the command line.

`operations.py` is the one list of what there is, each with its role and its scope; `build.py` makes addresses and the
OpenAPI description of it. No session opens it and no token opens a page.
"""
