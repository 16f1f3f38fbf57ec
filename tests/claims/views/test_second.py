"""Second readings at the workbench, and that nothing tells how the first decided while one is open."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from analysis.types import Span
from claims.models import Act, Lease, ReadingDue, SecondReading, Statement
from claims.services.bulk import Asked, decide_statements
from claims.services.correcting import Labels, correct_labels
from claims.services.leases import hold_statement
from claims.services.review import correct_spans, correct_speaker
from claims.services.second_reading import give_reading
from tests.claims.quality.rows import decide, propose
from tests.factories import (
    ApiKeyFactory,
    ArticleVersionFactory,
    DeskFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db

SECOND = "/review/?verdict=second"
SWAP = {"HX-Request": "true"}


@pytest.fixture
def ada(make_member):
    """The first reader."""
    return make_member("editor", "ada")


@pytest.fixture
def editor(client_as):
    """The client of somebody who may read it a second time."""
    return client_as("editor")


@pytest.fixture
def version():
    """A text of a desk that has everything read twice."""
    version = ArticleVersionFactory()
    DeskFactory(second_share=100).routes.create(article=version.article)
    return version


@pytest.fixture
def statement(version, ada):
    """A statement that ada corrected in every way and accepted."""
    one = propose(version=version)
    speaker = SpeakerFactory(name="Irena Holt")
    at = {"statement_id": one.pk, "actor": ada}
    spans = {"content": [Span(54, 60)], "cue": [Span(49, 53)], "source": [Span(28, 48)]}
    correct_spans(**at, row_version=1, **spans)
    correct_speaker(**at, row_version=2, speaker=speaker)
    correct_labels(**at, row_version=3, labels=Labels("direct", "deny", ("hedged",)))
    return decide(one, "accept", actor=ada)


TOLD = ("Irena Holt", "ada", "accepted", "rejected", "denies")


def tells(response):
    """What of the first reading the page gives away: in its words, or by how it draws the statement."""
    page = response.content.decode().split("<main")[-1].split('id="desk-events"')[-1]
    drawn = re.findall(r"(?:statement|badge)-(?:accepted|rejected)", page)
    for aside in (
        r"<(select|nav|footer).*?</\1>",
        r'id="changelist-(?:filter|search)".*',
        "<[^>]*>",
    ):
        page = re.sub(aside, " ", page, flags=re.DOTALL)
    page = page.replace("content, accepted", "")
    return [*drawn, *(word for word in TOLD if re.search(rf"\b{word}\b", page))]


def give(client, act, *, address=SECOND, headers=SWAP, **more):
    page = client.get(address).content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]
        for name in ("statement", "row_version", "at")
    }
    return client.post(SECOND, hidden | {"act": act} | more, headers=headers)


def test_it_is_shown_as_it_was_proposed(editor, statement):
    response = editor.get(SECOND)

    shown = response.context["statement"]
    assert (shown.words, shown.status, shown.speaker) == (
        "twelve people died in the fire",
        "proposed",
        None,
    )
    assert tells(response) == []
    assert "You decide without seeing how" in response.content.decode()


def test_the_queue_tells_how_many_wait(editor, statement):
    assert editor.get("/review/").context["n_second"].n == 1


def test_it_is_not_handed_to_the_first_reader(client_as, ada, statement):
    response = client_as(ada).get(SECOND)

    assert response.context.get("statement") is None
    assert response.context["n_second"].n == 0
    assert "No second reading waits for you" in response.content.decode()


def test_what_another_has_open_is_passed_over(editor, make_member, version, ada):
    first, second = (decide(propose(version=version), "accept", actor=ada) for _ in range(2))
    hold_statement(statement_id=first.pk, user=make_member("editor", "ben"))

    assert editor.get(SECOND).context["statement"].pk == second.pk


def test_a_verdict_keeps_the_reading_and_shows_the_next(editor, version, ada):
    first, second = (decide(propose(version=version), "accept", actor=ada) for _ in range(2))

    response = give(editor, "reject:speaker")

    reading = SecondReading.objects.get()
    assert (reading.pk, reading.verdict, reading.why) == (first.pk, "rejected", "Wrong speaker")
    assert response.context["statement"].pk == second.pk
    assert 'data-message="Your reading is kept beside the first."' in response.content.decode()
    assert set(Statement.objects.values_list("status", flat=True)) == {"accepted"}
    assert not Lease.objects.filter(statement=first.pk).exists()


def test_what_is_on_the_screen_already_is_not_sent_again(editor, version, ada):
    _first, second = (decide(propose(version=version), "accept", actor=ada) for _ in range(2))

    response = give(editor, "accept", headers=SWAP | {"Workbench-Shows": str(second.pk)})

    assert (response.status_code, response["Workbench-Waiting"]) == (204, "1")


def test_without_scripts_it_goes_the_same_way(editor, statement):
    response = give(editor, "unsure", headers={})

    assert response.status_code == 302
    followed = editor.get(response.url).content.decode()
    assert "Your reading is kept beside the first." in followed
    assert "No second reading waits for you" in followed
    assert SecondReading.objects.get().verdict == "unsure"


def test_a_skipped_one_comes_back_at_the_end(editor, version, ada):
    first, second = (decide(propose(version=version), "accept", actor=ada) for _ in range(2))

    give(editor, "skip")

    assert editor.get(SECOND).context["statement"].pk == second.pk
    give(editor, "accept")
    assert editor.get(SECOND).context["statement"].pk == first.pk


def test_undo_takes_ones_reading_back_and_shows_it_again(editor, statement):
    give(editor, "reject")

    response = editor.post(SECOND, {"act": "undo"}, headers=SWAP)

    assert not SecondReading.objects.exists()
    assert response.context["statement"].pk == statement.pk
    assert tells(response) == []


def test_when_somebody_was_quicker_the_answer_is_409_and_the_next(
    editor, version, ada, make_member
):
    first, second = (decide(propose(version=version), "accept", actor=ada) for _ in range(2))
    editor.get(SECOND)
    give_reading(statement_id=first.pk, verdict="rejected", actor=make_member("editor", "ben"))

    response = editor.post(SECOND, {"statement": first.pk, "act": "accept", "at": ""}, headers=SWAP)

    assert response.status_code == 409
    assert response.context["statement"].pk == second.pk
    assert SecondReading.objects.get(pk=first.pk).verdict == "rejected"


def test_a_verdict_that_is_none_is_refused_and_the_item_stays(editor, statement):
    response = give(editor, "burn")

    assert response.status_code == 422
    assert response.context["statement"].pk == statement.pk


def test_a_desk_and_an_article_narrow_it(editor, statement, ada):
    other = ArticleVersionFactory()
    desk = DeskFactory(slug="port", second_share=100)
    desk.routes.create(article=other.article)
    there = decide(propose(version=other), "accept", actor=ada)

    at_desk = editor.get(f"{SECOND}&whose=desk&desk=port").context
    in_article = editor.get(f"{SECOND}&article={statement.version.article_id}").context

    assert (at_desk["statement"].pk, in_article["statement"].pk) == (there.pk, statement.pk)


def test_the_list_has_no_second_readings(editor, statement):
    assert editor.get("/review/list/?verdict=second").url == SECOND


# Marking


def test_corrections_are_kept_for_the_reader_alone_and_go_with_the_verdict(editor, statement):
    address = reverse("claims:second-mark", args=[statement.pk])
    posted = {"content": "54-67", "quotation": "indirect", "cue_class": "assert"}

    response = editor.post(address, posted)

    assert response.status_code == 302
    page = editor.get(response.url)
    assert page.context["statement"].words == "twelve people"
    assert "with your corrections" in page.content.decode()
    assert Statement.objects.get(pk=statement.pk).words == "twelve"
    give(editor, "accept")
    assert SecondReading.objects.get().second["content"][0]["exact"] == "twelve people"


def test_saving_in_place_tells_the_bench(editor, statement):
    address = reverse("claims:second-mark", args=[statement.pk])
    posted = {"content": "54-67", "quotation": "indirect", "cue_class": "assert"}

    response = editor.post(address, posted, headers=SWAP)

    assert "statement-corrected" in response["HX-Trigger-After-Swap"]


def test_a_step_changes_the_marking_and_keeps_nothing(editor, statement):
    address = reverse("claims:second-mark", args=[statement.pk])
    posted = {"content": "54-67", "do": "move:1:word", "at": "content.0", "border": "end"}

    page = editor.get(editor.post(address, posted).url).content.decode()

    assert "twelve people died" in page
    assert ReadingDue.objects.get().draft is None


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"quotation": "direct", "cue_class": "deny"}, "A statement needs words"),
        ({"content": "54-9999", "quotation": "direct", "cue_class": "deny"}, "past the end"),
        ({"content": "54-67", "quotation": "loud", "cue_class": "deny"}, "Select a valid choice"),
        (
            {"content": "54-67", "quotation": "direct", "cue_class": "deny", "speaker": "Nobody"},
            "add them first",
        ),
    ],
)
def test_what_cannot_be_kept_says_why(editor, statement, posted, said):
    response = editor.post(reverse("claims:second-mark", args=[statement.pk]), posted)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_another_speaker_is_chosen_by_name(editor, statement):
    other = SpeakerFactory(name="Harbour Workers Union")
    posted = {"content": "54-67", "quotation": "direct", "cue_class": "deny"}

    editor.post(
        reverse("claims:second-mark", args=[statement.pk]),
        posted | {"speaker": "Harbour Workers Union"},
    )
    give(editor, "accept")

    assert SecondReading.objects.get().second["speaker"] == other.pk


def test_the_page_for_marking_tells_nothing(editor, statement):
    response = editor.get(reverse("claims:second-mark", args=[statement.pk]))

    assert tells(response) == []


def test_the_first_reader_has_nothing_to_mark_a_second_time(client_as, ada, statement):
    address = reverse("claims:second-mark", args=[statement.pk])

    assert client_as(ada).get(address).status_code == 404


# Blind everywhere


def pages(statement):
    act = Act.objects.get(kind="accept")
    article = statement.version.article
    return {
        "workbench": f"/review/?statement={statement.pk}",
        "article": article.get_absolute_url(),
        "history": "/history/",
        "history of the article": f"/history/?article={article.pk}",
        "history of the statement": f"/history/?statement={statement.pk}",
        "desk": "/",
        "search": "/search/?q=twelve",
        "admin list": "/admin/claims/statement/",
        "admin events": "/admin/claims/reviewevent/",
        "admin acts": "/admin/claims/act/",
        "speaker": statement.speaker.get_absolute_url(),
    }, {
        "act": act.get_absolute_url(),
        "undo": f"{act.get_absolute_url()}undo/",
        "admin page": f"/admin/claims/statement/{statement.pk}/change/",
    }


NAMES = [
    "workbench",
    "article",
    "history",
    "history of the article",
    "history of the statement",
    "desk",
    "search",
    "admin list",
    "admin events",
    "admin acts",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_no_page_tells_the_second_reader_of_the_first(
    client_as, curator, ada, statement, name, verdict
):
    if verdict == "reject":
        decide(statement, "reject", actor=ada)
    address = pages(statement)[0][name]

    response = client_as(curator).get(address, follow=True)

    assert response.status_code == 200
    assert tells(response) == []


@pytest.mark.parametrize("name", ["act", "undo", "admin page"])
def test_the_pages_of_the_first_verdict_are_not_there_for_the_second_reader(
    client_as, curator, ada, statement, name
):
    address = pages(statement)[1][name]

    assert client_as(curator).get(address).status_code in {302, 404}
    assert client_as(ada).get(address).status_code == 200


def test_the_speakers_page_leaves_it_out(editor, statement):
    page = editor.get(statement.speaker.get_absolute_url()).content.decode()

    assert "twelve" not in page


def test_the_statements_own_page_leads_to_the_second_reading(editor, statement):
    response = editor.get(statement.detail_url, follow=True)

    assert response.redirect_chain[0][0] == f"{SECOND}&statement={statement.pk}"
    assert tells(response) == []


@pytest.mark.parametrize(
    "act", ["accept", "reject", "withdraw", "spans", "speaker", "correct", "split"]
)
def test_no_act_on_the_statement_comes_before_it(editor, statement, act):
    response = editor.post(
        reverse(f"claims:statement-{act}", args=[statement.pk]),
        {"row_version": statement.row_version},
    )

    assert response.url == f"{SECOND}&statement={statement.pk}"
    assert Statement.objects.get(pk=statement.pk).row_version == statement.row_version


def test_a_verdict_from_a_page_that_is_no_longer_true_leads_to_the_second_reading(
    editor, version, ada
):
    one = propose(version=version)
    page = editor.get(f"/review/?statement={one.pk}").content.decode()
    decide(one, "reject", actor=ada)

    posted = {"statement": one.pk, "row_version": 1, "at": "", "act": "accept"}
    response = editor.post("/review/", posted, headers=SWAP)

    assert 'name="row_version"' in page
    assert response.status_code == 422
    assert tells(response) == []
    assert "waits for a second reading" in response.content.decode()


def test_of_a_bulk_act_only_what_is_hidden_is_left_out(editor, version, ada):
    rows = [propose(version=version) for _ in range(3)]
    decide_statements(asked=[Asked(row.pk, 1) for row in rows], status="accepted", actor=ada)
    ReadingDue.objects.exclude(pk=rows[0].pk).delete()

    page = editor.get("/history/").content.decode()
    act = editor.get(Act.objects.get().get_absolute_url())

    assert "accepted 2 statements" in page
    assert [entry.event.statement_id for entry in act.context["entries"]] == [
        row.pk for row in rows[1:]
    ]


def test_partners_get_it_when_both_have_read_it(client, editor, statement):
    ApiKeyFactory(key="a-partners-key")
    asked = {"headers": {"Authorization": "Bearer a-partners-key"}}

    before = client.get(f"/api/v1/statements/{statement.pk}", **asked)
    give(editor, "accept")
    after = client.get(f"/api/v1/statements/{statement.pk}", **asked)

    assert (before.status_code, after.status_code) == (404, 200)


def test_whoever_only_reads_the_site_sees_it_as_it_stands(client_as, statement):
    page = client_as("viewer").get(statement.detail_url).content.decode()

    assert "Irena Holt" in page


def test_once_given_everything_is_seen(editor, statement):
    give(editor, "accept")

    assert "Irena Holt" in editor.get(statement.detail_url).content.decode()
    assert "ada" in editor.get("/history/").content.decode()


def test_queries_do_not_grow_with_second_readings(
    editor, version, ada, django_assert_max_num_queries
):
    for _ in range(12):
        decide(propose(version=version), "accept", actor=ada)

    with django_assert_max_num_queries(45):
        editor.get(SECOND)
    with django_assert_max_num_queries(14):
        editor.get("/history/")
    with django_assert_max_num_queries(14):
        editor.get(version.article.get_absolute_url())


def test_the_sample_of_a_desk_is_set_in_the_admin(client_as, version, ada):
    decide(propose(version=version), "accept", actor=ada)
    desk = DeskFactory._meta.model.objects.get()
    inline = {"routes-TOTAL_FORMS": 0, "routes-INITIAL_FORMS": 0}
    form = {"name": "Port", "slug": "port", "second_share": "0"}

    client_as("curator").post(f"/admin/claims/desk/{desk.pk}/change/", form | inline)

    desk.refresh_from_db()
    assert desk.second_share == 0
    assert not ReadingDue.objects.exists()
