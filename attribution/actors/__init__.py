"""The register of actors: names, offices, sides and the dates between which they hold."""

from attribution.actors.countries import Countries
from attribution.actors.records import ORGANISATION_KINDS, SET_SOURCE, Actor, Organisation, Role
from attribution.actors.register import Register

__all__ = [
    "ORGANISATION_KINDS",
    "SET_SOURCE",
    "Actor",
    "Countries",
    "Organisation",
    "Register",
    "Role",
]
