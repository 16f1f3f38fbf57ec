"""The admin as a second way to work: what is shown, who may act, what the log keeps."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from claims.models import Claim, ClaimLink, ExtractionRun, Question, ReviewEvent, Statement
from claims.services.review import accept_statement, reject_statement
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    ClaimFactory,
    ClaimLinkFactory,
    ExtractionRunFactory,
    MembershipFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

STATEMENTS = "/admin/claims/statement/"
GROUPS = ("viewer", "editor", "curator", "administrator")


def _member(group, **fields):
    user = UserFactory(is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def as_member(client):
    """Return a function that signs a staff member of a group in."""

    def sign_in(group: str):
        client.force_login(_member(group))
        return client

    return sign_in


@pytest.fixture
def editor_client(as_member):
    return as_member("editor")


def _page(statement):
    return reverse("admin:claims_statement_change", args=[statement.pk])


def _ticked(*statements: Statement, action: str, **more):
    shown = {f"row_version_{s.pk}": s.row_version for s in statements}
    return (
        {"action": action, "index": 0, "_selected_action": [s.pk for s in statements]}
        | shown
        | more
    )


def _messages(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def _acts() -> list[str]:
    return list(ReviewEvent.objects.order_by("pk").values_list("act", flat=True))


# Who may do what ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/admin/claims/statement/", "viewer editor curator administrator"),
        ("/admin/claims/statement/add/", ""),
        ("/admin/claims/reviewevent/", "viewer editor curator administrator"),
        ("/admin/claims/reviewevent/add/", ""),
        ("/admin/claims/extractionrun/", "viewer editor curator administrator"),
        ("/admin/claims/extractionrun/add/", ""),
        ("/admin/claims/question/", "viewer editor curator administrator"),
        ("/admin/claims/question/add/", "editor curator administrator"),
        ("/admin/claims/claim/add/", "editor curator administrator"),
        ("/admin/claims/claimlink/", "viewer editor curator administrator"),
        ("/admin/claims/claimlink/add/", ""),
        ("/admin/speakers/speaker/", "viewer editor curator administrator"),
        ("/admin/speakers/speaker/add/", "curator administrator"),
        ("/admin/speakers/post/add/", "curator administrator"),
        ("/admin/speakers/membership/add/", "curator administrator"),
        ("/admin/speakers/speakername/", "viewer editor curator administrator"),
        ("/admin/speakers/speakername/add/", ""),
        ("/admin/partners/apikey/", "administrator"),
        ("/admin/partners/apikey/add/", "administrator"),
        ("/admin/auth/user/", "administrator"),
        ("/admin/auth/group/", "administrator"),
        ("/admin/django_q/ormq/", "administrator"),
        ("/admin/tracker/workerbeat/", "administrator"),
    ],
)
def test_who_may_open_which_page(as_member, path, allowed):
    opened = [group for group in GROUPS if as_member(group).get(path).status_code == 200]

    assert opened == allowed.split()


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("act", ["accept", "reject", "withdraw", "credit", "link", "undo"])
def test_who_may_act_on_a_statement(as_member, group, act):
    statement = StatementFactory(status="accepted" if act == "withdraw" else "proposed")
    if act == "undo":
        accept_statement(statement_id=statement.pk, row_version=1, actor=UserFactory())
    posted = {
        "act": act,
        "row_version": 1,
        "speaker": SpeakerFactory().pk,
        "claim": ClaimFactory().pk,
        "stance": "denies",
        "event": ReviewEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or "",
    }
    n_before = len(_acts())

    answer = as_member(group).post(_page(statement), posted)

    may = group != "viewer"
    assert answer.status_code == (302 if may else 403)
    assert len(_acts()) == n_before + may


@pytest.mark.parametrize(
    "action", ["accept_selected", "reject_selected", "assign_speaker", "link_to_claim"]
)
def test_viewers_are_offered_no_bulk_action(as_member, action):
    statement = StatementFactory()
    client = as_member("viewer")

    client.post(STATEMENTS, _ticked(statement, action=action), follow=True)

    assert action not in client.get(STATEMENTS).content.decode()
    assert _acts() == []


def test_who_is_no_staff_is_asked_to_sign_in(client):
    user = UserFactory()
    user.groups.add(Group.objects.get(name="administrator"))
    client.force_login(user)

    assert client.get(STATEMENTS).status_code == 302


# The list -----------------------------------------------------------------------------------------


def test_list_costs_the_same_for_many_statements(editor_client, django_assert_max_num_queries):
    StatementFactory(speaker_name="A")
    editor_client.get(STATEMENTS)
    with django_assert_max_num_queries(20) as few:
        editor_client.get(STATEMENTS)
    for _number in range(8):
        speaker = SpeakerFactory()
        StatementFactory(engine_speaker=speaker, speaker=speaker)

    with django_assert_max_num_queries(20) as many:
        editor_client.get(STATEMENTS)

    # One outlet a row: the filter lists them with one query.
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/claims/reviewevent/",
        "/admin/claims/extractionrun/",
        "/admin/claims/question/",
        "/admin/claims/claim/",
        "/admin/claims/claimlink/",
        "/admin/speakers/speaker/",
        "/admin/speakers/speakername/",
        "/admin/speakers/post/",
        "/admin/speakers/membership/",
    ],
)
def test_lists_cost_the_same_for_many_rows(as_member, django_assert_max_num_queries, path):
    client = as_member("administrator")
    _fill(1)
    client.get(path)
    with django_assert_max_num_queries(25) as few:
        client.get(path)
    _fill(6)

    with django_assert_max_num_queries(25) as many:
        client.get(path)

    assert len(many) == len(few)


def _fill(n):
    for _number in range(n):
        link = ClaimLinkFactory()
        reject_statement(statement_id=link.statement_id, row_version=1, actor=UserFactory())
        ExtractionRunFactory(version=link.statement.version)
        MembershipFactory(on_behalf_of=SpeakerFactory(parent=SpeakerFactory()))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"q": "twelve people"}, 1, id="words"),
        pytest.param({"q": "HM"}, 1, id="alias-of-the-speaker"),
        pytest.param({"q": "harbour office"}, 1, id="name-in-the-article"),
        pytest.param({"q": "Port fire"}, 2, id="title"),
        pytest.param({"q": "nothing of it"}, 0, id="no-hit"),
        pytest.param({"status__exact": "accepted"}, 1, id="status"),
        pytest.param({"speaker_kind": "ministry"}, 1, id="kind-of-the-registered-speaker"),
        pytest.param({"speaker_kind": "agency"}, 1, id="kind-in-the-article"),
        pytest.param({"speaker_kind": "none"}, 0, id="no-source"),
        pytest.param({"confidence": "low"}, 1, id="confidence"),
        pytest.param({"quotation__exact": "direct"}, 1, id="quotation"),
        pytest.param({"cue_class__exact": "deny"}, 1, id="speech-act"),
    ],
)
def test_list_is_searched_and_filtered(editor_client, asked, found):
    ministry = SpeakerFactory(name="Ministry of Harbours", kind="ministry")
    SpeakerNameFactory(speaker=ministry, name="HM")
    StatementFactory(
        engine_speaker=ministry,
        speaker=ministry,
        speaker_kind="agency",
        status="accepted",
        confidence=0.3,
    )
    StatementFactory(
        exact="There was no warning",
        speaker_name="Harbour Office",
        speaker_kind="agency",
        quotation="direct",
        cue_class="deny",
    )

    answer = editor_client.get(STATEMENTS, asked)

    assert answer.context["cl"].result_count == found


def test_words_are_escaped_in_list_and_page(editor_client):
    version = ArticleVersionFactory(text="Ada said <script>alert(1)</script> & more.")
    statement = StatementFactory(version=version, exact="<script>alert(1)</script> & more")

    in_list = editor_client.get(STATEMENTS).content.decode()
    on_page = editor_client.get(_page(statement)).content.decode()

    for html in (in_list, on_page):
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_pages_keep_the_content_security_policy(editor_client):
    statement = StatementFactory()

    for path in (STATEMENTS, _page(statement), "/admin/"):
        html = editor_client.get(path).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert " onclick=" not in html
        assert all(" src=" in tag or "application/json" in tag for tag in _script_tags(html))


def _script_tags(html: str) -> list[str]:
    return [piece.split(">")[0] + " " for piece in html.split("<script")[1:]]


# Many at once -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "more", "act"),
    [
        ("accept_selected", {}, "accept"),
        ("reject_selected", {}, "reject"),
        ("assign_speaker", {"apply": 1}, "correct_speaker"),
        ("link_to_claim", {"apply": 1, "stance": "asserts"}, "link"),
    ],
)
def test_bulk_acts_write_one_event_a_statement_in_one_batch(editor_client, action, more, act):
    statements = StatementFactory.create_batch(3)
    more = more | {
        "speaker": SpeakerFactory().pk,
        "claim": ClaimFactory().pk,
        "why": "seen together",
    }

    answer = editor_client.post(
        STATEMENTS, _ticked(*statements, action=action, **more), follow=True
    )

    events = ReviewEvent.objects.all()
    assert "3 statements changed" in _messages(answer)
    assert _acts() == [act] * 3
    assert {event.statement_id for event in events} == {s.pk for s in statements}
    assert len({event.part_of_id for event in events}) == 1


@pytest.mark.parametrize(
    ("action", "field"), [("assign_speaker", "id_speaker"), ("link_to_claim", "id_claim")]
)
def test_acts_that_need_more_ask_first(editor_client, action, field):
    statement = StatementFactory()

    answer = editor_client.post(STATEMENTS, _ticked(statement, action=action))

    html = " ".join(answer.content.decode().split())
    assert field in html
    assert f'name="row_version_{statement.pk}" value="1"' in html
    assert statement.words in html
    assert _acts() == []


def test_bulk_acts_report_what_changed_meanwhile(editor_client):
    mine, theirs = StatementFactory.create_batch(2)
    rival = UserFactory(username="rival")
    reject_statement(statement_id=theirs.pk, row_version=1, actor=rival)

    answer = editor_client.post(
        STATEMENTS, _ticked(mine, theirs, action="accept_selected"), follow=True
    )

    assert "1 statement changed" in _messages(answer)
    assert "rival changed this statement" in _messages(answer)
    theirs.refresh_from_db()
    assert theirs.status == "rejected"


def test_a_row_that_left_the_filtered_list_is_reported_too(editor_client):
    theirs = StatementFactory()
    shown = _ticked(theirs, action="accept_selected")
    reject_statement(statement_id=theirs.pk, row_version=1, actor=UserFactory(username="rival"))

    answer = editor_client.post(f"{STATEMENTS}?status__exact=proposed", shown, follow=True)

    assert "rival changed this statement" in _messages(answer)


def test_bulk_acts_tell_what_stood_so_already(editor_client):
    statement = StatementFactory(status="accepted")

    answer = editor_client.post(
        STATEMENTS, _ticked(statement, action="accept_selected"), follow=True
    )

    assert "1 stood so already" in _messages(answer)
    assert _acts() == []


def test_bulk_links_of_rejected_statements_are_refused_with_the_reason(editor_client):
    statement = StatementFactory(status="rejected")
    more = {"apply": 1, "claim": ClaimFactory().pk, "stance": "asserts"}

    answer = editor_client.post(
        STATEMENTS, _ticked(statement, action="link_to_claim", **more), follow=True
    )

    assert "accept it first" in _messages(answer)
    assert not ClaimLink.objects.exists()


def test_too_many_at_once_are_refused(editor_client, monkeypatch):
    monkeypatch.setattr("claims.admin.bulk.N_MOST", 1)
    monkeypatch.setattr("claims.admin.statements.N_MOST", 1)
    statements = StatementFactory.create_batch(2)

    answer = editor_client.post(
        STATEMENTS, _ticked(*statements, action="accept_selected", select_across=1), follow=True
    )

    assert "at most 1" in _messages(answer)
    assert _acts() == []


# One at a time ------------------------------------------------------------------------------------


def test_page_shows_the_words_in_their_article(editor_client):
    statement = StatementFactory()

    html = editor_client.get(_page(statement)).content.decode()

    assert 'class="mark mark-content"' in html
    assert statement.get_absolute_url() in html.replace("&amp;", "&")
    assert "Nobody has acted" in html


def test_page_costs_the_same_for_a_long_history(editor_client, django_assert_max_num_queries):
    statement = StatementFactory()
    for number, act in enumerate((accept_statement, reject_statement), start=1):
        act(statement_id=statement.pk, row_version=number, actor=UserFactory())
    editor_client.get(_page(statement))
    with django_assert_max_num_queries(15) as few:
        editor_client.get(_page(statement))
    for number, act in enumerate((accept_statement, reject_statement) * 3, start=3):
        act(statement_id=statement.pk, row_version=number, actor=UserFactory())

    with django_assert_max_num_queries(15) as many:
        editor_client.get(_page(statement))

    assert len(many) == len(few)


def test_a_stale_page_loses_nothing_and_says_who(editor_client):
    statement = StatementFactory()
    reject_statement(statement_id=statement.pk, row_version=1, actor=UserFactory(username="rival"))

    answer = editor_client.post(_page(statement), {"act": "accept", "row_version": 1}, follow=True)

    statement.refresh_from_db()
    assert statement.status == "rejected"
    assert _acts() == ["reject"]
    assert "rival changed this statement" in _messages(answer)


def test_undoing_from_the_history_appends_an_act(editor_client):
    statement = StatementFactory()
    editor_client.post(_page(statement), {"act": "accept", "row_version": 1, "why": "clear"})
    event = ReviewEvent.objects.get()

    editor_client.post(_page(statement), {"act": "undo", "row_version": 2, "event": event.pk})

    statement.refresh_from_db()
    html = editor_client.get(_page(statement)).content.decode()
    assert statement.status == "proposed"
    assert _acts() == ["accept", "undo"]
    assert "status: proposed → accepted" in html
    assert "undone" in html


def test_history_names_speakers_and_claims(editor_client):
    statement, claim = StatementFactory(), ClaimFactory(text="Twelve died.")
    speaker = SpeakerFactory(name="Ada Kovan")
    editor_client.post(_page(statement), {"act": "credit", "row_version": 1, "speaker": speaker.pk})
    editor_client.post(
        _page(statement), {"act": "link", "row_version": 2, "claim": claim.pk, "stance": "denies"}
    )
    editor_client.post(_page(statement), {"act": "unlink", "row_version": 3, "claim": claim.pk})
    editor_client.post(_page(statement), {"act": "credit_as_read", "row_version": 4})

    html = editor_client.get(_page(statement)).content.decode()

    assert "speaker: as the engine read it → Ada Kovan" in html
    assert "link: none → denies “Twelve died.”" in html
    assert "link: denies “Twelve died.” → none" in html
    assert _acts() == ["correct_speaker", "link", "unlink", "correct_speaker"]


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        pytest.param({"act": "dance"}, "no act", id="unknown-act"),
        pytest.param({}, "no act", id="no-act"),
        pytest.param({"act": "accept", "row_version": ""}, "changed", id="no-row-version"),
        pytest.param({"act": "credit"}, "Speaker", id="no-speaker"),
        pytest.param({"act": "link", "stance": "loves"}, "Claim", id="no-claim"),
        pytest.param({"act": "unlink", "claim": "x"}, "claim is gone", id="no-such-claim"),
        pytest.param({"act": "undo", "event": "99"}, "no such event", id="no-such-event"),
    ],
)
def test_what_cannot_be_done_is_explained(editor_client, posted, message):
    statement = StatementFactory()

    answer = editor_client.post(_page(statement), {"row_version": 1} | posted, follow=True)

    assert message in _messages(answer)
    assert _acts() == []


def test_an_event_of_another_statement_is_not_undone(editor_client):
    mine, other = StatementFactory.create_batch(2)
    accept_statement(statement_id=other.pk, row_version=1, actor=UserFactory())

    editor_client.post(
        _page(mine), {"act": "undo", "row_version": 1, "event": ReviewEvent.objects.get().pk}
    )

    assert _acts() == ["accept"]


def test_saving_the_stock_form_writes_nothing(editor_client):
    statement = StatementFactory()

    editor_client.post(_page(statement), {"_save": "Save", "status": "accepted", "words": "other"})

    statement.refresh_from_db()
    assert (statement.status, statement.row_version) == ("proposed", 1)


@pytest.mark.parametrize("pk", ["999", "x", "1_2F"])
def test_no_such_statement_is_not_found(editor_client, pk):
    assert editor_client.get(f"{STATEMENTS}{pk}/change/").status_code == 404


# The log, runs, questions and links ---------------------------------------------------------------


def test_events_are_neither_changed_nor_deleted(as_member):
    statement = StatementFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=UserFactory())
    event = ReviewEvent.objects.get()
    client = as_member("administrator")
    base = "/admin/claims/reviewevent/"

    shown = client.get(f"{base}{event.pk}/change/")
    changed = client.post(f"{base}{event.pk}/change/", {"why": "rewritten"})
    deleted = client.post(f"{base}{event.pk}/delete/", {"post": "yes"})
    client.post(base, {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"})

    assert (shown.status_code, changed.status_code, deleted.status_code) == (200, 403, 403)
    assert 'name="_save"' not in shown.content.decode()
    assert ReviewEvent.objects.get().why == ""


def test_statements_are_not_deleted(as_member):
    statement = StatementFactory()
    client = as_member("administrator")

    client.post(STATEMENTS, _ticked(statement, action="delete_selected", post="yes"))

    assert client.post(f"{STATEMENTS}{statement.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Statement.objects.exists()


def test_acts_chosen_in_the_log_are_undone_newest_first(editor_client):
    statement = StatementFactory()
    actor = UserFactory()
    accept_statement(statement_id=statement.pk, row_version=1, actor=actor)
    reject_statement(statement_id=statement.pk, row_version=2, actor=actor)
    chosen = list(ReviewEvent.objects.values_list("pk", flat=True))

    answer = editor_client.post(
        "/admin/claims/reviewevent/",
        {"action": "undo_selected", "index": 0, "_selected_action": chosen},
        follow=True,
    )

    statement.refresh_from_db()
    assert statement.status == "proposed"
    assert _acts() == ["accept", "reject", "undo", "undo"]
    assert "2 statements changed" in _messages(answer)


def test_running_again_asks_once_for_each_version(editor_client):
    version = ArticleVersionFactory()
    runs = ExtractionRunFactory.create_batch(2, version=version, state="done")
    run = ExtractionRunFactory(state="failed")

    editor_client.post(
        "/admin/claims/extractionrun/",
        {"action": "run_again", "index": 0, "_selected_action": [r.pk for r in [*runs, run]]},
    )

    assert ExtractionRun.objects.filter(state="queued").count() == 2


@pytest.mark.parametrize(
    ("action", "state", "act"),
    [("confirm_selected", "confirmed", "link"), ("refuse_selected", "refused", "unlink")],
)
def test_suggested_links_are_decided_through_the_log(editor_client, action, state, act):
    statement = StatementFactory()
    links = [
        ClaimLinkFactory(statement=statement, state="suggested"),
        ClaimLinkFactory(statement=statement, state="suggested"),
    ]

    answer = editor_client.post(
        "/admin/claims/claimlink/",
        {
            "action": action,
            "index": 0,
            "_selected_action": [link.pk for link in links],
            f"row_version_{statement.pk}": 1,
        },
        follow=True,
    )

    assert "2 statements changed" in _messages(answer)
    assert set(ClaimLink.objects.values_list("state", flat=True)) == {state}
    assert _acts() == [act, act]
    assert ReviewEvent.objects.values("part_of").distinct().count() == 1


def test_links_of_a_statement_that_changed_meanwhile_are_a_conflict(editor_client):
    link = ClaimLinkFactory(state="suggested", statement__status="proposed")
    accept_statement(
        statement_id=link.statement_id, row_version=1, actor=UserFactory(username="rival")
    )

    answer = editor_client.post(
        "/admin/claims/claimlink/",
        {
            "action": "confirm_selected",
            "index": 0,
            "_selected_action": [link.pk],
            f"row_version_{link.statement_id}": 1,
        },
        follow=True,
    )

    assert "rival changed" in _messages(answer)
    assert _acts() == ["accept"]


def test_a_question_is_opened_with_its_claims(editor_client):
    editor_client.post(
        "/admin/claims/question/add/",
        {
            "text": "Who gave the order?",
            "slug": "who-gave-the-order",
            "answer_kind": "who",
            "claims-TOTAL_FORMS": 1,
            "claims-INITIAL_FORMS": 0,
            "claims-0-text": "The port office did.",
            "claims-0-slug": "port-office",
        },
    )

    question = Question.objects.get()
    assert question.created_by is not None
    assert Claim.objects.get().question == question


def test_questions_and_claims_with_statements_stay(as_member):
    link = ClaimLinkFactory()
    client = as_member("administrator")

    answers = [
        client.post(f"/admin/claims/claim/{link.claim_id}/delete/", {"post": "yes"}),
        client.post(f"/admin/claims/question/{link.claim.question_id}/delete/", {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_suggestions_for_speakers_find_aliases(editor_client):
    speaker = SpeakerFactory(name="Harbour Ministry")
    SpeakerNameFactory(speaker=speaker, name="HM")
    asked = {
        "app_label": "claims",
        "model_name": "statement",
        "field_name": "speaker",
        "term": "h.m.",
    }

    answer = editor_client.get("/admin/autocomplete/", asked)

    assert [row["text"] for row in answer.json()["results"]] == ["Harbour Ministry"]


def test_articles_without_outlet_or_date_are_listed(editor_client):
    StatementFactory(
        version=ArticleVersionFactory(article=ArticleFactory(outlet=None, published_at=None))
    )

    assert "no outlet" in editor_client.get(STATEMENTS).content.decode()
