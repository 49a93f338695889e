"""The most memory that a process had, as its own and not as that of the process which started it."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> int:
    """Return the most memory that this process had, in bytes.

    On Linux ``getrusage`` counts what the process had that started this one, until this one had more; so the kernel's own
    mark ("VmHWM", in kB of 1,024 bytes) is read where there is one.
    """
    if STATUS.exists():
        return next(int(line.split()[1]) for line in STATUS.open() if line.startswith("VmHWM")) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
