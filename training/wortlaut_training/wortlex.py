"""Writes and reads the container that `crates/lexicon` reads: named sections behind a magic string, a version and a digest."""

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


def read(path: pathlib.Path, wanted: str) -> bytes:
    """One blob of a file that `write` wrote, or the product did."""
    data, at = path.read_bytes(), 8 + 4 + 32

    def take(form: str) -> tuple:
        nonlocal at
        at += struct.calcsize(form)
        return struct.unpack_from(form, data, at - struct.calcsize(form))

    def text() -> str:
        nonlocal at
        (size,) = take("<I")
        at += size
        return data[at - size : at].decode()

    text()
    sections = [(text(), *take("<BQ")) for _ in range(take("<I")[0])]
    for key, kind, size in sections:
        if key == wanted and kind == BLOB:
            return data[at : at + size]
        at += size
    raise SystemExit(f"{path}: no section {wanted}")
