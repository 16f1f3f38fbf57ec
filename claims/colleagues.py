"""Who is of the newsroom: people of partners have accounts too, and what is said here is not for them."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

BACKEND = "django.contrib.auth.backends.ModelBackend"


def colleagues() -> QuerySet[User]:
    """Return the active users who may read articles here, or are on the staff."""
    readers = User.objects.with_perm("articles.view_article", backend=BACKEND)
    return User.objects.filter(Q(is_staff=True) | Q(pk__in=readers.values("pk")), is_active=True)
