"""How large a bundle may be: what is signed in the manifest is held against this before anything is unpacked."""

from __future__ import annotations

from typing import Final

FILE: Final = 90_000_000  # bytes of one sealed file: what messengers and USB sticks carry
EXPANSION: Final = 200  # plain bytes for one packed byte
ENTRIES: Final = 200_000  # of one part
MANIFEST: Final = 1024 * 1024
KEYS: Final = 1024 * 1024
BLOBS: Final = 64 * 1024 * 1024
WINDOW: Final = 8 * 1024 * 1024  # of zstd
PLAIN: Final = 80_000_000  # bytes of entries that a writer puts into one part, packed or not
SECTIONS: Final = 16
SEEN: Final = 4_096
PARTS: Final = 4_096
