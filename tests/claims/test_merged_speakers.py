"""Whatever shows speakers follows a merge, leaves every statement as it is, and comes back when the merge is undone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.contrast import contrast_question
from claims.contrast.changes import find_changes
from claims.models import Statement
from claims.queue.asked import Asked as QueueAsked
from claims.queue.reading import entries_for
from claims.search.asked import Asked
from claims.search.matching import find_statements
from speakers.candidates import Mention
from speakers.matching import match_names
from speakers.models import Judgement, Speaker
from speakers.services.judging import judge_pair, take_back_judgement
from speakers.services.linking import find_speakers
from speakers.services.registry import add_name, create_speaker
from tests.claims.contrast.saying import say
from tests.factories import (
    ClaimFactory,
    MembershipFactory,
    QuestionFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(make_member):
    return make_member("curator")


@pytest.fixture
def kept():
    return create_speaker(name="Harbour Ministry", kind="ministry", names=["HM"])


@pytest.fixture
def merged():
    return create_speaker(name="Ministry for the Harbours", kind="ministry", names=["MfH"])


@pytest.fixture
def merge(kept, merged, curator):
    """Return a function that merges the two, and one that takes it back."""

    def do() -> None:
        judge_pair(one=merged.pk, other=kept.pk, verdict="same", kept=kept.pk, actor=curator)

    def back() -> None:
        key = Judgement.objects.standing().get().pk
        take_back_judgement(judgement_id=key, actor=curator)

    return do, back


def said_by(speaker, **more):
    return StatementFactory(speaker=speaker, engine_speaker=speaker, status="accepted", **more)


def test_no_statement_is_rewritten(merge, merged):
    statement = said_by(merged)
    before = Statement.objects.values().get()

    merge[0]()

    assert Statement.objects.values().get() == before
    statement.refresh_from_db()
    assert statement.speaker == merged
    assert statement.speaker_label == "Harbour Ministry"


def follows(look, merge, *, apart, together):
    """Check what `look` sees before a merge, while it stands, and after it was taken back."""
    assert look() == apart
    merge[0]()
    assert look() == together
    merge[1]()
    assert look() == apart


def test_statements_are_by_the_record_that_stands(merge, kept, merged):
    own, other = said_by(kept), said_by(merged)
    both = {own.pk, other.pk}

    def look():
        records = Speaker.objects.filter(pk__in=[kept.pk, merged.pk]).order_by("name")
        return [set(Statement.objects.by(r).values_list("pk", flat=True)) for r in records]

    follows(look, merge, apart=[{own.pk}, {other.pk}], together=[both, both])


def test_the_list_shows_one_row_with_all_statements(merge, kept, merged, client_as):
    said_by(kept)
    said_by(merged)
    client = client_as("viewer")

    def look():
        page = client.get(reverse("speakers:speaker-list")).context["page"]
        return {row.name: row.n_statements for row in page}

    apart = {"Harbour Ministry": 1, "Ministry for the Harbours": 1}
    follows(look, merge, apart=apart, together={"Harbour Ministry": 2})


@pytest.mark.parametrize("words", ["mfh", "Ministry for the Harbours", "for the harb"])
def test_any_name_finds_the_record_that_stands(merge, words):
    def look():
        by_words = [row.name for row in Speaker.objects.matching(words)]
        suggested = [match.speaker.name for match in match_names(words)]
        return by_words, suggested[0]

    one, other = "Ministry for the Harbours", "Harbour Ministry"
    follows(look, merge, apart=([one], one), together=([other], other))


@pytest.mark.parametrize("words", ["MfH", "Ministry for the Harbours"])
def test_names_link_to_the_record_that_stands(merge, kept, merged, words):
    def look():
        mention = Mention(words, "ministry")
        return find_speakers([mention])[mention].speaker

    follows(look, merge, apart=merged, together=kept)


def test_a_name_that_two_records_share_links_once_they_are_one(merge, kept, merged):
    add_name(speaker=kept, name="Ministry of Kelpian Affairs")
    add_name(speaker=merged, name="Ministry of Kelpian Affairs")

    def look():
        mention = Mention("Ministry of Kelpian Affairs", "ministry")
        return find_speakers([mention])[mention].speaker

    follows(look, merge, apart=None, together=kept)


def test_the_page_of_a_merged_record_leads_to_the_one_that_stands(merge, kept, merged, client_as):
    said_by(merged)
    client, address = client_as("viewer"), reverse("claims:speaker-detail", args=[merged.slug])

    merge[0]()
    answer = client.get(address)

    assert answer["Location"] == kept.get_absolute_url()
    page = client.get(answer["Location"])
    assert page.context["heard"].page.paginator.count == 1
    assert "Ministry for the Harbours" in page.content.decode()
    merge[1]()
    assert client.get(address).status_code == 200


def test_search_and_queue_by_speaker_follow(merge, kept, merged):
    user = UserFactory()
    waiting = StatementFactory(speaker=merged, engine_speaker=merged)

    def look():
        found = find_statements(Asked(speaker=kept.pk))
        waits = [entry.pk for entry in entries_for(QueueAsked(speaker=kept.pk), user)]
        facet = dict(find_statements(Asked()).facets["speaker"])
        return found.ids, waits, facet

    follows(
        look,
        merge,
        apart=([], [], {str(merged.pk): 1}),
        together=([waiting.pk], [waiting.pk], {str(kept.pk): 1}),
    )


def test_words_of_the_name_that_stands_find_the_statements_of_a_merged_record(merge, merged):
    statement = said_by(merged, speaker_name="The ministry")

    def look():
        return find_statements(Asked(words="HM")).ids

    follows(look, merge, apart=[], together=[statement.pk])


def test_the_contrast_page_sees_one_holder_and_one_change_of_position(merge, kept, merged):
    question = QuestionFactory()
    one, other = (ClaimFactory(question=question, text=text) for text in ("Twelve.", "Seventeen."))
    say(one, on=1, speaker=kept)
    say(other, on=3, speaker=merged)

    def look():
        contrast = contrast_question(question)
        labels = {one.label for one in contrast.said}
        return labels, [change.label for change in find_changes(contrast)]

    follows(
        look,
        merge,
        apart=({"Harbour Ministry", "Ministry for the Harbours"}, []),
        together=({"Harbour Ministry"}, ["Harbour Ministry"]),
    )


def test_roles_of_all_records_count(merge, client_as):
    ada = create_speaker(name="Ada Kovan", kind="person")
    other = create_speaker(name="Kovan Ada Maria", kind="person")
    held = MembershipFactory(person=other, start="2024")
    curator = UserFactory()
    judge_pair(one=ada.pk, other=other.pk, verdict="same", kept=ada.pk, actor=curator)

    page = client_as("viewer").get(ada.get_absolute_url())

    assert [mandate.post for mandate in page.context["heard"].mandates] == [held.post.label]
