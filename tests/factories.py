"""Rows for tests: valid by default, so that a test names only what it is about."""

from __future__ import annotations

import datetime as dt
import hashlib

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from analysis.types import Span
from articles.models import Article, ArticleVersion, IngestAttempt, Origin, Outlet
from claims.models import (
    Act,
    Claim,
    ClaimLink,
    Desk,
    ExtractionRun,
    Question,
    ReviewEvent,
    Statement,
)
from claims.selectors import cut_selectors, joined_words
from claims.services.filing import file_statements
from partners.models import ApiKey, Partner, Scope, hash_key
from speakers.models import Membership, Post, Speaker, SpeakerName
from speakers.names import name_key
from speakers.services.name_keys import index_starts

TEXT = (
    "Port fire leaves questions\n\n"
    "The Harbour Ministry said twelve people died in the fire. "
    "“There was no warning,” Minister Ada Kovan told reporters.\n"
)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user{n}")


class OutletFactory(DjangoModelFactory):
    class Meta:
        model = Outlet

    name = factory.Sequence(lambda n: f"Outlet {n}")
    home = "https://outlet.example/"
    domain = "outlet.example"


class OriginFactory(DjangoModelFactory):
    class Meta:
        model = Origin

    name = "A report"


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article

    outlet = factory.SubFactory(OutletFactory)
    origin = factory.SubFactory(OriginFactory)
    title = "Port fire leaves questions"
    canonical_url = factory.Sequence(lambda n: f"https://outlet.example/{n}")
    published_at = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
    first_seen_at = dt.datetime(2026, 3, 1, 10, 0, tzinfo=dt.UTC)


class ArticleVersionFactory(DjangoModelFactory):
    class Meta:
        model = ArticleVersion

    article = factory.SubFactory(ArticleFactory)
    number = 1
    text = TEXT
    text_sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())
    cleaner = "test"


class IngestAttemptFactory(DjangoModelFactory):
    class Meta:
        model = IngestAttempt

    kind = IngestAttempt.Kind.PASTE
    payload = TEXT


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = Speaker
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Speaker {n}")
    slug = factory.Sequence(lambda n: f"speaker-{n}")
    kind = Speaker.Kind.PERSON

    @factory.post_generation
    def own_name(self, create, extracted, **kwargs):
        if create:
            name = SpeakerName.objects.create(
                speaker=self, name=self.name, key=name_key(self.name), kind=SpeakerName.Kind.FULL
            )
            index_starts([name])


class SpeakerNameFactory(DjangoModelFactory):
    class Meta:
        model = SpeakerName
        skip_postgeneration_save = True

    speaker = factory.SubFactory(SpeakerFactory)

    name = "Another Name"
    key = factory.LazyAttribute(lambda o: name_key(o.name))

    @factory.post_generation
    def typed(self, create, extracted, **kwargs):
        if create:
            index_starts([self])


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    label = factory.Sequence(lambda n: f"Post {n}")
    organisation = factory.SubFactory(SpeakerFactory, kind=Speaker.Kind.MINISTRY)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(SpeakerFactory)
    post = factory.SubFactory(PostFactory)


class ExtractionRunFactory(DjangoModelFactory):
    class Meta:
        model = ExtractionRun

    version = factory.SubFactory(ArticleVersionFactory)


class StatementFactory(DjangoModelFactory):
    """A statement whose content is `exact`, found in the version's text; it waits in the queue while proposed."""

    class Meta:
        model = Statement
        skip_postgeneration_save = True

    class Params:
        exact = "twelve people died in the fire"

    version = factory.SubFactory(ArticleVersionFactory)
    content = factory.LazyAttribute(
        lambda o: cut_selectors(
            o.version.text,
            [Span(o.version.text.index(o.exact), o.version.text.index(o.exact) + len(o.exact))],
        )
    )
    words = factory.LazyAttribute(lambda o: joined_words(o.content))
    start = factory.LazyAttribute(lambda o: o.content[0]["start"])
    end = factory.LazyAttribute(lambda o: o.content[-1]["end"])
    quotation = Statement.Quotation.INDIRECT
    cue_class = Statement.CueClass.ASSERT
    confidence = 0.9
    speaker_name = "Harbour Ministry"
    speaker_kind = Speaker.Kind.MINISTRY

    @factory.post_generation
    def filed(self, create, extracted, **kwargs):
        if create:
            file_statements([self.pk])


class DeskFactory(DjangoModelFactory):
    class Meta:
        model = Desk

    name = factory.Sequence(lambda n: f"Desk {n}")
    slug = factory.Sequence(lambda n: f"desk-{n}")


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    text = "How many people died in the port fire?"
    slug = factory.Sequence(lambda n: f"question-{n}")
    answer_kind = Question.AnswerKind.NUMBER
    unit = "dead"


class ClaimFactory(DjangoModelFactory):
    class Meta:
        model = Claim

    question = factory.SubFactory(QuestionFactory)
    slug = factory.Sequence(lambda n: f"claim-{n}")
    text = "Twelve people died."
    answer = "12"


class ClaimLinkFactory(DjangoModelFactory):
    class Meta:
        model = ClaimLink

    statement = factory.SubFactory(StatementFactory, status=Statement.Status.ACCEPTED)
    claim = factory.SubFactory(ClaimFactory)
    stance = "asserts"
    state = ClaimLink.State.CONFIRMED


class ActFactory(DjangoModelFactory):
    class Meta:
        model = Act

    kind = Act.Kind.ACCEPT
    n_statements = 1
    n_events = 1


class ReviewEventFactory(DjangoModelFactory):
    class Meta:
        model = ReviewEvent

    statement = factory.SubFactory(StatementFactory)
    act = Act.Kind.ACCEPT
    part_of = factory.SubFactory(ActFactory, kind=factory.SelfAttribute("..act"))


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner
        django_get_or_create = ("slug",)

    name = "A partner"
    slug = "a-partner"
    scopes = factory.LazyFunction(lambda: list(Scope.values))


class ApiKeyFactory(DjangoModelFactory):
    class Meta:
        model = ApiKey

    class Params:
        key = "test-key"

    partner = factory.SubFactory(PartnerFactory)
    scopes = factory.LazyFunction(lambda: list(Scope.values))
    prefix = factory.LazyAttribute(lambda o: o.key[:8])
    key_sha256 = factory.LazyAttribute(lambda o: hash_key(o.key))
