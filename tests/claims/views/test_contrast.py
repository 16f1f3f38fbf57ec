from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from articles.models import Article
from claims.models import Question
from tests.claims.contrast.saying import say
from tests.factories import ClaimFactory, QuestionFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client_as):
    return client_as("viewer")


def address(claim, name="detail", query=""):
    return reverse(f"claims:question-{name}", args=[claim.question.slug]) + query


@pytest.mark.parametrize("name", ["live", "table", "timeline", "figures"])
def test_nobody_reads_without_a_log_in(client_as, name):
    claim = ClaimFactory()

    assert client_as("nobody").get(address(claim, name)).status_code == 302


def test_the_page_shows_words_stances_and_plots(reader):
    claim = ClaimFactory()
    link = say(claim, speaker=SpeakerFactory(name="Ada Kovan"), stance="denies")

    page = reader.get(address(claim)).content.decode()

    assert link.statement.words in page
    assert page.count("Ada Kovan") > 3
    assert 'class="timeline timeline-wide"' in page


def test_the_page_has_no_style_attribute_and_no_verdict(reader):
    claim = ClaimFactory()
    say(claim)

    page = reader.get(address(claim)).content.decode()
    page = re.sub("<textarea.*?</textarea>", "", page, flags=re.DOTALL)  # the code of a frame

    assert " style=" not in page
    assert not {"true", "false", "misleading", "debunked"} & set(page.lower().split())


def test_words_are_escaped_everywhere(reader):
    claim = ClaimFactory(text='<img src=x onerror="alert(1)">')
    sharp = "<script>alert(1)</script> & twelve people"
    say(claim, text=sharp, speaker_name="<b>Somebody</b>")

    for name in ("detail", "timeline", "embed"):
        page = reader.get(address(claim, name)).content.decode()

        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>Somebody" not in page


def test_filters_narrow_and_can_be_lifted(reader):
    claim = ClaimFactory()
    say(claim, on=1, text="said early in the month")
    say(claim, on=9, text="said late in the month")

    page = reader.get(address(claim, query="?until=2026-03-05")).content.decode()

    assert "said early in the month" in page
    assert "said late in the month" not in page
    assert "1 more is left out by the filters" in page
    assert "Clear all" in page


def test_a_filter_moves_no_claim(reader):
    first = ClaimFactory(text="The first claim.")
    second = ClaimFactory(question=first.question, text="The second claim.")
    say(first, on=1)
    say(second, on=5)

    contrast = reader.get(address(first, query="?since=2026-03-04")).context["contrast"]

    assert [(c.letter, c.claim) for c in contrast.columns] == [("A", first), ("B", second)]


def test_an_earlier_day_says_what_it_means(reader):
    claim = ClaimFactory()
    say(claim, on=5)

    page = reader.get(address(claim, query="?as_of=2026-03-04")).content.decode()

    assert "This is the page as it stood at the end of 4 March 2026" in page
    assert "hx-trigger" not in page


def test_a_long_column_is_cut_and_can_be_shown_whole(reader):
    claim = ClaimFactory()
    for number in range(14):
        say(claim, on=1 + number, text=f"Speaker number {number} said twelve died")

    short = reader.get(address(claim)).context["contrast"].columns[0]
    whole = reader.get(address(claim, query=f"?all={claim.slug}")).context["contrast"].columns[0]

    assert (len(short.shown_holders), short.n_more) == (8, 6)
    assert len(whole.shown_holders) == 14


def test_queries_do_not_grow_with_statements(reader, django_assert_max_num_queries):
    claim = ClaimFactory()
    for number in range(1, 20):
        say(claim, on=number, speaker=SpeakerFactory(), text=f"Person Number {number} denies it")

    with django_assert_max_num_queries(17):
        reader.get(address(claim))


def test_a_day_before_there_was_anything_says_so_and_leads_back(reader):
    claim = ClaimFactory()
    say(claim, on=4, state="suggested")

    page = reader.get(address(claim, query="?as_of=2020-03-04")).content.decode()

    assert "On 4 March 2020 no claim stood here yet." in page
    assert f'<a href="{address(claim)}">The page as it stands today</a>' in page
    assert "Add the first below" not in page
    assert "Suggested for this question" not in page


def test_the_table_is_csv_and_no_formula(reader):
    claim = ClaimFactory()
    say(claim, text='=HYPERLINK("http://x")')

    response = reader.get(address(claim, "table"))

    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert response["Content-Disposition"].startswith("attachment")
    assert rows[0]["exact words"] == '\'=HYPERLINK("http://x")'
    assert rows[0]["stance"] == "asserts"


def test_the_table_obeys_the_filters(reader):
    claim = ClaimFactory()
    say(claim, on=1)
    say(claim, on=9)

    response = reader.get(address(claim, "table", "?until=2026-03-05"))

    assert response.getvalue().decode().count("\r\n") == 2


@pytest.mark.parametrize("name", ["timeline", "figures"])
def test_a_drawing_is_well_formed_and_stands_alone(reader, name):
    claim = ClaimFactory()
    say(claim, text="Twelve people died & more")

    response = reader.get(address(claim, name))

    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own drawing
    assert response["Content-Type"] == "image/svg+xml"
    assert (root.tag, root.get("role")) == ("{http://www.w3.org/2000/svg}svg", "img")
    links = [e.get("href") for e in root.iter("{http://www.w3.org/2000/svg}a")]
    assert links
    assert all(link.startswith("http://testserver/") for link in links)


