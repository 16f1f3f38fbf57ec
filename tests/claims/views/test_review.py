from __future__ import annotations

import re

import pytest
from django.urls import reverse

from claims.models import Act, KeyChoice, Lease, QueueEntry, QueueView, Statement
from claims.queue.reading import read_page
from claims.review_keys import USUAL
from claims.services.review import accept_statement, reject_statement
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    DeskFactory,
    OriginFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

REVIEW = "/review/"
SWAP = {"HX-Request": "true"}


@pytest.fixture
def editor(client_as):
    return client_as("editor")


@pytest.fixture
def two():
    version = ArticleVersionFactory()
    return (
        StatementFactory(version=version),
        StatementFactory(version=version, exact="There was no warning"),
    )


def carried(n):
    origin = OriginFactory()
    return [
        StatementFactory(version=ArticleVersionFactory(article=ArticleFactory(origin=origin)))
        for _ in range(n)
    ]


def form_of(response):
    """The fields that the verdict buttons would send from this page."""
    page = response.content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]*)"', page)[1]
        for name in ("statement", "row_version", "at")
    }
    return hidden | {"copy": re.findall(r'name="copy"\s+value="([^"]*)"', page)}


def give(client, act, *, page=None, address=REVIEW, headers=SWAP):
    form = form_of(page or client.get(address)) | {"act": act}
    return client.post(address, form, headers=headers)


def statuses():
    return list(Statement.objects.order_by("pk").values_list("status", flat=True))


def test_a_verdict_shows_the_next_statement(editor, two):
    response = give(editor, "accept")

    assert statuses() == ["accepted", "proposed"]
    assert response.context["statement"] == two[1]
    assert 'data-message="Accepted."' in response.content.decode()


def test_without_scripts_a_verdict_leads_to_the_next_statement(editor, two):
    response = give(editor, "reject", headers={})

    followed = editor.get(response.url)
    assert response.status_code == 302
    assert followed.context["statement"] == two[1]
    assert "Rejected." in followed.content.decode()


def test_a_statement_on_the_screen_already_is_not_sent_again(editor, two):
    shown = SWAP | {"Workbench-Shows": str(two[1].pk)}

    response = give(editor, "accept", headers=shown)

    assert (response.status_code, response.content) == (204, b"")
    assert response["Workbench-Waiting"] == "1"
    assert statuses() == ["accepted", "proposed"]


def test_the_reason_for_a_rejection_is_kept(editor, two):
    give(editor, "reject:speaker")

    assert two[0].events.get().why == "Wrong speaker"


def test_unsure_is_kept_apart_and_changes_no_status(editor, two):
    response = give(editor, "unsure")

    first = Statement.objects.get(pk=two[0].pk)
    assert (first.status, first.is_unsure) == ("proposed", True)
    assert response.context["statement"] == two[1]
    assert editor.get("/review/?verdict=unsure").context["statement"] == first


def test_a_verdict_on_an_unsure_statement_takes_it_off_the_unsure_ones(editor, two):
    give(editor, "unsure")

    give(editor, "accept", address="/review/?verdict=unsure")

    first = Statement.objects.get(pk=two[0].pk)
    assert (first.status, first.is_unsure) == ("accepted", False)


def test_undo_brings_an_unsure_statement_back(editor, two):
    give(editor, "unsure")

    response = give(editor, "undo")

    assert response.context["statement"] == two[0]
    assert not Statement.objects.filter(is_unsure=True).exists()
    assert QueueEntry.objects.filter(is_unsure=False).count() == 2


def test_a_skipped_statement_comes_back_at_the_end(editor, two):
    give(editor, "skip")

    assert editor.get(REVIEW).context["statement"] == two[1]
    accept_statement(statement_id=two[1].pk, row_version=1, actor=UserFactory())
    assert editor.get(REVIEW).context["statement"] == two[0]


def test_undo_shows_the_statement_again(editor, two):
    give(editor, "accept")

    response = editor.post(REVIEW, {"act": "undo"}, headers=SWAP)

    assert statuses() == ["proposed", "proposed"]
    assert response.context["statement"] == two[0]


def test_undo_with_nothing_to_undo_says_so(editor, two):
    response = give(editor, "undo")

    assert response.status_code == 422
    assert "nothing of yours to undo" in response.content.decode()


