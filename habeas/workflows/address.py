"""Where the app of this computer is found, and the address that signs somebody in."""

from __future__ import annotations

PORT = 8765  # where the app listens unless told otherwise


def at_port(port: int = PORT) -> str:
    """Return the address of the app on this computer."""
    return f"http://localhost:{port}"


def signs_in(token: str, port: int = PORT) -> str:
    """Return the address that signs in whoever holds ``token``, once."""
    return f"{at_port(port)}/sign-in/{token}/"
