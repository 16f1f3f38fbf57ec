"""Pages that anybody may read show what is published, say what was taken back, and go into frames."""

import datetime as dt

import pytest
from django.urls import reverse

from analysis.types import Span
from articles.models import Article
from claims.models import ReadingDue, Statement
from claims.services.review import (
    accept_statement,
    correct_spans,
    correct_speaker,
    withdraw_statement,
)
from claims.services.undoing import undo_event
from partners.models import PartnerMember
from tests.claims.contrast.saying import say
from tests.factories import (
    TEXT,
    ArticleVersionFactory,
    ClaimFactory,
    DeskFactory,
    PartnerFactory,
    QuestionFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody(client_as):
    return client_as("nobody")


@pytest.fixture
def accepted(editor):
    """A statement that an editor has accepted, on record."""
    row = StatementFactory()
    return accept_statement(statement_id=row.pk, row_version=1, actor=editor)


def hold_back(statement, editor):
    """Let the statement wait for a second reading."""
    article = statement.version.article
    ReadingDue.objects.create(
        statement=statement,
        first_reader=editor,
        desk=DeskFactory(),
        article=article,
        rank=1,
        place=1,
    )


def page_of(client, statement, name="detail"):
    return client.get(reverse(f"claims:statement-{name}", args=[statement.pk]))


# A question


def test_a_published_question_is_there_for_anybody(nobody):
    link = say(ClaimFactory(), stance="denies")

    answer = nobody.get(link.claim.question.get_absolute_url())
    page = answer.content.decode()

    assert answer.status_code == 200
    assert link.statement.words in page
    assert link.statement.detail_url in page
    assert link.claim.detail_url in page
    assert "/articles/" not in page


def test_a_question_says_how_much_more_each_claim_has_and_leads_there(nobody):
    claim, speaker = ClaimFactory(), SpeakerFactory()
    say(claim, speaker=speaker)
    left_out = say(claim, on=2, speaker=speaker, text="Twelve, as was said yesterday")

    page = nobody.get(claim.question.get_absolute_url()).content.decode()

    assert left_out.statement.words not in page
    assert f'<a href="{claim.detail_url}">and 1 more statement</a>' in page


@pytest.mark.parametrize("name", ["question-detail", "question-embed"])
def test_a_speaker_who_changed_their_stance_is_shown_with_both(nobody, name):
    claim, speaker = ClaimFactory(), SpeakerFactory()
    say(claim, speaker=speaker)
    later = say(claim, on=2, speaker=speaker, stance="qualifies", text="Not everybody is counted")

    page = nobody.get(reverse(f"claims:{name}", args=[claim.question.slug])).content.decode()

    assert later.statement.words in page
    assert page.index("stance-asserts") < page.index("stance-qualifies")
    assert "more statement" not in page


def test_whoever_has_no_keys_is_offered_no_switch_for_them(nobody, client_as):
    address = ClaimFactory().question.get_absolute_url()

    assert "data-keys-switch" not in nobody.get(address).content.decode()
    assert "data-keys-switch" in client_as("viewer").get(address).content.decode()


def test_what_is_not_published_looks_like_what_there_is_not(nobody):
    hidden = QuestionFactory(is_published=False)

    answers = [nobody.get(f"/questions/{slug}/") for slug in (hidden.slug, "no-such-question")]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.url.startswith("/login/") for answer in answers)


def test_a_merged_question_leads_anybody_on(nobody):
    standing = QuestionFactory()
    merged = QuestionFactory(merged_into=standing)

    assert nobody.get(merged.get_absolute_url()).url == standing.get_absolute_url()


@pytest.mark.parametrize("name", ["question-detail", "question-embed"])
def test_what_waits_for_a_second_reading_is_not_told_in_public(nobody, editor, name):
    link = say(ClaimFactory())
    hold_back(link.statement, editor)

    page = nobody.get(reverse(f"claims:{name}", args=[link.claim.question.slug])).content.decode()

    assert link.statement.words not in page


@pytest.mark.parametrize("name", ["question-detail", "question-embed"])
def test_a_question_names_what_was_withdrawn_without_its_words(nobody, editor, name):
    link = say(ClaimFactory(), speaker_name="Port Office")
    say(link.claim, on=2, text="Others said so too")
    withdraw_statement(statement_id=link.statement_id, row_version=1, actor=editor)

    page = nobody.get(reverse(f"claims:{name}", args=[link.claim.question.slug])).content.decode()

    assert "Withdrawn, and no longer shown here:" in page
    assert "Port Office" in page
    assert link.statement.words not in page


