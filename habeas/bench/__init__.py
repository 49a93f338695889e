"""SHELL. The project's own benchmarks, as ratios beside the peers in one run.

No clock stands in `make test`.
Imports: model to workflows.
"""
