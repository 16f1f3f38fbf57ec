"""Comments, whom they name, and statements sent back: who is told, and what can be undone."""

from __future__ import annotations

import pytest
from django_q.models import OrmQ

from claims.errors import ConflictError, ReviewError
from claims.models import Act, Notice, ReadingDue, Statement
from claims.services.comments import N_LETTERS, add_comment, find_named
from claims.services.mailing import send_notice
from claims.services.notices import mark_read, notify
from claims.services.returning import return_statement
from claims.services.second_reading import give_reading
from claims.services.settling import settle_difference
from claims.services.undoing import undo_act
from tests.claims.quality.rows import decide, propose
from tests.factories import ArticleVersionFactory, DeskFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(make_member):
    return make_member("editor", "ada")


@pytest.fixture
def ben(make_member):
    return make_member("editor", "ben", email="ben@example.org")


@pytest.fixture
def curator(make_member):
    return make_member("curator", "cleo")


@pytest.fixture
def statement():
    version = ArticleVersionFactory()
    DeskFactory(second_share=100).routes.create(article=version.article)
    return propose(version=version)


def told():
    return set(Notice.objects.values_list("recipient__username", "kind"))


def comment(text, actor, statement=None):
    statement = statement or StatementFactory()
    return add_comment(statement_id=statement.pk, actor=actor, text=text)


# Comments


def test_a_comment_is_kept_and_changes_nothing(ada):
    statement = StatementFactory()

    done = comment("  Who is he?\r\nAsk the desk. ", ada, statement)

    assert done.event.after == {"comment": "Who is he?\nAsk the desk."}
    after = Statement.objects.get()
    assert (after.state(), after.row_version) == (statement.state(), 1)


@pytest.mark.parametrize(
    ("text", "said"), [(" \n ", "needs words"), ("x" * (N_LETTERS + 1), "at most 2000 letters")]
)
def test_a_comment_of_nothing_or_of_too_much_is_refused(ada, text, said):
    with pytest.raises(ReviewError, match=said):
        comment(text, ada)


@pytest.mark.parametrize(
    ("text", "named", "unknown"),
    [
        ("@ben look", ["ben"], []),
        ("See @ben.", ["ben"], []),
        ("(@Ben) and @ADA, please", ["ben", "ada"], []),
        ("@ben @ben", ["ben"], []),
        ("@j.doe. is not @j", ["j.doe"], ["j"]),
        ("mail ben@ada.org", [], []),
        ("@nobody and @ben", ["ben"], ["nobody"]),
        ("@gone", [], ["gone"]),
        ("@theirs, who is of a partner", [], ["theirs"]),
        ("nobody at all", [], []),
        ("@@ben", [], []),
    ],
)
def test_who_is_named(ada, ben, make_member, text, named, unknown):
    make_member("viewer", "j.doe")
    make_member("editor", "gone", is_active=False)
    UserFactory(username="theirs")

    users, strangers = find_named(text)

    assert ([user.username for user in users], strangers) == (named, unknown)


def test_whoever_is_named_is_told_once_and_not_by_themselves(ada, ben):
    done = comment("@ben and @ada: is this his?", ada)
    notify(event=done.event, recipients=[ben], kind=Notice.Kind.MENTION)

    assert told() == {("ben", "mention")}
    assert Notice.objects.count() == 1


def test_notices_are_read_by_statement_or_all_at_once(ada, ben):
    first, second = StatementFactory(), StatementFactory()
    comment("@ben one", ada, first)
    comment("@ben two", ada, first)
    comment("@ben three", ada, second)

    assert mark_read(user=ben, statement_id=first.pk) == 2
    assert mark_read(user=ben) == 1
    assert mark_read(user=ben) == 0