@pytest.mark.parametrize("name", ["question-detail", "question-embed"])
def test_a_question_does_not_name_what_nobody_was_shown_before_its_article_was_withdrawn(
    nobody, editor, name
):
    link = say(ClaimFactory(), speaker_name="Port Office")
    hold_back(link.statement, editor)
    Article.objects.update(state=Article.State.WITHDRAWN)

    page = nobody.get(reverse(f"claims:{name}", args=[link.claim.question.slug])).content.decode()

    assert "Port Office" not in page


# A claim


def test_a_claim_has_a_page_that_names_its_rivals(nobody):
    link = say(ClaimFactory())
    rival = ClaimFactory(question=link.claim.question, text="Seventeen people died.")

    page = nobody.get(link.claim.detail_url).content.decode()

    assert f"<h1>{link.claim}</h1>" in page
    assert link.statement.words in page
    assert rival.detail_url in page


def test_a_claim_without_rivals_says_that_there_is_none(nobody):
    claim = ClaimFactory()

    page = nobody.get(claim.detail_url).content.decode()
    ClaimFactory(question=claim.question)
    with_rival = nobody.get(claim.detail_url).content.decode()

    assert "There is none yet." in page
    assert "There is none yet." not in with_rival


def test_the_contrast_page_leads_to_the_pages_of_its_claims(client_as):
    claim = ClaimFactory()

    page = client_as("viewer").get(claim.question.get_absolute_url()).content.decode()

    assert f'href="{claim.detail_url}"' in page


def test_a_claim_that_was_folded_leads_to_where_it_stands(nobody):
    standing = ClaimFactory()
    folded = ClaimFactory(question=standing.question, folded_into=standing)

    assert nobody.get(folded.detail_url).url == standing.detail_url


@pytest.mark.parametrize(("who", "leads_to"), [("nobody", "/login/"), ("viewer", "/questions/")])
def test_a_claim_that_is_not_published_has_no_page(client_as, who, leads_to):
    hidden = ClaimFactory(question__is_published=False)

    assert client_as(who).get(hidden.detail_url).url.startswith(leads_to)


def test_queries_of_a_claim_do_not_grow_with_statements(nobody, django_assert_max_num_queries):
    claim = ClaimFactory()
    for number in range(1, 16):
        say(claim, on=number, speaker=SpeakerFactory())

    with django_assert_max_num_queries(14):
        assert nobody.get(claim.detail_url).status_code == 200


# A statement


def test_a_published_statement_is_there_for_anybody(nobody, accepted):
    answer = page_of(nobody, accepted)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert accepted.words in page
    assert f"{accepted.version.article.canonical_url}#:~:text=" in page
    assert "since" not in page


@pytest.mark.parametrize(
    "status", [s for s in Statement.Status if s not in {"accepted", "withdrawn"}]
)
def test_what_never_was_published_leads_to_the_log_in(nobody, status):
    hidden = StatementFactory(status=status)

    assert page_of(nobody, hidden).status_code == 302
    assert page_of(nobody, hidden, "embed").status_code == 404


def test_what_waits_for_a_second_reading_has_no_public_page(nobody, editor, accepted):
    hold_back(accepted, editor)

    assert page_of(nobody, accepted).status_code == 302
    assert page_of(nobody, accepted, "embed").status_code == 404


@pytest.mark.parametrize("name", ["detail", "embed"])
def test_a_withdrawn_statement_says_so_and_keeps_its_words_back(nobody, editor, accepted, name):
    withdraw_statement(statement_id=accepted.pk, row_version=2, actor=editor)

    answer = page_of(nobody, accepted, name)
    page = answer.content.decode()

    assert answer.status_code == (410 if name == "detail" else 200)
    assert "The editors have withdrawn this statement" in page
    assert accepted.words not in page
    assert accepted.version.article.title in page
    assert "ld+json" not in page


def test_a_withdrawn_article_takes_its_words_with_it(nobody, accepted):
    Article.objects.update(state=Article.State.WITHDRAWN)

    page = page_of(nobody, accepted, "embed").content.decode()

    assert "The publisher has withdrawn the article" in page
    assert accepted.words not in page


