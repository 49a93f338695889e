"""The outbox's own certificate: made by itself for itself, believed because its fingerprint was handed over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from habeas.exchange.offers import digest

NAME: Final = "localhost"  # nothing of the group or its host stands in it: only the fingerprint counts
YEARS: Final = 10


def make_certificate() -> bytes:
    """Return a new key (P-256) and its self-signed certificate, as PEM, for a server that partners know by fingerprint."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    begun = datetime(datetime.now(tz=UTC).year, 1, 1, tzinfo=UTC)  # not the day on which it was made
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begun)
        .not_valid_after(begun + timedelta(days=365 * YEARS))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return secret + made.public_bytes(serialization.Encoding.PEM)


def fingerprint(file: Path) -> str:
    """Return the SHA-256 (64 hex digits) of the certificate in a PEM file."""
    import ssl

    text = file.read_text(encoding="ascii")
    return digest(ssl.PEM_cert_to_DER_cert(text[text.index("-----BEGIN CERTIFICATE-----") :]))
