"""`python -m habeas`: the same as the console script."""

from habeas.app.main import main

if __name__ == "__main__":
    raise SystemExit(main())
