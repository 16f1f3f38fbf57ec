"""The writers of what an editor sets up for themselves: keys, and views of the queue."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User

from claims.models import Desk, KeyChoice, QueueView


def choose_keys(*, user: User, keys: Mapping[str, str]) -> None:
    """Keep the editor's keys; an empty mapping brings the usual ones back."""
    KeyChoice.objects.update_or_create(user=user, defaults={"keys": dict(keys)})


def save_view(
    *, owner: User, name: str, asked: Mapping[str, str], desk: Desk | None = None
) -> QueueView:
    """Keep `asked` under `name`; what the owner kept under that name before is written over."""
    view, _is_new = QueueView.objects.update_or_create(
        owner=owner, name=name, defaults={"asked": dict(asked), "desk": desk}
    )
    return view


def forget_view(*, view: QueueView) -> None:
    """Forget the view, for everybody it was shared with too."""
    QueueView.objects.filter(pk=view.pk).delete()
