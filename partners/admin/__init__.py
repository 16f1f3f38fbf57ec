"""Partners in the admin: their keys, and the feed they follow."""

from partners.admin.dumps import DumpAdmin
from partners.admin.feed import ChangeAdmin
from partners.admin.keys import ApiKeyAdmin

__all__ = ["ApiKeyAdmin", "ChangeAdmin", "DumpAdmin"]
