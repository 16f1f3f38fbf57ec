"""An act as one sentence: “accepted 14 statements”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from claims.models import Act

Kind = Act.Kind
N_DEEP = 3
_SENTENCES: Mapping[str, Any] = {
    Kind.ADD: ngettext_lazy("added %(n)d statement", "added %(n)d statements", "n"),
    Kind.ACCEPT: ngettext_lazy("accepted %(n)d statement", "accepted %(n)d statements", "n"),
    Kind.REJECT: ngettext_lazy("rejected %(n)d statement", "rejected %(n)d statements", "n"),
    Kind.WITHDRAW: ngettext_lazy("withdrew %(n)d statement", "withdrew %(n)d statements", "n"),
    Kind.UNSURE: ngettext_lazy(
        "set %(n)d statement aside as unsure", "set %(n)d statements aside as unsure", "n"
    ),
    Kind.ASSIGN: ngettext_lazy("assigned %(n)d statement", "assigned %(n)d statements", "n"),
    Kind.COMMENT: ngettext_lazy(
        "commented on %(n)d statement", "commented on %(n)d statements", "n"
    ),
    Kind.READ_AGAIN: ngettext_lazy(
        "read %(n)d statement a second time", "read %(n)d statements a second time", "n"
    ),
    Kind.SETTLE: ngettext_lazy(
        "settled two readings of %(n)d statement", "settled two readings of %(n)d statements", "n"
    ),
    Kind.RETURN: ngettext_lazy(
        "sent %(n)d statement back to the queue", "sent %(n)d statements back to the queue", "n"
    ),
    Kind.CORRECT_SPEAKER: ngettext_lazy(
        "corrected the speaker of %(n)d statement", "corrected the speaker of %(n)d statements", "n"
    ),
    Kind.CORRECT_SPANS: ngettext_lazy(
        "corrected the words of %(n)d statement", "corrected the words of %(n)d statements", "n"
    ),
    Kind.CORRECT_QUOTATION: ngettext_lazy(
        "corrected the labels of %(n)d statement", "corrected the labels of %(n)d statements", "n"
    ),
    Kind.CORRECT_CUE_CLASS: ngettext_lazy(
        "corrected the speech act of %(n)d statement",
        "corrected the speech act of %(n)d statements",
        "n",
    ),
    Kind.CORRECT_MODALITY: ngettext_lazy(
        "corrected the modality of %(n)d statement",
        "corrected the modality of %(n)d statements",
        "n",
    ),
    Kind.SPLIT: ngettext_lazy(
        "split a statement: %(n)d changed", "split a statement into %(n)d", "n"
    ),
    Kind.JOIN: ngettext_lazy("joined %(n)d statement", "joined %(n)d statements into one", "n"),
    Kind.LINK: ngettext_lazy(
        "linked %(n)d statement to a claim", "linked %(n)d statements to a claim", "n"
    ),
    Kind.UNLINK: ngettext_lazy(
        "said of %(n)d statement that it does not bear on a claim",
        "said of %(n)d statements that they do not bear on a claim",
        "n",
    ),
}


def sentence_of(act: Act, *, depth: int = N_DEEP) -> str:
    """Return what was done, without who and when; an undo names the act that it took back.

    An undo of an undo of an undo is told no deeper than its row was read: `undoes__undoes__undoes`.
    """
    if act.kind != Kind.UNDO or act.undoes_id is None:
        return str(_SENTENCES[act.kind] % {"n": act.n_statements}) if act.kind in _SENTENCES else ""
    if not depth or act.undoes is None:
        return _("an earlier undo")
    taken = sentence_of(act.undoes, depth=depth - 1)
    if act.undoes.kind == Kind.UNDO:
        return _("took back: %(taken)s") % {"taken": taken}
    if act.n_events < act.undoes.n_events:
        return _("undid %(n)d of %(total)d: %(taken)s") % {
            "n": act.n_events,
            "total": act.undoes.n_events,
            "taken": taken,
        }
    return _("undid: %(taken)s") % {"taken": taken}
