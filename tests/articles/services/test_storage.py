import datetime as dt

import pytest

from articles.cleaning import CleanPage
from articles.models import Article, ArticleVersion, Origin, Outlet
from articles.services.storage import Given, choose_address, store_article
from tests.articles.conftest import PROSE
from tests.factories import OutletFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
URL = "https://news.example/a"


def store(text=PROSE, *, url=URL, page=None, **given):
    return store_article(
        page=CleanPage(title="Fire", text=text, **(page or {})), given=Given(url=url, **given)
    )


def test_a_changed_text_is_the_next_version():
    store()

    stored = store(f"{PROSE} It was cold.")

    assert stored.is_new
    assert [v.number for v in Article.objects.get().versions.all()] == [1, 2]


def test_an_unchanged_text_changes_nothing():
    first = store()

    second = store(page={"modified_at": NOW})

    assert (second.version, second.is_new) == (first.version, False)


def test_a_text_that_goes_back_to_what_it_was_is_a_version_of_its_own():
    store()
    store(f"{PROSE} It was cold.")

    assert store().version.number == 3


def test_an_article_that_says_it_was_corrected_is_marked():
    store()

    stored = store(f"{PROSE}\n\nCorrection: the figure was wrong.", page={"modified_at": NOW})

    article = Article.objects.get()
    assert article.state == "corrected"
    assert article.modified_at == NOW
    assert stored.version.note == "Correction: the figure was wrong."


def test_a_withdrawn_article_stays_withdrawn_when_its_text_changes():
    store()
    Article.objects.update(state="withdrawn")

    store(f"{PROSE}\n\nCorrection: the figure was wrong.")

    assert Article.objects.get().state == "withdrawn"


def test_a_changed_page_that_owns_to_nothing_stays_live():
    store()
    store(f"{PROSE} It was cold.", page={"modified_at": NOW})

    assert Article.objects.get().state == "live"


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param(
            "https://news.example/story?utm_medium=x", "https://news.example/story", id="own-site"
        ),
        pytest.param("https://www.news.example/story", "https://www.news.example/story", id="www"),
        pytest.param("https://wire.example/story", URL, id="another-outlet"),
        pytest.param("https://news.example/", URL, id="front-page"),
        pytest.param("javascript:alert(1)", URL, id="script"),
        pytest.param("http://localhost/", URL, id="loopback"),
        pytest.param("", URL, id="none"),
    ],
)
def test_a_page_names_its_address_only_within_its_site(named, expected):
    assert (
        choose_address(page=CleanPage(title="", text="", canonical_url=named), url=URL) == expected
    )


def test_a_text_pasted_first_and_fetched_later_is_one_article():
    store(url="")

    stored = store()

    assert not stored.is_new
    assert Article.objects.get().canonical_url == URL


def test_the_same_text_of_two_outlets_is_two_articles_and_one_origin():
    one = store(url="", outlet=OutletFactory())
    two = store(url="", outlet=OutletFactory())

    assert one.version.article != two.version.article
    assert Origin.objects.count() == 1


def test_a_wire_story_cut_by_one_outlet_shares_its_origin():
    paragraphs = PROSE.split("\n\n")
    store(PROSE)

    store(paragraphs[0], url="https://other.example/b")

    assert Article.objects.count() == 2
    assert Origin.objects.count() == 1


def test_a_report_of_the_same_event_has_an_origin_of_its_own():
    store(PROSE)
    store(
        "Twelve people are dead after the fire at the port, the Harbour Ministry has said. Dock workers had asked for "
        "the store to be moved in January, according to their union, which says that it has kept a copy of the letter. "
        "The company says that it will answer the union in its own time, and with its own figures.",
        url="https://other.example/b",
    )

    assert Origin.objects.count() == 2


def test_a_copy_printed_weeks_later_is_not_joined():
    store(PROSE, published_at=NOW)
    store(PROSE, url="https://other.example/b", published_at=NOW + dt.timedelta(days=8))

    assert Origin.objects.count() == 2


@pytest.mark.parametrize(
    ("page", "given", "expected"),
    [
        pytest.param({"published_at": NOW}, {}, (NOW, "page"), id="page"),
        pytest.param(
            {"published_at": NOW},
            {"published_at": NOW.replace(day=2)},
            (NOW.replace(day=2), "given"),
            id="given",
        ),
        pytest.param(
            {"published_at": NOW},
            {"published_at": NOW.replace(day=2), "published_known_from": Article.DateSource.FEED},
            (NOW, "page"),
            id="page-before-feed",
        ),
        pytest.param(
            {},
            {"published_at": NOW, "published_known_from": Article.DateSource.FEED},
            (NOW, "feed"),
            id="feed",
        ),
        pytest.param({}, {}, (None, ""), id="nobody"),
    ],
)
def test_it_is_kept_how_the_date_of_publication_is_known(page, given, expected):
    article = store(page=page, **given).version.article

    assert (article.published_at, article.published_known_from) == expected


def test_an_outlet_is_opened_once_for_a_domain():
    store(page={"site_name": "The Example"})
    store(f"{PROSE} More.", url="https://www.news.example/b", page={"site_name": "Another name"})

    assert Outlet.objects.get().name == "The Example"


def test_a_site_that_takes_anothers_name_is_told_apart():
    OutletFactory(name="The Example", domain="example.example")

    store(page={"site_name": "The Example"})

    assert Article.objects.get().outlet.name == "The Example (news.example)"


def test_an_outlet_known_by_name_alone_gets_its_domain():
    outlet = OutletFactory(name="The Example", domain="", home="")

    store(page={"site_name": "The Example"})

    outlet.refresh_from_db()
    assert outlet.domain == "news.example"


def test_a_part_of_a_site_with_an_outlet_of_its_own_belongs_to_it():
    OutletFactory(domain="news.example")
    sport = OutletFactory(domain="sport.news.example")

    assert store(url="https://www.sport.news.example/a").version.article.outlet == sport


def test_every_offset_of_the_furniture_lies_in_the_text():
    version = store(f"{PROSE}\n\nAP Photo/Ada Kovan").version

    assert all(0 <= start < end <= len(version.text) for start, end in version.furniture)
    assert ArticleVersion.objects.get().furniture == version.furniture
