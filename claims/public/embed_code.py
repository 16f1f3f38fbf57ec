"""The code by which another page shows one of ours: a frame, without a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.models import Question, Statement

WIDTH = 640
QUESTION_HEIGHT = 720
# A line of the statement's words, and what stands around them, in pixels.
LINE_HEIGHT, N_LINE, FRAME_HEIGHT = 26, 60, 240
MOST_HEIGHT = 720
Absolute = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class EmbedCode:
    """A frame of `url`, `width` by `height` CSS pixels; it gets narrower where the page around it is."""

    url: str
    title: str
    width: int
    height: int

    @property
    def html(self) -> SafeString:
        """The code to paste."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" style="border:0;max-width:100%" loading="lazy"'
            ' sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>',
            self.url,
            self.title,
            self.width,
            self.height,
        )


def code_of_question(question: Question, absolute: Absolute) -> EmbedCode:
    """Return the code that shows the rival claims of a question."""
    path = reverse("claims:question-embed", args=[question.slug])
    return EmbedCode(absolute(path), question.text, WIDTH, QUESTION_HEIGHT)


def code_of_statement(statement: Statement, absolute: Absolute) -> EmbedCode:
    """Return the code that shows one statement."""
    path = reverse("claims:statement-embed", args=[statement.pk])
    height = FRAME_HEIGHT + LINE_HEIGHT * (1 + len(statement.words) // N_LINE)
    title = f"{statement.speaker_label}, {statement.version.article}"
    return EmbedCode(absolute(path), title, WIDTH, min(MOST_HEIGHT, height))
