"""Mentions in one text to the speakers they name: `resolve_speakers` is the way in."""

from analysis.resolution.resolve import resolve_speakers

__all__ = ["resolve_speakers"]
