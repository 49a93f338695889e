"""People's lists: a table of cells becomes rows that say something of somebody, each with the cells that say it.

headers and contents guess what a column is, layout finds the header, mapping is what a person may keep and change,
cells and names read what is written, rows puts a row together, claims makes proposals of it, comparing sets two lists
side by side, sheets makes tables of what we hold. Pure: bytes and files are the workflows' business.
Imports: model to register.
"""
