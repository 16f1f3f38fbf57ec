"""Arrays on disk: one file, written whole or not at all, checked when it is read."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"crossclaim-arrays-1\n"


class StorageError(Exception):
    """The file is not one of ours, is cut short, or has changed since it was written."""


def write_arrays(
    path: Path, arrays: Mapping[str, NDArray[Any]], *, meta: Mapping[str, Any]
) -> None:
    """Write named arrays and a few plain values to `path`.

    The file appears under its name only when it is complete and on disk: a process killed half-way leaves
    the earlier file as it was.
    """
    head = {
        "meta": dict(meta),
        "arrays": [[name, array.dtype.str, list(array.shape)] for name, array in arrays.items()],
    }
    line = json.dumps(head).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            digest = hashlib.sha256(line)
            stream.write(MAGIC + line)
            for array in arrays.values():
                part = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
                digest.update(part)
                stream.write(part)
            stream.write(digest.digest())
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def read_arrays(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return the arrays and the plain values of `path`.

    Raises `StorageError` when the file is not whole, `FileNotFoundError` when there is none.
    """
    with path.open("rb") as stream:
        if stream.read(len(MAGIC)) != MAGIC:
            raise StorageError(f"{path} was not written by this version: rebuild it")
        line = stream.readline()
        digest = hashlib.sha256(line)
        arrays: dict[str, NDArray[Any]] = {}
        try:
            head = json.loads(line)
            for name, dtype, shape in head["arrays"]:
                array = np.empty(shape, dtype=dtype)
                part = array.reshape(-1).view(np.uint8)
                if stream.readinto(part.data) != part.size:
                    raise StorageError(f"{path} is cut short in {name}: rebuild it")
                digest.update(part.data)
                arrays[name] = array
        except (ValueError, TypeError, KeyError) as error:
            raise StorageError(f"{path} has a head that cannot be read: rebuild it") from error
        if stream.read() != digest.digest():
            raise StorageError(f"{path} does not match its checksum: rebuild it")
        return arrays, head["meta"]


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
