"""The registry in the admin."""

from __future__ import annotations

import pytest

from speakers.models import Judgement, Membership, RegistryEvent, Speaker, SpeakerName
from speakers.services.judging import judge_pair
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
    for prefix, n in (("names", len(names)), ("memberships", len(memberships)), ("posts", 0)):
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
