"""Makes the checkout importable in .venv and gives it the `habeas` command, without building anything."""

import sys
import sysconfig
from pathlib import Path

root = Path(__file__).resolve().parents[1]
Path(sysconfig.get_path("purelib"), "habeas-checkout.pth").write_text(f"{root}\n", encoding="utf-8")
if sys.platform != "win32":
    command = Path(sysconfig.get_path("scripts"), "habeas")
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m habeas "$@"\n', encoding="utf-8")
    command.chmod(0o755)
