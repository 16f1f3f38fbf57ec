"""Query parameters of the lists. Whatever cannot be meant is refused, never ignored.

An identifier that names nothing published gives an empty list, not an error: whether something unpublished stands
behind it is nobody's business.
"""

from partners.filters.articles import ArticleFilters
from partners.filters.parameters import SLUG_PATTERN
from partners.filters.questions import ClaimFilters, QuestionFilters
from partners.filters.speakers import SpeakerFilters
from partners.filters.statements import StatementFilters
from partners.filters.strictness import (
    RowFilters,
    StrictFilterBackend,
    check_parameters,
    read_filters,
)

__all__ = [
    "SLUG_PATTERN",
    "ArticleFilters",
    "ClaimFilters",
    "QuestionFilters",
    "RowFilters",
    "SpeakerFilters",
    "StatementFilters",
    "StrictFilterBackend",
    "check_parameters",
    "read_filters",
]
