"""Names in articles that nobody is credited for: which records are proposed, and what is judged of them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from claims.models import LinkProposal, Statement
from claims.services.bulk import Asked
from claims.services.crediting import credit_statements
from claims.services.curation_undo import Done, undo_last
from claims.services.link_proposals import propose_for_changed, propose_links
from claims.tasks import propose_changed_links
from speakers.errors import RegistryError, StaleJudgementError
from speakers.models import MentionJudgement, RegistryEvent
from speakers.sentences import sentence_of
from speakers.services.linking import find_speaker
from speakers.services.mentions import Named, judge_mention
from speakers.services.registry import add_name, create_speaker
from speakers.services.undoing import undo_registry_event
from speakers.tasks import compare_records
from tests.factories import ArticleVersionFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _registry():
    create_speaker(name="Ada Kovan", kind="person")
    create_speaker(name="Navy of Velmara", kind="military", names=["the navy"])
    create_speaker(
        name="Chinese Foreign Ministry", kind="ministry", country="CN", names=["Foreign Ministry"]
    )


def said(name, kind, affiliation="", **more):
    return StatementFactory(
        speaker_name=name, speaker_kind=kind, affiliation_words=affiliation, **more
    )


def waiting():
    return [(row.name, row.speaker.name) for row in LinkProposal.objects.waiting()]


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize(
    ("name", "kind", "affiliation", "proposed", "is_local"),
    [
        pytest.param("A. Kovan", "person", "", "Ada Kovan", False, id="initial"),
        pytest.param("Ada Kovann", "person", "", "Ada Kovan", False, id="one-letter"),
        pytest.param("Kovan", "person", "", "Ada Kovan", True, id="surname-alone"),
        pytest.param("navy", "military", "", "Navy of Velmara", True, id="common-noun"),
        pytest.param(
            "Foreign Ministry", "ministry", "", "Chinese Foreign Ministry", True, id="generic"
        ),
        pytest.param("Foreign Ministry", "ministry", "Russia", None, True, id="of-another-country"),
        pytest.param("Boris Kovan", "person", "", None, False, id="same-surname"),
        pytest.param("Kovan", "company", "", None, False, id="kind"),
        pytest.param("residents", "collective", "", None, False, id="collective"),
        pytest.param("", "", "", None, False, id="nobody-named"),
    ],
)
def test_what_is_proposed(name, kind, affiliation, proposed, is_local):
    statement = said(name, kind, affiliation)

    propose_links()

    rows = list(LinkProposal.objects.waiting())
    assert [row.speaker.name for row in rows] == ([proposed] if proposed else [])
    for row in rows:
        assert row.article_id == (statement.version.article_id if is_local else None)
        assert row.alias
        assert row.reasons_said


@pytest.mark.usefixtures("_registry")
def test_a_name_is_counted_over_all_articles_unless_it_means_somebody_else_in_each():
    for name, kind in (("A. Kovan", "person"), ("navy", "military")):
        for _n in range(2):
            said(name, kind)
        said(name, kind, status="rejected")

    propose_links()

    rows = LinkProposal.objects.waiting().order_by("name", "pk")
    assert [(row.name, row.n_statements) for row in rows] == [
        ("A. Kovan", 2),
        ("navy", 1),
        ("navy", 1),
    ]


@pytest.mark.usefixtures("_registry")
def test_proposing_again_replaces_and_a_command_proposes_everything(capsys):
    said("A. Kovan", "person")
    said("navy", "military")

    propose_links()
    propose_links(names=["navy"])
    call_command("propose_links")

    assert sorted(waiting()) == [("A. Kovan", "Ada Kovan"), ("navy", "Navy of Velmara")]
    assert "2 links proposed" in capsys.readouterr().out


def test_a_name_registered_later_is_proposed_for_what_was_said_before():
    said("Grand Quay Desk", "agency")
    body = create_speaker(name="Harbour Office of Senn", kind="agency")
    began = timezone.now() - dt.timedelta(seconds=1)
    propose_links()
    assert waiting() == []

    add_name(speaker=body, name="Grand Quay Desk")
    compare_records()

    assert propose_for_changed(since=began) == 1
    assert waiting() == [("Grand Quay Desk", "Harbour Office of Senn")]
    assert propose_changed_links() == 1


@pytest.mark.usefixtures("_registry")
def test_crediting_is_one_act_and_its_undo_proposes_again():
    statements = [said("A. Kovan", "person") for _n in range(3)]
    propose_links()
    proposal, by = LinkProposal.objects.get(), UserFactory()
    moved = statements[2]
    Statement.objects.filter(pk=moved.pk).update(row_version=7)

    done = credit_statements(
        asked=[Asked(row.pk, 1) for row in statements], speaker=proposal.speaker, actor=by
    )

    assert done.n_done == 2
    assert [row for row, _why in done.conflicts] == [moved]
    assert Statement.objects.filter(speaker=proposal.speaker).count() == 2
    undone = undo_last(done=Done(events=(), acts=[done.act.pk]), actor=by)
    assert undone.proposal_id == proposal.pk
    assert not Statement.objects.filter(speaker=proposal.speaker).exists()
    assert len(waiting()) == 1


@pytest.mark.usefixtures("_registry")
@pytest.mark.parametrize("verdict", ["not_same", "unsure"])
def test_what_was_judged_of_a_name_is_never_proposed_again_until_it_is_undone(verdict):
    said("A. Kovan", "person")
    propose_links()
    proposal, by = LinkProposal.objects.get(), UserFactory()
    named = Named("A. Kovan", "person")

    event = judge_mention(named=named, speaker_id=proposal.speaker_id, verdict=verdict, actor=by)
    again = judge_mention(named=named, speaker_id=proposal.speaker_id, verdict=verdict, actor=by)
    propose_links()

    assert waiting() == []
    assert again is None
    assert LinkProposal.objects.waiting(is_unsure=True).exists() is (verdict == "unsure")
    undo = undo_registry_event(event_id=event.pk, actor=by)
    assert len(waiting()) == 1
    undo_registry_event(event_id=undo.pk, actor=by)
    assert waiting() == []
    assert "undid: " in sentence_of(undo)
    assert MentionJudgement.objects.standing().get().verdict == verdict


@pytest.mark.usefixtures("_registry")
def test_a_name_judged_in_one_article_waits_in_the_next():
    first, second = said("navy", "military"), said("navy", "military")
    propose_links()
    proposal = LinkProposal.objects.get(article=first.version.article)
    named = Named("navy", "military", "", proposal.scope)

    judge_mention(
        named=named, speaker_id=proposal.speaker_id, verdict="not_same", actor=UserFactory()
    )

    assert [row.article for row in LinkProposal.objects.waiting()] == [second.version.article]


@pytest.mark.usefixtures("_registry")
def test_a_name_judged_not_to_mean_a_speaker_never_links_to_it():
    named = Named("Ada Kovan", "person")
    ada = find_speaker(name="Ada Kovan", kind="person").speaker
    assert ada is not None

    event = judge_mention(named=named, speaker_id=ada.pk, verdict="not_same", actor=UserFactory())

    assert find_speaker(name="Ada Kovan", kind="person").speaker is None
    undo_registry_event(event_id=event.pk, actor=UserFactory())
    assert find_speaker(name="Ada Kovan", kind="person").speaker == ada


@pytest.mark.usefixtures("_registry")
def test_two_curators_at_once_are_told_and_nonsense_is_refused():
    ada = find_speaker(name="Ada Kovan", kind="person").speaker
    named, by = Named("A. Kovan", "person"), UserFactory()
    judge_mention(named=named, speaker_id=ada.pk, verdict="unsure", actor=by, seen=0)

    with pytest.raises(StaleJudgementError, match="judged this since"):
        judge_mention(named=named, speaker_id=ada.pk, verdict="not_same", actor=by, seen=0)
    with pytest.raises(RegistryError, match="Say what"):
        judge_mention(named=named, speaker_id=ada.pk, verdict="same", actor=by)
    with pytest.raises(RegistryError, match="is gone"):
        judge_mention(named=named, speaker_id=0, verdict="unsure", actor=by)
    assert RegistryEvent.objects.count() == 1


def test_the_cost_of_a_batch_does_not_grow_with_its_size(django_assert_max_num_queries):
    create_speaker(name="Ada Kovan", kind="person")
    version = ArticleVersionFactory()
    for letter in "BCDEFGHIJKLMNOPQ":
        said(f"{letter}. Kovan", "person", version=version)
    said("A. Kovan", "person", version=version)

    with django_assert_max_num_queries(14):
        assert propose_links() == 1
