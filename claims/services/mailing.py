"""Notices by e-mail: plain text, once each, to whoever has an address and has not seen it on the site yet."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from claims.models import Notice


def send_notice(notice_id: int) -> bool:
    """Send the notice if it has not been seen or sent; return whether it was sent.

    One of a statement that the recipient is still to read blind is not sent: it waits for them on the site.
    Raises OSError when the mail server cannot be reached, and may be sent again then.
    """
    notice = (
        Notice.objects.select_related(
            "recipient",
            "event__actor",
            "event__statement__version__article",
            "event__statement__speaker",
        )
        .filter(pk=notice_id)
        .first()
    )
    if notice is None or notice.read_at or not notice.recipient.email:
        return False
    if not Notice.objects.shown_to(notice.recipient_id).filter(pk=notice_id).exists():
        return False
    if not Notice.objects.filter(pk=notice_id, mailed_at=None).update(mailed_at=timezone.now()):
        return False
    try:
        _message(notice).send()
    except OSError:
        Notice.objects.filter(pk=notice_id).update(mailed_at=None)
        raise
    return True


def _message(notice: Notice) -> EmailMessage:
    context = {"notice": notice, "site": settings.SITE_URL}
    headers = {
        "Message-ID": f"<notice-{notice.pk}@crossclaim.notice>",
        "Auto-Submitted": "auto-generated",
    }
    subject = " ".join(f"{notice}: {notice.event.statement}".split())[:200]
    text = render_to_string("claims/notice.txt", context)
    return EmailMessage(subject, text, to=[notice.recipient.email], headers=headers)
