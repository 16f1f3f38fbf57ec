"""oEmbed 1.0: how another page embeds a question or a statement of ours."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.models import Question
from claims.public.embed_code import EmbedCode, code_of_question, code_of_statement
from claims.public.statement import read_statement

CACHE_AGE_S = 3600
Answer = Mapping[str, str | int]


@require_safe
@cache_control(public=True, max_age=60)
def oembed(request: HttpRequest) -> HttpResponse:
    """Return the frame of the page at `url`, no larger than asked for; 404 for what cannot be embedded, 501 for other formats."""
    written = _FORMATS.get(request.GET.get("format", "json"))
    if written is None:
        return HttpResponse(_("The formats are json and xml."), status=501)
    sizes = [_read_size(request.GET.get(name)) for name in ("maxwidth", "maxheight")]
    if "url" not in request.GET or 0 in sizes:
        return HttpResponseBadRequest(
            _(
                "Give “url”, the page to embed; “maxwidth” and “maxheight” are whole numbers of pixels."
            )
        )
    code = _find_code(request, request.GET["url"])
    if code is None:
        raise Http404(_("There is no such page that may be embedded."))
    response = written(_answer(code, sizes, request))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _read_size(text: str | None) -> int | None:
    """Return a size that was asked for, None if none was, 0 if it is none."""
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _find_code(request: HttpRequest, url: str) -> EmbedCode | None:
    """Return how the page at `url`, on this site, is embedded; None if it is not published here."""
    try:
        parts = urlsplit(url)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc != request.get_host():
        return None
    absolute = request.build_absolute_uri
    if match.view_name in {"claims:question-detail", "claims:question-embed"}:
        found = Question.objects.select_related("merged_into").filter(slug=match.kwargs["slug"])
        question = found.first()
        if question is None or not question.standing.is_published:
            return None
        return code_of_question(question.standing, absolute)
    if match.view_name in {"claims:statement-detail", "claims:statement-embed"}:
        statement = read_statement(match.kwargs["pk"])
        if statement is None or statement.is_gone:
            return None
        return code_of_statement(statement.statement, absolute)
    return None


def _answer(code: EmbedCode, sizes: list[int | None], request: HttpRequest) -> Answer:
    width, height = (
        min(size, most) if most else size
        for size, most in zip((code.width, code.height), sizes, strict=True)
    )
    fitted = EmbedCode(code.url, code.title, width, height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": code.title,
        "provider_name": "Crossclaim",
        "provider_url": request.build_absolute_uri("/"),
        "cache_age": CACHE_AGE_S,
        "html": str(fitted.html),
        "width": width,
        "height": height,
    }


def _as_json(answer: Answer) -> HttpResponse:
    return JsonResponse(dict(answer))


def _as_xml(answer: Answer) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


_FORMATS = {"json": _as_json, "xml": _as_xml}