@pytest.mark.parametrize("name", ["timeline", "figures"])
def test_nothing_said_has_no_drawing(reader, name):
    assert reader.get(address(ClaimFactory(), name)).status_code == 404


def test_an_open_page_hears_nothing_while_nothing_changes(reader):
    claim = ClaimFactory()
    say(claim)
    version = reader.get(address(claim)).context["version"]

    response = reader.get(address(claim, "live", f"?version={version}"))

    assert (response.status_code, response.content) == (204, b"")


def test_an_open_page_hears_that_the_figure_moved(reader):
    claim = ClaimFactory()
    say(claim, on=1)
    before = reader.get(address(claim)).context
    later = ClaimFactory(question=claim.question, text="Seventeen people died.", answer="17")
    say(later, on=2, text="At last 17 people died")

    query = f"?version={before['version']}&n=1&figure={before['figure']}"
    page = reader.get(address(claim, "live", query)).content.decode()

    assert "The figure put forward last moved from 12 to 17 at 11:00." in page
    assert "1 new statement" in page
    assert 'hx-swap-oob="true"' in page


def test_a_withdrawn_article_is_a_change(reader):
    claim = ClaimFactory()
    say(claim)
    version = reader.get(address(claim)).context["version"]
    Article.objects.update(state="withdrawn")

    assert reader.get(address(claim, "live", f"?version={version}")).status_code == 200


def test_anybody_may_frame_the_embed_and_nothing_else(client_as, reader):
    claim = ClaimFactory()
    say(claim)

    embed = client_as("nobody").get(address(claim, "embed"))
    page = reader.get(address(claim))

    assert embed.status_code == 200
    assert "frame-ancestors *" in embed["Content-Security-Policy"]
    assert "script-src 'none'" in embed["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed
    assert "<script" not in embed.content.decode()
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_an_unpublished_question_is_not_embedded(reader):
    claim = ClaimFactory(question=QuestionFactory(is_published=False))

    assert reader.get(address(claim, "embed")).status_code == 404


def test_the_embed_tells_of_a_correction(client_as):
    claim = ClaimFactory()
    say(claim)
    Article.objects.update(state="corrected", title="Port fire, corrected")

    page = client_as("nobody").get(address(claim, "embed")).content.decode()

    assert "Corrected by their publishers since these words were taken" in page
    assert "Port fire, corrected" in page


def test_the_embed_takes_no_more_words_than_the_outlet_allows(client_as):
    claim = ClaimFactory()
    link = say(claim, text="one two three four five six")
    outlet = link.statement.version.article.outlet
    outlet.excerpt_limit = 3
    outlet.save(update_fields=["excerpt_limit"])

    page = client_as("nobody").get(address(claim, "embed")).content.decode()

    assert "one two three …" in page
    assert "four" not in page


def test_a_claim_refused_keeps_the_page_whole(client_as):
    claim = ClaimFactory()
    say(claim)
    url = reverse("claims:claim-add", args=[claim.question.slug])

    response = client_as("editor").post(url, {"text": claim.text, "answer": ""})

    assert response.status_code == 422
    assert "timeline-wide" in response.content.decode()
    assert Question.objects.get().claims.count() == 1


def test_a_kept_page_is_drawn_anew_when_a_statement_changes(reader, client_as, monkeypatch):
    monkeypatch.setattr("claims.views.contrast_body.N_KEPT", 1)
    claim = ClaimFactory()
    link = say(claim, text="these words stand")
    reader.get(address(claim))
    client_as("editor").post(
        reverse("claims:statement-withdraw", args=[link.statement_id]), {"row_version": 1}
    )

    assert "these words stand" not in reader.get(address(claim)).content.decode()


def test_a_kept_page_shows_a_renamed_speaker_at_once(reader, monkeypatch):
    monkeypatch.setattr("claims.views.contrast_body.N_KEPT", 1)
    claim, speaker = ClaimFactory(), SpeakerFactory(name="Harbour Office")
    say(claim, speaker=speaker)
    assert "Harbour Office" in reader.get(address(claim)).content.decode()

    speaker.name = "Port Authority"
    speaker.save(update_fields=["name"])

    assert "Port Authority" in reader.get(address(claim)).content.decode()


def test_a_kept_page_reads_no_statement(reader, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("claims.views.contrast_body.N_KEPT", 1)
    claim = ClaimFactory()
    say(claim)
    reader.get(address(claim))

    with django_assert_max_num_queries(9) as caught:
        assert "twelve people died" in reader.get(address(claim)).content.decode()

    assert not [q for q in caught.captured_queries if '"excerpt_limit"' in q["sql"]]


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("", 2),
        ("?span=2026-03-01T00:00Z/2026-03-02T00:00Z", 1),
        ("?span=soon", 2),
        ("?size=narrow&span=2026-03-01T00:00Z/2026-03-02T00:00Z", 1),
    ],
)
def test_the_drawing_of_a_span_has_its_statements_alone(reader, query, n):
    claim = ClaimFactory()
    for number in (1, 9):
        say(claim, on=number)

    drawing = reader.get(address(claim, "timeline") + query).content.decode()

    assert drawing.count('class="mark-link') == n
    assert f'class="timeline timeline-{"narrow" if "narrow" in query else "wide"}"' in drawing
