"""Names across articles: are two names one speaker's, and which names are worth comparing."""

from analysis.names.judging import judge_names
from analysis.names.verdict import Comparison, Verdict

__all__ = ["Comparison", "Verdict", "judge_names"]