def test_the_key_of_a_contested_undo_leads_to_where_it_is_decided(editor, two):
    give(editor, "accept")
    reject_statement(statement_id=two[0].pk, row_version=2, actor=UserFactory(username="quick"))
    page = reverse("claims:act-undo", args=[Act.objects.get(kind="accept").pk])

    swapped = give(editor, "undo")
    followed = give(editor, "undo", headers={})

    shown = swapped.content.decode()
    assert (swapped.status_code, statuses()) == (409, ["rejected", "proposed"])
    assert "changed since" in shown
    assert followed.url == f"{page}?next=%2Freview%2F%3F"
    assert re.search(rf'<a href="{re.escape(followed.url)}"\s+data-key="u">', shown)
    assert "changed since" in editor.get(followed.url).content.decode()


def test_an_undo_that_is_contested_when_nothing_waits_leads_there_too(editor, two):
    for _statement in two:
        give(editor, "accept")
    reject_statement(statement_id=two[1].pk, row_version=2, actor=UserFactory(username="quick"))

    response = editor.post(REVIEW, {"act": "undo"}, headers=SWAP)

    assert "Nothing waits" in response.content.decode()
    assert 'data-key="u">Decide what to take back' in response.content.decode()


@pytest.mark.parametrize(
    ("cue_class", "act"), [("deny", "denies"), ("other", "“attributed”")], ids=["deny", "other"]
)
def test_the_act_reads_as_a_verb_behind_the_speaker(editor, cue_class, act):
    StatementFactory(
        cue_class=cue_class,
        cue=[{"exact": "attributed", "start": 0, "end": 10}],
        speaker_name="Assembly",
    )

    card, listed = (editor.get(url).content.decode() for url in (REVIEW, "/review/list/"))

    assert f'data-label="Assembly {act}: ' in card
    assert f"<strong>Assembly</strong> {act}</a>" in listed


def test_a_different_verdict_on_a_stale_page_answers_409_with_the_fresh_card(editor, two):
    page = editor.get(REVIEW)
    reject_statement(statement_id=two[0].pk, row_version=1, actor=UserFactory(username="quick"))

    response = give(editor, "accept", page=page)

    assert response.status_code == 409
    assert response.context["statement"].status == "rejected"
    assert "quick changed this statement" in response.content.decode()
    assert two[0].events.count() == 1


def test_without_scripts_a_conflict_answers_409_with_the_whole_page(editor, two):
    page = editor.get(REVIEW)
    reject_statement(statement_id=two[0].pk, row_version=1, actor=UserFactory(username="quick"))

    response = give(editor, "accept", page=page, headers={})

    assert response.status_code == 409
    assert "<h1>Review</h1>" in response.content.decode()


def test_the_same_verdict_from_a_stale_page_is_no_conflict(editor, two):
    page = editor.get(REVIEW)
    accept_statement(statement_id=two[0].pk, row_version=1, actor=UserFactory())

    assert give(editor, "accept", page=page).status_code == 200
    assert two[0].events.count() == 1


def test_a_statement_that_is_gone_is_said_to_be_gone(editor, two):
    page = editor.get(REVIEW)
    two[0].delete()

    response = give(editor, "accept", page=page)

    assert response.status_code == 422
    assert "This statement is gone" in response.content.decode()


def test_one_verdict_decides_all_that_carry_the_words(editor):
    carried(3)

    page = editor.get(REVIEW)
    give(editor, "accept", page=page)

    assert "Carried by 3 articles" in page.content.decode()
    assert statuses() == ["accepted"] * 3


def test_one_undo_takes_the_verdict_on_all_of_them_back(editor):
    carried(3)
    give(editor, "reject")

    editor.post(REVIEW, {"act": "undo"}, headers=SWAP)

    assert statuses() == ["proposed"] * 3
    assert QueueEntry.objects.leads().get().n_carried == 3


def test_a_copy_that_is_not_ticked_stays(editor):
    _first, second, third = carried(3)
    form = form_of(editor.get(REVIEW)) | {"copy": [f"{third.pk}:1"], "act": "accept"}

    editor.post(REVIEW, form, headers=SWAP)

    assert statuses() == ["accepted", "proposed", "accepted"]
    assert QueueEntry.objects.get().statement == second


def test_a_conflict_on_one_copy_decides_none(editor):
    _first, second, _third = carried(3)
    page = editor.get(REVIEW)
    reject_statement(statement_id=second.pk, row_version=1, actor=UserFactory(username="quick"))

    response = give(editor, "accept", page=page)

    assert response.status_code == 409
    assert statuses() == ["proposed", "rejected", "proposed"]


