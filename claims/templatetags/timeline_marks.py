"""The marks of a timeline: there are hundreds, and a template takes several times as long to write one."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.contrast.timeline import Mark

register = template.Library()

_MARK = (
    '<a id="{name}-mark-{key}" href="{href}" class="mark-link mark-{stance}" color="{colour}"'
    ' transform="translate({x} {y})" data-at="{at}" data-n="{n}" data-mark-y="{y}"><title>{title}</title>'
    '<rect x="-14" y="-14" width="28" height="28" fill="none" pointer-events="all" /><use href="#{name}-{stance}" />'
    "{beside}</a>\n"
)
_USE = '<use href="#{name}-{what}" />'
_COUNT = '<text x="9" y="-4" font-size="10" font-weight="700" fill="currentColor">{n}</text>'


@register.simple_tag
def timeline_marks(marks: tuple[Mark, ...], name: str, base: str = "") -> SafeString:
    """Return the marks of a lane, in the drawing of this name; `base` comes before each address."""
    return format_html_join("", "{}", ((_mark(mark, name, base),) for mark in marks))


def _mark(mark: Mark, name: str, base: str) -> SafeString:
    said, beside = mark.said, SafeString("")
    if said.is_anonymous:
        beside += format_html(_USE, name=name, what="unnamed")
    if said.is_relayed:
        beside += format_html(_USE, name=name, what="relayed")
    if mark.n > 1:
        beside += format_html(_COUNT, n=mark.n)
    return format_html(
        _MARK,
        name=name,
        key=said.link_id,
        href=base + said.href,
        stance=said.stance,
        colour=mark.colour,
        x=mark.x,
        y=mark.y,
        at=mark.stamp_ms,
        n=mark.n,
        title=mark.title,
        beside=beside,
    )
