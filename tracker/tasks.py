"""What the worker does for the site as a whole."""

from __future__ import annotations

from tracker.alerts import forget_old_messages, queue_messages, send_due_messages


def send_alerts() -> None:
    """Tell the owners of saved searches what is new; doing it twice tells nothing twice."""
    queue_messages()
    send_due_messages()
    forget_old_messages()
