"""Side sets: an analyst's own sides, read from TOML, checked, and applied as a view of claims."""

from attribution.sidesets.checking import CheckedSet, check_side_set
from attribution.sidesets.configured import SideConfig, SideSetConfig
from attribution.sidesets.files import FoundSet, find_side_set, list_side_sets
from attribution.sidesets.naming import register_table
from attribution.sidesets.viewing import view_claims, view_meeting

__all__ = [
    "CheckedSet",
    "FoundSet",
    "SideConfig",
    "SideSetConfig",
    "check_side_set",
    "find_side_set",
    "list_side_sets",
    "register_table",
    "view_claims",
    "view_meeting",
]
