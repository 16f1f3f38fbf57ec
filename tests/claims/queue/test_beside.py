from __future__ import annotations

import pytest

from claims.models import RatedPair
from claims.queue.beside import look_beside
from tests.factories import (
    ArticleFactory,
    ArticleVersionFactory,
    OriginFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def said(words, *, article=None, **fields):
    """Store a statement in a version of its own, the next one of `article`."""
    article = article or ArticleFactory(origin=OriginFactory())
    version = ArticleVersionFactory(
        article=article,
        number=article.versions.count() + 1,
        text=f"Port\n\nOne said {words}.",
    )
    return StatementFactory(version=version, exact=words, **fields)


def rate(one, other, score):
    a, b = sorted((one, other), key=lambda statement: statement.pk)
    return RatedPair.objects.create(a=a, b=b, score=score, likeness=0.5, relation="disputes")


def beside(statement):
    return look_beside(statement, viewer_id=UserFactory().pk)


def rivals(statement):
    return [rival.statement for rival in beside(statement).others.rivals]


def test_the_versions_of_one_article_say_otherwise_once():
    article = ArticleFactory(origin=OriginFactory())
    statement = said("twelve people died")
    versions = [said("seventeen people died", article=article) for _version in range(3)]
    other = said("nobody died at all")
    for version in versions:
        rate(statement, version, 0.9)
    rate(statement, other, 0.7)

    assert rivals(statement) == [versions[-1], other]


def test_another_sentence_of_the_same_article_is_not_a_copy():
    article = ArticleFactory(origin=OriginFactory())
    statement = said("twelve people died")
    pair = [said("seventeen people died", article=article), said("no list exists", article=article)]
    for place, rival in enumerate(pair):
        rate(statement, rival, 0.9 - place / 10)

    assert rivals(statement) == pair


def test_the_same_words_of_another_origin_are_not_a_copy():
    statement = said("twelve people died")
    pair = [said("seventeen people died") for _origin in range(2)]
    for place, rival in enumerate(pair):
        rate(statement, rival, 0.9 - place / 10)

    assert rivals(statement) == pair


def test_what_the_speaker_said_before_is_not_these_words_in_an_older_version():
    speaker = SpeakerFactory()
    by = {"speaker": speaker, "engine_speaker": speaker}
    article = ArticleFactory(origin=OriginFactory())
    said("twelve people died", article=article, **by)
    earlier = said("the depot was safe", article=article, **by)
    statement = said("twelve people died", article=article, **by)

    assert beside(statement).others.earlier == (earlier,)
