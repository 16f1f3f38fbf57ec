import datetime as dt

import pytest
from django.urls import reverse

from partners.finding import N_WALKED
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    MembershipFactory,
    OutletFactory,
    SpeakerFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

WORDS = "The ferries had no spare boats"
TEXT = f"{WORDS}, the court said on Tuesday."


@pytest.fixture
def spread():
    """Statements that one outlet printed, some of them further on than is walked; and others in between."""
    article = ArticleFactory(
        outlet=OutletFactory(), published_at=dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
    )
    texts = [
        ArticleVersionFactory(article=article, number=number, text=TEXT) for number in (1, 2, 3)
    ]
    speaker, claim = SpeakerFactory(slug="ada", kind="court"), ClaimFactory(question__slug="boats")
    MembershipFactory(person=speaker, post__label="judge", post__organisation__slug="registry")
    wanted = []
    for place, key in enumerate(
        (1, 2, 3 * N_WALKED, 3 * N_WALKED + 1, 9 * N_WALKED, 9 * N_WALKED + 1)
    ):
        one = StatementFactory(
            pk=key,
            status="accepted",
            version=texts[place % 3],
            speaker=speaker,
            exact=WORDS,
            cue_class="warn",
        )
        ClaimLinkFactory(statement=one, claim=claim, stance="denies")
        wanted.append(one)
    for key in (3, 2 * N_WALKED, 3 * N_WALKED + 2, 10 * N_WALKED):
        StatementFactory(pk=key, status="accepted")
    StatementFactory(pk=4, status="proposed", version=texts[0], speaker=speaker, exact=WORDS)
    return wanted


QUERIES = [
    "outlet={outlet}",
    "article={article}",
    "published_after=2026-03-10",
    "outlet={outlet}&cue_class=warn&published_before=2027-01-01",
    "speaker=ada",
    "speaker=ada&outlet={outlet}",
    "speaker_kind=court",
    "cue_class=warn",
    "question=boats",
    "stance=denies",
    "question=boats&speaker=ada",
    "origin={origin}",
    "organisation=registry",
    "role=judge&outlet={outlet}",
    "q=spare+boat",
    "q=ferr*+-drill",
    "q=boats&published_after=2026-03-10",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("way", ["next", "previous"])
def test_pages_hold_all_that_is_asked_for_in_order(api, spread, query, way):
    article = spread[0].version.article
    given = query.format(outlet=article.outlet_id, article=article.pk, origin=article.origin_id)
    url = f"{reverse('partners:statement-list')}?{given}&page_size=2"
    if way == "previous":
        url += "&cursor=pf_________8"  # before all keys there can be
    pages = []
    while url:
        page = api.get(url).json()
        pages.append([row["id"] for row in page["results"]])
        url = page[way]

    if way == "previous":
        pages.reverse()
    assert [pk for page in pages for pk in page] == [one.pk for one in spread]
    assert max(map(len, pages)) == 2


@pytest.mark.parametrize("words", ["ministry", "harbour", "inistr", "...", "-boats"])
def test_only_the_words_of_a_statement_are_looked_through(api, words):
    StatementFactory(
        status="accepted",
        version__text=TEXT,
        version__article__title="Harbour ministry",
        speaker=SpeakerFactory(name="Ministry of Ferries"),
        exact=WORDS,
    )

    assert api.get(reverse("partners:statement-list"), {"q": words}).json()["results"] == []


def test_a_page_costs_the_same_however_many_rows_it_holds(
    api, spread, django_assert_max_num_queries
):
    url = f"{reverse('partners:statement-list')}?outlet={spread[0].version.article.outlet_id}"
    with django_assert_max_num_queries(14):
        one = api.get(f"{url}&page_size=1").json()
    with django_assert_max_num_queries(14):
        all_of_them = api.get(url).json()

    assert one["next"]
    assert len(all_of_them["results"]) == len(spread)
