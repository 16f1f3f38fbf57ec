"""The registry in the admin."""

from __future__ import annotations

import pytest

from speakers.models import (
    Judgement,
    Membership,
    RegistryEvent,
    Speaker,
    SpeakerName,
    Succession,
)
from speakers.services.duplicates import compare_records
from speakers.services.judging import judge_pair
from speakers.services.name_keys import index_speaker
from speakers.services.registry import create_speaker
from speakers.services.successions import add_succession
from tests.factories import (
    PostFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/speakers/speaker/add/"


@pytest.fixture
def curator_client(client_as):
    return client_as("curator")


def _change(speaker: Speaker) -> str:
    return f"/admin/speakers/speaker/{speaker.pk}/change/"


def _form(name: str, *, names=(), memberships=(), **more):
    """What the page sends: the speaker, their names as (pk, name, kind), their mandates as (post, start, end)."""
    sent = {"name": name, "slug": "ada", "kind": "person"} | more
    counts = {"names": len(names), "memberships": len(memberships)}
    for prefix in (*counts, "posts", "follows", "followed_by", "parentages"):
        n = counts.get(prefix, 0)
        sent |= {f"{prefix}-TOTAL_FORMS": n, f"{prefix}-INITIAL_FORMS": 0}
    for i, (pk, words, kind) in enumerate(names):
        sent |= {f"names-{i}-name": words, f"names-{i}-kind": kind, f"names-{i}-language": "en"}
        if pk:
            sent |= {f"names-{i}-id": pk, "names-INITIAL_FORMS": i + 1}
    for i, (post, start, end) in enumerate(memberships):
        sent |= {
            f"memberships-{i}-{k}": v for k, v in (("post", post), ("start", start), ("end", end))
        }
    return sent


def _names(speaker: Speaker) -> set[tuple[str, str, str]]:
    return set(speaker.names.values_list("name", "key", "kind"))


def test_a_new_speaker_gets_names_with_keys(curator_client):
    answer = curator_client.post(ADD, _form("Ada Kovan", names=[("", "A. Kovan", "alias")]))

    assert answer.status_code == 302
    assert _names(Speaker.objects.get()) == {
        ("Ada Kovan", "ada kovan", "full"),
        ("A. Kovan", "a kovan", "alias"),
    }


def test_renaming_keeps_the_old_name_as_a_former_one(curator_client):
    speaker = SpeakerFactory(name="Ada Kovan", slug="ada")
    row = speaker.names.get()

    curator_client.post(_change(speaker), _form("Ada Lund", names=[(row.pk, "Ada Kovan", "full")]))

    assert _names(speaker) == {
        ("Ada Lund", "ada lund", "full"),
        ("Ada Kovan", "ada kovan", "former"),
    }
    assert speaker.history.count() == 2


@pytest.mark.parametrize(
    ("names", "message"),
    [
        pytest.param([("", "AK", "alias"), ("", "a.k.", "alias")], "keep one", id="same-key"),
        pytest.param([("", "…", "alias")], "needs letters", id="no-letters"),
    ],
)
def test_names_that_lookups_could_not_use_are_refused(curator_client, names, message):
    answer = curator_client.post(ADD, _form("Ada Kovan", names=names))

    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not SpeakerName.objects.exists()


def test_changing_a_name_changes_its_key(curator_client):
    speaker = SpeakerFactory(name="Ada Kovan", slug="ada")
    full = speaker.names.get()
    alias = SpeakerNameFactory(speaker=speaker, name="AK")

    names = [(full.pk, "Ada Kovan", "full"), (alias.pk, "Kovan the Elder", "alias")]
    curator_client.post(_change(speaker), _form("Ada Kovan", names=names))

    alias.refresh_from_db()
    assert alias.key == "kovan the elder"


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        pytest.param("2020-05", "2021", None, id="good"),
        pytest.param("2020-13", "", "is not a date", id="no-such-month"),
        pytest.param("2021", "2020", "before it starts", id="end-before-start"),
    ],
)
def test_mandates_are_checked(curator_client, start, end, message):
    speaker, post = SpeakerFactory(name="Ada Kovan", slug="ada"), PostFactory()
    full = speaker.names.get()

    answer = curator_client.post(
        _change(speaker),
        _form(
            "Ada Kovan", names=[(full.pk, "Ada Kovan", "full")], memberships=[(post.pk, start, end)]
        ),
    )

    assert Membership.objects.exists() is (message is None)
    assert answer.status_code == (302 if message is None else 200)
    assert message is None or message in answer.content.decode()


