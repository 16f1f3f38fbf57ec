"""The contrast page: one question, its rival claims, who holds each and in which words. See docs/contrast.md."""

from claims.contrast.columns import ClaimColumn, Contrast
from claims.contrast.filters import Filters
from claims.contrast.holders import Holder, Report
from claims.contrast.page import contrast_question
from claims.contrast.said import Said

__all__ = ["ClaimColumn", "Contrast", "Filters", "Holder", "Report", "Said", "contrast_question"]
