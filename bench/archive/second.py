"""Second readings that wait, for an archive: a share of what its editors decided, drawn as at their verdicts."""

from __future__ import annotations

from articles.models import Outlet
from claims.models import Desk, DeskRoute, ReadingDue, Statement
from claims.services.sampling import VERDICTS, is_drawn, sample_statements

SHARE = 5  # per cent
N_AT_ONCE = 500


def draw_second_readings() -> int:
    """Route every outlet to one desk with a share, and draw from what is decided; return how many wait."""
    desk, _is_new = Desk.objects.get_or_create(
        slug="archive", defaults={"name": "Archive", "second_share": SHARE}
    )
    for outlet in Outlet.objects.filter(desk_route=None):
        DeskRoute.objects.create(desk=desk, outlet=outlet)
    if not ReadingDue.objects.exists():
        decided = Statement.objects.filter(status__in=VERDICTS, decided_by__isnull=False)
        keys = decided.order_by("pk").values_list("pk", flat=True)
        drawn = [pk for pk in keys.iterator() if is_drawn(pk, share=SHARE)]
        for n in range(0, len(drawn), N_AT_ONCE):
            sample_statements(drawn[n : n + N_AT_ONCE])
    return ReadingDue.objects.count()
