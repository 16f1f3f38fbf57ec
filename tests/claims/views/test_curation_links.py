"""The curators' queue of names in articles."""

from __future__ import annotations

import pytest
from django.urls import reverse

from claims.models import LinkProposal, Statement
from claims.services.link_proposals import propose_links
from speakers.models import MentionJudgement
from speakers.services.registry import create_speaker
from tests.factories import StatementFactory

pytestmark = pytest.mark.django_db

QUEUE = reverse("claims:curation")
LINKS = f"{QUEUE}?which=links"
SWAP = {"HX-Request": "true"}


@pytest.fixture
def client(client_as):
    return client_as("curator")


@pytest.fixture
def statements():
    create_speaker(name="Ada Kovan", kind="person")
    made = [
        StatementFactory(speaker_name="A. Kovan", speaker_kind="person", role_words="minister")
        for _n in range(2)
    ]
    propose_links()
    return made


def sent(act, *ticked, **more):
    proposal = LinkProposal.objects.get()
    chosen = [f"{row.pk}:{row.row_version}" for row in ticked]
    return {"link": proposal.pk, "act": act, "seen": 0, "statement": chosen} | more


def credited():
    return set(Statement.objects.exclude(speaker=None).values_list("pk", flat=True))


def test_the_name_its_statements_and_the_record_stand_side_by_side(client, statements):
    page = client.get(LINKS)
    card = page.context["link"]

    assert [row.pk for row in card.statements] == [row.pk for row in reversed(statements)]
    assert card.side.speaker.name == "Ada Kovan"
    html = page.content.decode()
    assert "matched by the registered name “Ada Kovan”" in html
    assert "“a” may stand for “ada”" in html


@pytest.mark.parametrize("headers", [{}, SWAP], ids=["scripts off", "scripts on"])
def test_what_is_ticked_is_credited_and_the_rest_waits(client, statements, headers):
    one, other = statements

    answer = client.post(LINKS, sent("same", one), headers=headers, follow=True)

    assert credited() == {one.pk}
    assert "1 statement is credited to Ada Kovan." in answer.content.decode()
    assert list(answer.context["link"].statements) == [other]


@pytest.mark.parametrize("headers", [{}, SWAP], ids=["scripts off", "scripts on"])
def test_undo_shows_the_proposal_again(client, statements, headers):
    client.post(LINKS, sent("same", *statements))
    assert len(credited()) == 2

    answer = client.post(LINKS, {"act": "undo"}, headers=headers, follow=True)

    assert credited() == set()
    assert answer.context["link"].proposal == LinkProposal.objects.get()


def test_a_name_is_registered_only_when_asked(client, statements):
    speaker = LinkProposal.objects.get().speaker

    client.post(LINKS, sent("same", statements[0]))
    assert not speaker.names.filter(name="A. Kovan").exists()

    client.post(LINKS, sent("same", statements[1], keep="1"))
    assert speaker.names.filter(name="A. Kovan").exists()


@pytest.mark.parametrize("act", ["not_same", "unsure"])
def test_a_judgement_takes_the_name_out_of_the_queue(client, statements, act):
    answer = client.post(LINKS, sent(act), follow=True)
    unsure = client.get(f"{QUEUE}?which=unsure-links")

    assert MentionJudgement.objects.get().verdict == act
    assert answer.context["link"] is None
    assert (unsure.context["link"] is not None) is (act == "unsure")
    history = client.get(reverse("claims:history")).content.decode()
    assert "the name “A. Kovan”" in history


@pytest.mark.parametrize(
    ("given", "status", "message"),
    [
        ({"statement": []}, 422, "Tick at least one"),
        ({"act": "twin"}, 422, "Say what the name is"),
        ({"link": 0}, 422, "is gone"),
        ({"act": "not_same", "seen": 9}, 409, "judged this since"),
    ],
)
def test_what_cannot_be_done_writes_nothing(client, statements, given, status, message):
    answer = client.post(LINKS, sent("same", *statements) | given)

    assert answer.status_code == status
    assert message in answer.content.decode()
    assert credited() == set()
    assert not MentionJudgement.objects.exists()


def test_the_second_of_two_is_told_which_statements_were_changed(client, statements):
    given = sent("same", *statements)
    client.post(LINKS, sent("same", statements[0]))

    answer = client.post(LINKS, given, follow=True)

    assert "1 statement is credited to Ada Kovan." in answer.content.decode()
    assert len(credited()) == 2


@pytest.mark.parametrize(
    ("asked", "n"),
    [({}, 1), ({"q": "a. kovan"}, 1), ({"q": "nobody"}, 0), ({"kind": "ministry"}, 0)],
)
def test_the_list_is_narrowed(client, statements, asked, n):
    assert client.get(QUEUE, {"which": "links"} | asked).context["waiting"].n == n


def test_the_page_costs_the_same_however_many_statements(
    client, statements, django_assert_max_num_queries
):
    StatementFactory.create_batch(12, speaker_name="A. Kovan", speaker_kind="person")

    with django_assert_max_num_queries(30):
        client.get(LINKS)
