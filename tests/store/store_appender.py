"""A process of its own that appends: `python store_appender.py FOLDER COUNT THREADS`. Prints each number it wrote."""

import sys
import threading
from pathlib import Path

from store_drafts import rejection

from habeas.store.workspace import Workspace


def append_many(workspace, count, tell):
    """Append ``count`` entries, one a transaction, and tell each one's number once it is kept."""
    for number in range(count):
        tell(workspace.append_private([rejection(number)])[0].seq)


def together(workspace, count, threads):
    """Append from several threads at once; return the errors."""
    errors = []

    def run():
        try:
            append_many(workspace, count, lambda seq: None)
        except Exception as error:
            errors.append(error)

    started = [threading.Thread(target=run) for _ in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return errors


if __name__ == "__main__":
    with Workspace.open(Path(sys.argv[1])) as opened:
        print("ready", flush=True)
        if int(sys.argv[3]) == 1:
            append_many(opened, int(sys.argv[2]), lambda seq: print(seq, flush=True))
        else:
            for error in together(opened, int(sys.argv[2]), int(sys.argv[3])):
                raise error
