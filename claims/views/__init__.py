"""Pages and fragments: each view loads, checks the permission, calls one service or queryset, renders."""
