"""Where training keeps what is never committed, and where the shipped model goes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent
DATA = ROOT / "data"
RUNS = ROOT / "runs"
SHIPPED = ROOT.parent / "analysis" / "models" / "attribution"
