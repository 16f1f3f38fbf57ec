"""What a benchmark hands back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `aim` is the bound it should keep ("< 100"), `note` says how it was taken."""

    name: str
    value: float
    unit: str
    aim: str = ""
    note: str = ""

    def row(self) -> str:
        """Return the figure as a row of a Markdown table."""
        return f"| {self.name} | {self.value:,.4g} {self.unit} | {self.aim or '-'} | {self.note} |"
