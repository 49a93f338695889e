"""SHELL. The command line: one file per group of commands.

stdout carries the answer, stderr the progress; exit 0 done, 1 something was refused, 2 wrong use.
Nothing heavy is imported before a command needs it.
Imports: model to bench and demo.
"""