def test_a_notice_of_what_one_is_to_read_blind_waits_until_one_has(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    comment("@ben I took it, for the ministry says so", ada, statement)

    assert not Notice.objects.shown_to(ben.pk).exists()
    assert not send_notice(Notice.objects.get().pk)
    give_reading(statement_id=statement.pk, verdict="accepted", actor=ben)

    assert Notice.objects.shown_to(ben.pk).count() == 1


def test_a_comment_does_not_make_one_an_insider(statement, ada, ben):
    decide(statement, "accept", actor=ada)

    comment("Who is meant?", ben, statement)

    assert ReadingDue.objects.all().hidden_from(ben.pk).exists()


# E-mail


def test_who_has_an_address_gets_an_e_mail_once(ada, ben, mailoutbox, settings):
    settings.SITE_URL = "https://news.example"
    statement = StatementFactory()
    comment("@ben is this his?", ada, statement)

    assert OrmQ.objects.count() == 1
    assert [send_notice(Notice.objects.get().pk) for _ in range(2)] == [True, False]

    (mail,) = mailoutbox
    assert mail.to == ["ben@example.org"]
    assert mail.subject.startswith("ada mentioned you in a comment: twelve people")
    assert "@ben is this his?" in mail.body
    assert f"https://news.example/statements/{statement.pk}/" in mail.body


def test_what_was_seen_already_is_not_mailed(ada, ben, mailoutbox):
    comment("@ben is this his?", ada)
    mark_read(user=ben)

    assert not send_notice(Notice.objects.get().pk)
    assert mailoutbox == []


def test_without_an_address_nothing_is_queued(ada):
    UserFactory(username="cleo", is_staff=True)

    comment("@cleo look", ada)

    assert told() == {("cleo", "mention")}
    assert not OrmQ.objects.exists()


def test_when_the_mail_server_is_away_it_is_tried_again(ada, ben, mailoutbox, settings):
    comment("@ben look", ada)
    notice = Notice.objects.get()
    settings.EMAIL_BACKEND = "tests.claims.services.broken_mail.BrokenBackend"

    with pytest.raises(OSError, match="away"):
        send_notice(notice.pk)

    notice.refresh_from_db()
    assert notice.mailed_at is None


# Sent back


def send_back(statement, actor, why="The quote is the aide's"):
    row_version = Statement.objects.get(pk=statement.pk).row_version
    return return_statement(
        statement_id=statement.pk, row_version=row_version, actor=actor, why=why
    )


def test_a_curator_sends_a_decided_statement_back_and_who_decided_it_is_told(ada, curator):
    statement = decide(propose(), "accept", actor=ada)

    after = send_back(statement, curator)

    assert (after.status, after.decided_by) == ("proposed", None)
    assert statement.events.first().why == "The quote is the aide's"
    assert told() == {("ada", "returned")}


def test_sending_back_is_undone(ada, curator):
    statement = decide(propose(), "reject", actor=ada)
    send_back(statement, curator)

    undo_act(act_id=Act.objects.get(kind="return").pk, actor=ada)

    after = Statement.objects.get()
    assert (after.status, after.decided_by) == ("rejected", ada)


def test_the_second_reader_sends_it_back_before_or_after_reading(statement, ada, ben):
    decide(statement, "accept", actor=ada)

    send_back(statement, ben)
    assert not ReadingDue.objects.exists()
    decide(statement, "accept", actor=ada)
    give_reading(statement_id=statement.pk, verdict="rejected", actor=UserFactory(username="cy"))
    send_back(statement, UserFactory._meta.model.objects.get(username="cy"))

    assert Act.objects.filter(kind="return").count() == 2


def test_whoever_sent_it_back_unread_is_not_handed_it_again(statement, ada, ben):
    decide(statement, "accept", actor=ada)
    send_back(statement, ben)

    decide(statement, "accept", actor=ada)

    assert ReadingDue.objects.count() == 1
    assert not ReadingDue.objects.all().hidden_from(ben.pk).exists()


def test_nobody_else_sends_it_back(ada, ben):
    statement = decide(propose(), "accept", actor=ada)

    with pytest.raises(ReviewError, match="Only a curator or the second reader"):
        send_back(statement, ben)


@pytest.mark.parametrize(
    ("verdict", "why", "said"),
    [("accept", "  ", "Say why it goes back"), ("", "Wrong", "nothing to send back")],
)
def test_what_cannot_be_sent_back(ada, curator, verdict, why, said):
    statement = propose()
    if verdict:
        decide(statement, verdict, actor=ada)

    with pytest.raises(ReviewError, match=said):
        send_back(statement, curator, why=why)


def test_a_stale_page_sends_nothing_back(ada, curator):
    statement = decide(propose(), "accept", actor=ada)

    with pytest.raises(ConflictError):
        return_statement(statement_id=statement.pk, row_version=1, actor=curator, why="Wrong")


def test_both_readers_are_told_when_their_difference_is_settled(statement, ada, ben, curator):
    decide(statement, "accept", actor=ada)
    give_reading(statement_id=statement.pk, verdict="rejected", actor=ben)

    settle_difference(statement_id=statement.pk, row_version=2, choice="first", actor=curator)

    assert told() == {("ada", "settled"), ("ben", "settled")}