@pytest.mark.parametrize(
    ("words", "n_found"),
    [("kován", 1), ("H.M.", 1), ("Q42", 1), ("ministry", 1), ("nobody", 0), ("…", 2)],
)
def test_search_is_by_any_name(curator_client, words, n_found):
    SpeakerFactory(name="Ada Kovan", wikidata="Q42")
    SpeakerNameFactory(speaker=SpeakerFactory(name="Harbour Ministry", kind="ministry"), name="HM")

    answer = curator_client.get("/admin/speakers/speaker/", {"q": words})

    assert answer.context["cl"].result_count == n_found


def test_provisional_speakers_are_checked_and_the_history_says_so(curator_client):
    speaker = SpeakerFactory(is_provisional=True)

    curator_client.post(
        "/admin/speakers/speaker/",
        {"action": "mark_checked", "index": 0, "_selected_action": [speaker.pk]},
    )

    speaker.refresh_from_db()
    assert not speaker.is_provisional
    assert speaker.history.count() == 2


def test_a_speaker_with_statements_is_not_deleted(curator_client):
    speaker = SpeakerFactory()
    StatementFactory(engine_speaker=speaker, speaker=speaker)

    curator_client.post(f"/admin/speakers/speaker/{speaker.pk}/delete/", {"post": "yes"})

    assert Speaker.objects.filter(pk=speaker.pk).exists()


def test_editors_read_speakers_and_change_none(client_as):
    speaker = SpeakerFactory(name="Ada Kovan")

    answer = client_as("editor").post(_change(speaker), _form("Ada Lund"))

    assert answer.status_code == 403
    assert Speaker.objects.get().name == "Ada Kovan"


def test_history_of_a_speaker_keeps_the_content_security_policy(curator_client):
    speaker = SpeakerFactory()

    html = curator_client.get(f"/admin/speakers/speaker/{speaker.pk}/history/").content.decode()

    assert "change-history" in html
    assert " style=" not in html


def test_judgements_are_taken_back_and_acts_undone_in_the_admin(client_as):
    one, other = SpeakerFactory(name="Ada Kovan"), SpeakerFactory(name="A. Kovan")
    judge_pair(one=one.pk, other=other.pk, verdict="same", kept=one.pk, actor=UserFactory())
    client, judgement = client_as("curator"), Judgement.objects.get()

    lists = "/admin/speakers/judgement/", "/admin/speakers/registryevent/"
    client.post(lists[0], {"action": "take_back_selected", "_selected_action": [judgement.pk]})
    taken = RegistryEvent.objects.first()
    client.post(lists[1], {"action": "undo_selected", "_selected_action": [taken.pk]})
    again = client.post(
        lists[0], {"action": "take_back_selected", "_selected_action": [judgement.pk]}, follow=True
    )

    assert Speaker.objects.standing().get() == one
    assert "taken back already" in again.content.decode()
    assert "took back: merged" in client.get(lists[1]).content.decode()


@pytest.mark.parametrize(("merged", "names"), [("no", {"Ada Kovan"}), ("yes", {"A. Kovan"})])
def test_records_that_were_merged_are_filtered(client_as, merged, names):
    one, other = SpeakerFactory(name="Ada Kovan"), SpeakerFactory(name="A. Kovan")
    judge_pair(one=one.pk, other=other.pk, verdict="same", kept=one.pk, actor=UserFactory())

    answer = client_as("curator").get("/admin/speakers/speaker/", {"merged": merged})

    assert {row.name for row in answer.context["cl"].result_list} == names


