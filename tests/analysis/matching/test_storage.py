from __future__ import annotations

import numpy as np
import pytest

from analysis.matching.storage import StorageError, read_arrays, write_arrays

ARRAYS = {"a": np.arange(6, dtype=np.int16).reshape(2, 3), "b": np.zeros(0, dtype=np.float32)}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "made" / "arrays.bin"
    write_arrays(path, ARRAYS, meta={"kind": "x"})
    return path


def test_what_is_written_is_read(path):
    arrays, meta = read_arrays(path)

    assert meta == {"kind": "x"}
    assert arrays["a"].tolist() == ARRAYS["a"].tolist()
    assert arrays["b"].dtype == np.float32


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda data: data[:-1], id="cut-short"),
        pytest.param(lambda data: data[:40], id="cut-in-the-head"),
        pytest.param(lambda data: data + b"x", id="something-after"),
        pytest.param(lambda data: data[:-40] + b"\xff" + data[-39:], id="one-byte-changed"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: b"PK\x03\x04" + data, id="not-ours"),
    ],
)
def test_a_damaged_file_is_refused(path, spoil):
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(StorageError, match="rebuild"):
        read_arrays(path)


def test_a_write_that_fails_leaves_the_earlier_file(path):
    class Broken:
        dtype, shape = np.dtype(np.int8), (1,)

        def __array__(self, *args, **kwargs):
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        write_arrays(path, {"a": Broken()}, meta={"kind": "y"})

    assert read_arrays(path)[1] == {"kind": "x"}
    assert [file.name for file in path.parent.iterdir()] == ["arrays.bin"]