def test_who_else_is_looking_is_shown(editor, client_as, make_member, two):
    other = client_as(make_member("editor", "ada"))
    other.get(f"/review/?statement={two[0].pk}")

    page = editor.get(f"/review/?statement={two[0].pk}").content.decode()

    assert "ada opened this at" in page
    assert editor.get(REVIEW).context["statement"] == two[1]


def test_a_lease_is_kept_longer_on_request(editor, two):
    editor.get(REVIEW)
    before = Lease.objects.get().until

    response = editor.post(reverse("claims:review-lease", args=[two[0].pk]), headers=SWAP)

    assert Lease.objects.get().until > before
    assert "Yours until" in response.content.decode()


def test_when_all_is_open_elsewhere_the_page_says_so(editor, make_member, client_as):
    StatementFactory()
    client_as(make_member("editor", "ada")).get(REVIEW)

    assert "Other editors have the rest open" in editor.get(REVIEW).content.decode()


def test_an_empty_queue_says_so(editor):
    assert "Nothing waits" in editor.get(REVIEW).content.decode()


def test_filters_that_fit_nothing_say_so(editor, two):
    assert "No statement fits" in editor.get("/review/?disputed=1").content.decode()


def test_filters_go_with_the_verdict(editor, two):
    Statement.objects.filter(pk=two[1].pk).update(cue_class="deny")
    QueueEntry.objects.filter(pk=two[1].pk).update(cue_class="deny")

    response = give(editor, "accept", address="/review/?cue=deny")

    assert statuses() == ["proposed", "accepted"]
    assert "No statement fits" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?sort=none&whose=nobody&verdict=x&article=zz&after=1~2",
        "?after=9999999999999999999999~1~1",
        "?sort=newest&after=99999999999999999999~1~1",
        "?statement=99999999999999999999",
        "?confidence=sure&before=a~b~c",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_queue(editor, two, query):
    assert editor.get(REVIEW + query).status_code == 200


def test_queries_do_not_grow_with_the_queue(editor, django_assert_max_num_queries):
    speaker = SpeakerFactory()
    for _ in range(12):
        StatementFactory(speaker=speaker, engine_speaker=speaker)

    with django_assert_max_num_queries(45):
        editor.get(REVIEW)
    with django_assert_max_num_queries(25):
        editor.get(reverse("claims:review-list"))


def test_a_breaking_story_can_be_marked_from_the_bench(editor, two):
    address = reverse("claims:review-story", args=[two[0].pk])

    page = editor.post(address, {"act": "breaking"}, headers=SWAP).content.decode()

    assert QueueEntry.objects.filter(is_breaking=True).count() == 2
    assert 'value="calm"' in page


def test_a_taken_story_is_mine(editor, two):
    editor.post(reverse("claims:review-story", args=[two[0].pk]), {"act": "take"})

    assert editor.get("/review/?whose=mine").context["statement"] == two[0]


def test_linking_from_the_bench_shows_the_statement_again(editor, two):
    claim = ClaimFactory()
    address = reverse("claims:review-link", args=[two[0].pk])

    response = editor.post(address, {"row_version": 1, "claim": f"{claim.pk}:denies"}, headers=SWAP)

    assert response.context["statement"] == two[0]
    assert two[0].links.get().stance == "denies"


def test_linking_from_a_stale_bench_answers_409(editor, two):
    accept_statement(statement_id=two[0].pk, row_version=1, actor=UserFactory())

    response = editor.post(
        reverse("claims:review-link", args=[two[0].pk]),
        {"row_version": 1, "claim": f"{ClaimFactory().pk}:denies"},
        headers=SWAP,
    )

    assert response.status_code == 409
    assert not two[0].links.exists()


def test_claims_are_found_by_the_words_of_their_question(editor, two):
    ClaimFactory(text="Nobody was warned.", question__text="Was there a warning?")
    ClaimFactory(text="It rained.", question__text="How was the weather?")

    page = editor.get(
        reverse("claims:review-link", args=[two[0].pk]), {"q": "a warning"}
    ).content.decode()

    assert "Nobody was warned." in page
    assert "It rained." not in page


