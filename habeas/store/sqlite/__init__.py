"""SQLite through the sqlcipher3 wheel: a Django database backend that brings its own, recent SQLite."""
