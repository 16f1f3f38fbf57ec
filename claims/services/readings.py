"""Second readings as rows: made from what the log keeps, and taken away again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone

from claims.models import SecondReading
from claims.second.overlap import count_overlap, list_differences

NUMBER = 2  # the first reading is the statement itself


def logged_reading(reading: SecondReading | None) -> dict[str, Any]:
    """Return the reading as the log keeps it; without a reader if none stands."""
    return {"number": NUMBER, "reader": None} if reading is None else reading.logged()


def readings_now(statement_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return how the second readings of the statements stand, as the log keeps them."""
    known = SecondReading.objects.in_bulk(list(statement_ids))
    return {pk: logged_reading(known.get(pk)) for pk in statement_ids}


def write_reading(statement_id: int, logged: Mapping[str, Any]) -> None:
    """Bring the second reading of the statement to how it is logged; where none stood, the row goes."""
    if logged["reader"] is None:
        SecondReading.objects.filter(pk=statement_id).delete()
        return
    first, second = logged["first"], logged["second"]
    read_at = dt.datetime.fromisoformat(logged["read_at"])
    day = timezone.localtime(read_at).date()
    differs = list_differences(first, second)
    SecondReading.objects.update_or_create(
        statement_id=statement_id,
        defaults={
            "desk_id": logged["desk"],
            "first_reader_id": logged["first_reader"],
            "reader_id": logged["reader"],
            "read_at": read_at,
            "week": day - dt.timedelta(days=day.weekday()),
            "first_verdict": first["verdict"],
            "verdict": second["verdict"],
            "why": logged["why"],
            "first": first,
            "second": second,
            "differs": differs,
            "is_open": bool(differs) and not logged["settled"],
            "settled": logged["settled"],
            "settled_by_id": logged["settled_by"],
        }
        | count_overlap(first, second),
    )
