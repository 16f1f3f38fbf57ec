"""Text in, frozen values out: no Django here, and nothing heavy until a text is read.

`analysis.extract(text)` is the whole of it for most callers. It is looked up lazily, so that
`analysis.types` can be imported where the models must not be loaded.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.extraction import extract

__all__ = ["extract"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module("analysis.extraction"), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