@pytest.mark.parametrize("name", ["detail", "embed"])
def test_corrected_words_are_told_until_the_correction_is_undone(nobody, editor, accepted, name):
    at = TEXT.index("twelve people")
    correct_spans(
        statement_id=accepted.pk,
        row_version=2,
        actor=editor,
        content=[Span(at, at + 13)],
        cue=[],
        source=[],
    )
    told = "The words were corrected here since"
    corrected = page_of(nobody, accepted, name).content.decode()
    undo_event(event_id=accepted.events.first().pk, actor=editor)

    assert told in corrected
    assert told not in page_of(nobody, accepted, name).content.decode()


def test_another_speaker_is_told(nobody, editor, accepted):
    correct_speaker(statement_id=accepted.pk, row_version=2, actor=editor, speaker=SpeakerFactory())

    assert (
        "Whom the words are credited to was corrected" in page_of(nobody, accepted).content.decode()
    )


def test_what_was_corrected_before_it_was_published_is_not_told(nobody, editor):
    row = StatementFactory()
    correct_speaker(statement_id=row.pk, row_version=1, actor=editor, speaker=SpeakerFactory())
    accept_statement(statement_id=row.pk, row_version=2, actor=editor)

    assert "corrected" not in page_of(nobody, row).content.decode()


def test_an_article_that_was_corrected_or_changed_is_told(nobody, accepted):
    article = accepted.version.article
    Article.objects.update(
        state=Article.State.CORRECTED, modified_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    )
    ArticleVersionFactory(article=article, number=2, text="Now it reads otherwise.")

    page = page_of(nobody, accepted, "embed").content.decode()

    assert "The publisher has corrected the article since." in page
    assert "2 March 2026" in page
    assert "these words no longer stand in it" in page


def test_a_newer_text_that_keeps_the_words_is_not_told(nobody, accepted):
    ArticleVersionFactory(article=accepted.version.article, number=2, text=f"{TEXT} More.")

    assert "was changed" not in page_of(nobody, accepted).content.decode()


def test_no_more_words_than_the_outlet_allows(nobody):
    row = StatementFactory(status="accepted", version__article__outlet__excerpt_limit=2)

    page = page_of(nobody, row, "embed").content.decode()

    assert "twelve people …" in page
    assert '#:~:text=twelve%20people"' in page
    assert "died" not in page


def test_members_of_the_newsroom_see_their_own_page(client_as, accepted):
    page = page_of(client_as("viewer"), accepted).content.decode()

    assert "A statement and its history" in page


def test_a_partners_person_sees_what_anybody_sees(client_as, accepted):
    user = UserFactory(username="theirs")
    PartnerMember.objects.create(partner=PartnerFactory(), user=user)
    claim = say(ClaimFactory()).claim
    client = client_as(user)

    assert "This statement" not in page_of(client, accepted).content.decode()
    assert page_of(client, accepted).status_code == 200
    assert client.get(claim.detail_url).status_code == 200
    assert "Add a claim" not in client.get(claim.question.get_absolute_url()).content.decode()
    assert client.get(f"/statements/{accepted.pk}/ties/").status_code == 302
    assert "Open a question" not in client.get("/questions/").content.decode()
    assert client.get("/questions/proposed/").status_code == 302


# Frames


@pytest.mark.parametrize("name", ["question-embed", "statement-embed"])
def test_only_frames_may_be_framed_and_they_run_no_script(nobody, name):
    link = say(ClaimFactory())
    question = link.claim.question
    key = question.slug if name == "question-embed" else link.statement_id

    answer = nobody.get(reverse(f"claims:{name}", args=[key]))
    policy = answer["Content-Security-Policy"]

    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "X-Frame-Options" not in answer
    assert "<script" not in answer.content.decode()
    assert "max-age=60" in answer["Cache-Control"]
    for path in (question.get_absolute_url(), link.statement.detail_url, link.claim.detail_url):
        assert "frame-ancestors 'none'" in nobody.get(path)["Content-Security-Policy"]


def test_the_code_to_paste_is_escaped_twice_over(nobody):
    question = QuestionFactory(text='"><script>alert(1)</script>')

    page = nobody.get(question.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert "&lt;iframe src=&quot;http://testserver/questions/" in page
    assert "title=&quot;&amp;quot;&amp;gt;&amp;lt;script" in page