@pytest.mark.parametrize(
    ("on", "message"), [("2021-09", None), ("2021-13", "is not a date")], ids=["good", "bad"]
)
def test_a_successor_is_set_on_the_page_of_a_body(curator_client, on, message):
    before = SpeakerFactory(name="Harbour Board", slug="board", kind="ministry")
    after = SpeakerFactory(name="Ports Agency", kind="agency")
    full = before.names.get()
    given = _form("Harbour Board", names=[(full.pk, "Harbour Board", "full")], kind="ministry")
    given |= {"slug": "board", "followed_by-TOTAL_FORMS": 1}
    given |= {"followed_by-0-successor": after.pk, "followed_by-0-kind": "renamed"}

    answer = curator_client.post(_change(before), given | {"followed_by-0-on": on})

    assert Succession.objects.filter(successor=after).exists() is (message is None)
    assert message is None or message in answer.content.decode()


def test_a_line_that_turns_back_is_refused_on_the_page_of_a_body(curator_client):
    before = SpeakerFactory(name="Harbour Board", slug="board", kind="ministry")
    after = SpeakerFactory(name="Ports Agency", kind="agency")
    add_succession(predecessor=after, successor=before)
    full, row = before.names.get(), Succession.objects.get()
    given = _form("Harbour Board", names=[(full.pk, "Harbour Board", "full")], kind="ministry")
    given |= {"slug": "board", "follows-TOTAL_FORMS": 1, "follows-INITIAL_FORMS": 1}
    given |= {"follows-0-id": row.pk, "follows-0-predecessor": after.pk}
    given |= {"follows-0-kind": "renamed", "followed_by-TOTAL_FORMS": 1}
    given |= {"followed_by-0-successor": after.pk, "followed_by-0-kind": "renamed"}

    answer = curator_client.post(_change(before), given)

    assert "cannot turn back on itself" in answer.content.decode()
    assert Succession.objects.count() == 1


def test_two_records_of_the_list_are_judged_against_each_other(curator_client):
    one, other, third = SpeakerFactory.create_batch(3)
    chosen = {"action": "compare_two", "_selected_action": [one.pk, other.pk]}

    answer = curator_client.post("/admin/speakers/speaker/", chosen)
    chosen["_selected_action"].append(third.pk)
    many = curator_client.post("/admin/speakers/speaker/", chosen, follow=True)

    assert answer["Location"] == f"/curation/?a={one.pk}&b={other.pk}"
    assert "exactly two" in many.content.decode()


def test_likely_duplicates_lead_to_the_queue(curator_client):
    one, other = create_speaker(name="Jon Bell", kind="person"), SpeakerFactory(name="Jon Bell")
    index_speaker(speaker=other)
    compare_records()

    page = curator_client.get("/admin/speakers/likelypair/").content.decode()

    assert f"/curation/?a={one.pk}&amp;b={other.pk}" in page
    assert "the same name" in page
    assert curator_client.get("/admin/speakers/mentionjudgement/").status_code == 200


def test_the_list_shows_three_other_names_and_the_statements_as_a_link(curator_client):
    speaker = create_speaker(name="Harbour Ministry of Senn", kind="ministry", slug="harbour")
    for name in ("Ports Ministry", "Port Office", "Quay Office", "Harbour Office"):
        SpeakerNameFactory(speaker=speaker, name=name, kind="alias")
    StatementFactory(speaker=speaker, status="accepted")

    page = curator_client.get("/admin/speakers/speaker/").content.decode()

    assert "and 1 more" in page
    assert f'/statement/?speaker__id__exact={speaker.pk}">1</a>' in page
