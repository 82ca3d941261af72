"""The register of actors: names, offices, sides and the dates between which they hold."""

from attribution.actors.records import Actor, Organisation, Role
from attribution.actors.register import Register

__all__ = ["Actor", "Organisation", "Register", "Role"]
