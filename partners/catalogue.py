"""What the API lists: for each kind of thing its rows, how one looks, and where it is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from rest_framework.serializers import Serializer

from articles.models import Article
from claims.models import Claim, Question, Statement
from partners import serializers, visibility
from partners.models import Kind
from speakers.models import Speaker

Look = dict[str, Any]
Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Context:
    """What looks depend on besides the rows: how addresses are written, and whether words of articles are shown."""

    absolute: Absolute
    with_words: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return it as serializers take it."""
        return {"absolute": self.absolute, "with_words": self.with_words}


@dataclass(frozen=True, slots=True)
class Listed:
    """One kind: `key` names the member by which an address names a thing."""

    kind: Kind
    model: type[Model]
    published: Callable[[], QuerySet[Any]]
    serializer: type[Serializer[Any]]
    key: str = "pk"

    @property
    def component(self) -> str:
        """What the OpenAPI document calls its looks."""
        return self.kind.value.capitalize()

    @property
    def basename(self) -> str:
        """The name of its routes."""
        return f"partners:{self.kind.value}"

    def href(self, key: object) -> str:
        """Return the path of the thing that `key` names."""
        return reverse(f"{self.basename}-detail", args=[key])

    def looks(self, ids: Collection[int], context: Context) -> Iterator[tuple[int, Look]]:
        """Yield id and look of those of `ids` that are published."""
        rows = self.published().filter(pk__in=ids).order_by("pk")
        serializer = self.serializer(context=context.as_dict())
        for row in rows:
            yield row.pk, serializer.to_representation(row)

    def digested_looks(
        self, ids: Collection[int], context: Context
    ) -> Iterator[tuple[int, Look, str]]:
        """Yield id and look of those of `ids` that are published, and the digest that is compared, of the same rows."""
        rows = self.published().filter(pk__in=ids).order_by("pk")
        compared = self.serializer(context=TO_COMPARE.as_dict())
        wordless = None if context.with_words else self.serializer(context=context.as_dict())
        for row in rows:
            look = compared.to_representation(row)
            shown = wordless.to_representation(row) if wordless else _at(context.absolute, look)
            yield row.pk, shown, digest_look(look)

    def keys(self, ids: Collection[int]) -> dict[int, object]:
        """Return what names each of `ids` in its address; what is gone from the database is left out."""
        found = self.model._default_manager.filter(pk__in=ids)  # noqa: SLF001 - Django's public name
        return dict(found.values_list("pk", self.key))


CATALOGUE: Mapping[str, Listed] = {
    listed.kind.value: listed
    for listed in (
        Listed(Kind.ARTICLE, Article, visibility.published_articles, serializers.ArticleSerializer),
        Listed(
            Kind.STATEMENT,
            Statement,
            visibility.published_statements,
            serializers.StatementSerializer,
        ),
        Listed(
            Kind.SPEAKER,
            Speaker,
            visibility.described_speakers,
            serializers.SpeakerSerializer,
            key="slug",
        ),
        Listed(
            Kind.QUESTION,
            Question,
            visibility.published_questions,
            serializers.QuestionSerializer,
            key="slug",
        ),
        Listed(Kind.CLAIM, Claim, visibility.published_claims, serializers.ClaimSerializer),
    )
}


def digest_look(look: Look) -> str:
    """Return the digest by which two looks are told apart: 32 hexadecimal digits."""
    text = json.dumps(look, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class SitePath(str):
    """An address of this site without the site's name, which may change."""

    __slots__ = ()


# Looks are compared by their paths; where a site is named, the same look serves.
TO_COMPARE = Context(absolute=SitePath)


def _at(absolute: Absolute, look: Any) -> Any:
    """Return a copy of what was looked at to be compared, with whole addresses in place of paths."""
    if isinstance(look, dict):
        return {name: _at(absolute, value) for name, value in look.items()}
    if isinstance(look, list):
        return [_at(absolute, value) for value in look]
    return absolute(look) if isinstance(look, SitePath) else look
