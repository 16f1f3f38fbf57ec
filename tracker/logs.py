"""What the log says of requests that were refused."""

from __future__ import annotations

import logging


class BriefRefusals(logging.Filter):
    """Leaves the way through the code out of what is logged of a refused request: nothing is broken there."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record; one of a status below 500 without its traceback."""
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True
