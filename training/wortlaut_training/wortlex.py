"""Writes the container that `crates/lexicon` reads: named sections behind a magic string, a version and a digest."""

import pathlib
import struct

import blake3

BLOB = 2


def name(text: str) -> bytes:
    """A length and UTF-8."""
    data = text.encode()
    return struct.pack("<I", len(data)) + data


def write(path: pathlib.Path, title: str, blobs: dict[str, bytes]) -> str:
    """Writes blobs in the order given; returns the digest that names the model."""
    body = name(title) + struct.pack("<I", len(blobs))
    body += b"".join(name(key) + struct.pack("<BQ", BLOB, len(data)) for key, data in blobs.items())
    body += b"".join(blobs.values())
    digest = blake3.blake3(body)
    path.write_bytes(b"WORTLEX\n" + struct.pack("<I", 1) + digest.digest() + body)
    return digest.hexdigest()
