"""The page of a long question: drawn in parts, paged, and kept for its version."""

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.contrast import columns
from claims.contrast.columns import n_holders_for
from claims.contrast.figures import find_latest, read_points
from claims.contrast.timeline import N_MARKS, draw_timeline
from claims.models import Statement
from claims.views import contrast_body
from claims.views.contrast_parts import PARTS
from tests.claims.contrast.saying import contrast_of, said, say
from tests.factories import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(monkeypatch):
    """A claim with more statements than are drawn at once."""
    monkeypatch.setattr(contrast_body, "N_KEPT", 5)
    made = ClaimFactory()
    for number in range(1, 8):
        say(made, on=number, speaker=SpeakerFactory(), text=f"Person {number} said twelve died")
    return made


@pytest.fixture
def reader(client_as):
    return client_as("viewer")


def address(claim, query="", name="detail", *parts):
    return reverse(f"claims:question-{name}", args=[claim.question.slug, *parts]) + query


def test_a_long_page_asks_for_its_parts(reader, claim):
    page = reader.get(address(claim)).content.decode()

    assert 'class="timeline' not in page
    for name in PARTS:
        assert f'hx-get="{address(claim, "", "part", name)}"' in page
        assert f'href="?part={name}#{name}-title"' in page


def test_a_short_page_is_drawn_whole(reader):
    claim = ClaimFactory()
    say(claim)

    page = reader.get(address(claim)).content.decode()

    assert 'class="timeline' in page
    assert "contrast-part" not in page


def test_a_part_is_drawn_by_itself(reader, claim):
    part = reader.get(address(claim, "", "part", "timeline"))

    assert part.status_code == 200
    assert 'class="timeline timeline-wide"' in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_part_keeps_the_filters(reader, claim):
    page = reader.get(address(claim, "?until=2026-03-05")).content.decode()
    part = reader.get(address(claim, "?until=2026-03-02", "part", "timeline")).content.decode()

    assert f"{address(claim, '', 'part', 'matrix')}?until=2026-03-05" in page
    assert "Person 2" in part
    assert "Person 3" not in part


def test_a_part_with_nothing_to_show_is_empty(reader, claim):
    assert reader.get(address(claim, "", "part", "changes")).content == b""


def test_an_unknown_part_is_not_found(reader, claim):
    assert reader.get(address(claim, "", "part", "verdict")).status_code == 404


def test_nobody_draws_a_part_without_a_log_in(client_as, claim):
    answer = client_as("nobody").get(address(claim, "", "part", "matrix"))

    assert answer.status_code == 302


def test_without_scripts_a_part_is_drawn_into_the_page(reader, claim):
    page = reader.get(address(claim, "?part=matrix")).content.decode()

    assert '<table class="matrix">' in page
    assert 'class="timeline' not in page


def test_what_was_drawn_is_drawn_again_when_a_statement_changes(reader, claim):
    before = reader.get(address(claim)).content.decode()
    assert "Person 1 said" in before

    changed = Statement.objects.get(words="Person 1 said twelve died")
    Statement.objects.filter(pk=changed.pk).update(status="withdrawn", modified_at=timezone.now())

    assert "Person 1 said" not in reader.get(address(claim)).content.decode()


def test_a_page_that_is_kept_is_not_loaded_again(reader, claim, django_assert_max_num_queries):
    reader.get(address(claim))

    with django_assert_max_num_queries(9):
        reader.get(address(claim))


def test_each_claim_shows_equally_many_speakers_and_no_more_than_have_room():
    assert [n_holders_for(n) for n in (0, 1, 5, 8, 10, 40)] == [8, 8, 8, 5, 4, 3]


def test_a_claim_shown_whole_comes_page_by_page(reader, claim, monkeypatch):
    monkeypatch.setattr(columns, "N_WHOLE", 3)

    first = reader.get(address(claim, f"?all={claim.slug}")).content.decode()
    last = reader.get(address(claim, f"?all={claim.slug}&from=6")).content.decode()

    assert [f"Person {n} said" in first for n in (1, 3, 4)] == [True, True, False]
    assert "Reports 1 to 3 of 7" in first
    assert f"?all={claim.slug}&amp;from=3#claim-{claim.slug}" in first
    assert [f"Person {n} said" in last for n in (6, 7)] == [False, True]
    assert "Reports 7 to 7 of 7" in last


def test_a_page_past_the_end_is_the_first(reader, claim):
    page = reader.get(address(claim, f"?all={claim.slug}&from=500")).content.decode()

    assert "Person 1 said" in page


def test_a_crowded_timeline_has_room_for_its_marks():
    many = [
        [said(claim=c, on=1 + n % 27, hour=n % 24, stance=s) for n in range(60)]
        for c in range(1, 12)
        for s in ("asserts",)
    ]

    plot = draw_timeline(contrast_of(*many))

    assert 0 < sum(len(lane.marks) for lane in plot.lanes) <= N_MARKS
    assert sum(mark.n for lane in plot.lanes for mark in lane.marks) == 11 * 60


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["12 died", "17 died"], "17", id="the-last"),
        pytest.param(["12 died", "nobody can tell"], "12", id="the-last-with-a-figure"),
        pytest.param(["12 died", "17 died", "12 died"], "17", id="a-repeat-does-not-count"),
    ],
)
def test_the_latest_figure_is_the_last_of_the_points(words, expected):
    speakers = {"12 died": 1, "17 died": 2, "nobody can tell": 3}
    spoken = [
        said(w, on=n, speaker_id=speakers[w], origin_id=speakers[w]) for n, w in enumerate(words, 1)
    ]
    contrast = contrast_of(spoken)

    assert find_latest(contrast).bounds.label == expected
    assert read_points(contrast)[-1] == find_latest(contrast)
