"""Second readings for tests about agreement, of any week and desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from claims.models import SecondReading
from claims.services.readings import NUMBER, write_reading
from tests.factories import StatementFactory, UserFactory

MONDAY = dt.date(2026, 3, 2)


def spans(*pairs: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "exact": "x"} for start, end in pairs]


def read_twice(
    first: str = "accepted",
    second: str = "accepted",
    *,
    on: dt.date = MONDAY,
    desk: Any = None,
    marked: tuple[list[dict[str, Any]], list[dict[str, Any]]] | None = None,
    settled: str = "",
) -> SecondReading:
    """Return a second reading as the services would keep it; `marked` are the contents of the two."""
    contents = marked or (spans((0, 10)), spans((0, 10)))
    said = {
        "speaker": None,
        "source": spans((20, 25)),
        "cue": [],
        "quotation": "direct",
        "cue_class": "assert",
        "modality": [],
    }
    statement: Any = StatementFactory()
    readers: Any = UserFactory.create_batch(2)
    write_reading(
        statement.pk,
        {
            "number": NUMBER,
            "reader": readers[1].pk,
            "first_reader": readers[0].pk,
            "desk": desk.pk if desk else None,
            "read_at": dt.datetime.combine(on, dt.time(10), tzinfo=dt.UTC).isoformat(),
            "why": "",
            "first": said | {"verdict": first, "content": contents[0]},
            "second": said | {"verdict": second, "content": contents[1]},
            "settled": settled,
            "settled_by": readers[0].pk if settled else None,
        },
    )
    return SecondReading.objects.get(pk=statement.pk)
