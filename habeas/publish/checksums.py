"""The checksums of an edition, as `sha256sum --check` reads them."""

from __future__ import annotations

from collections.abc import Mapping

SUMS = "SHA256SUMS"


def sums(hashes: Mapping[str, str]) -> bytes:
    """Return the lines for files whose SHA-256 (in hex) are given by their paths."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items())).encode("utf-8")