def test_the_list_decides_what_is_ticked_as_one_act(editor, two):
    page = editor.get(reverse("claims:review-list")).content.decode()
    ticked = re.findall(r'name="statement"\s+value="([^"]*)"', page)

    response = editor.post(
        reverse("claims:review-list"), {"statement": ticked, "act": "accept"}, follow=True
    )

    assert statuses() == ["accepted", "accepted"]
    assert "2 statements decided." in response.content.decode()
    editor.post(REVIEW, {"act": "undo"})
    assert statuses() == ["proposed", "proposed"]


@pytest.mark.parametrize(
    ("posted", "status", "said"),
    [
        ({"act": "accept"}, 422, "Tick the statements first"),
        ({"act": "accept", "statement": "999:1"}, 422, "one of them is gone"),
        ({"act": "burn", "statement": "{0}:1"}, 422, "not a verdict"),
        ({"act": "accept", "statement": "{0}:7"}, 409, "Nothing was decided"),
    ],
)
def test_a_list_that_cannot_be_decided_says_why(editor, two, posted, status, said):
    filled = {name: value.format(two[0].pk) for name, value in posted.items()}

    response = editor.post(reverse("claims:review-list"), filled)

    assert response.status_code == status
    assert said in response.content.decode()
    assert statuses() == ["proposed", "proposed"]


def test_a_line_of_the_list_stands_for_all_its_copies(editor):
    carried(3)
    page = editor.get(reverse("claims:review-list")).content.decode()
    (ticked,) = re.findall(r'name="statement"\s+value="([^"]*)"', page)

    editor.post(reverse("claims:review-list"), {"statement": ticked, "act": "accept"})

    assert statuses() == ["accepted"] * 3


def test_what_is_decided_while_the_list_is_read_is_left_out(editor, two, monkeypatch):
    def decide_meanwhile(*args, **kwargs):
        page = read_page(*args, **kwargs)
        accept_statement(statement_id=two[0].pk, row_version=1, actor=UserFactory())
        return page

    monkeypatch.setattr("claims.views.review_list.read_page", decide_meanwhile)

    response = editor.get(reverse("claims:review-list"))

    assert [entry.pk for entry, _members, _lease in response.context["rows"]] == [two[1].pk]


def test_keys_are_changed_and_shown_on_the_buttons(editor, two):
    editor.post(reverse("claims:review-keys"), USUAL | {"accept": "y"})

    page = editor.get(REVIEW).content.decode()

    assert 'data-key="y"' in page
    assert 'data-key="a"' not in page


def test_one_key_for_two_acts_is_refused_with_a_sentence(editor):
    response = editor.post(reverse("claims:review-keys"), USUAL | {"accept": "r"})

    assert response.status_code == 422
    assert "“r” stands for “Accept” and “Reject”" in response.content.decode()
    assert not KeyChoice.objects.exists()


def test_the_usual_keys_can_be_restored(editor, two):
    editor.post(reverse("claims:review-keys"), USUAL | {"accept": "y"})

    editor.post(reverse("claims:review-keys"), {"restore": "1"})

    assert 'data-key="a"' in editor.get(REVIEW).content.decode()


def test_a_view_is_kept_with_its_filters(editor, two):
    response = editor.post(
        reverse("claims:review-view-save") + "?cue=deny&sort=oldest", {"name": "Denials"}
    )

    assert response.url == "/review/?sort=oldest&cue=deny"
    assert "Denials" in editor.get(REVIEW).content.decode()


def test_a_view_is_shared_within_the_desk_and_not_beyond(client_as, make_member):
    desk = DeskFactory(name="Port desk")
    ada, ben, cleo = (make_member("editor", name) for name in ("ada", "ben", "cleo"))
    desk.editors.add(ada, ben)

    client_as(ada).post(
        reverse("claims:review-view-save") + "?cue=deny", {"name": "Denials", "desk": desk.pk}
    )

    assert "Denials" in client_as(ben).get(REVIEW).content.decode()
    assert "Denials" not in client_as(cleo).get(REVIEW).content.decode()


def test_only_its_owner_forgets_a_view(editor, client_as, make_member):
    editor.post(reverse("claims:review-view-save"), {"name": "Mine"})
    address = reverse("claims:review-view-delete", args=[QueueView.objects.get().pk])

    assert client_as(make_member("editor", "ada")).post(address).status_code == 404
    editor.post(address)
    assert not QueueView.objects.exists()


def test_a_view_is_not_shared_with_a_desk_one_does_not_belong_to(editor):
    desk = DeskFactory()

    editor.post(reverse("claims:review-view-save"), {"name": "Mine", "desk": desk.pk})

    assert not QueueView.objects.exists()
