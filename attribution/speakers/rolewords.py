"""Words of roles that say whether somebody may be a state's or a body's."""

from __future__ import annotations

from typing import Final

from attribution.speakers.affiliation import STATE_NOUNS

__all__ = ["LAYMEN", "OFFICIAL_WORDS", "OF_STATES_ONLY", "PRIVATE_WORDS", "STATE_ROLES"]

OFFICIAL_WORDS: Final = STATE_NOUNS | frozenset(
    "minister spokesman spokeswoman spokesperson negotiator ambassador envoy general colonel "
    "admiral commander secretary delegation diplomat commissioner governor president premier "
    "director undersecretary head commodore brigadier inspector captain envoys team".split()
)
STATE_ROLES: Final = frozenset(
    "minister ambassador general colonel admiral commodore brigadier governor president premier "
    "undersecretary commander inspector".split()
)
OF_STATES_ONLY: Final = STATE_NOUNS - {"official", "officials", "customs", "guard"}
PRIVATE_WORDS: Final = frozenset(
    "union company airline carrier club party analyst professor expert guild association "
    "opposition movement front rebel rebels firm bank charity executive chairman".split()
)
LAYMEN: Final = frozenset(
    "resident residents villager villagers voter voters protester protesters analyst analysts "
    "expert experts economist economists witness witnesses critic critics activist activists "
    "farmer farmers grower growers producer producers exporter exporters importer importers "
    "distiller distillers brewer brewers trader traders retailer retailers shopkeeper "
    "shopkeepers doctor doctors nurse nurses surgeon teacher teachers professor student students "
    "driver drivers worker workers journalist journalists reporter reporters historian lawyer "
    "lawyers businessman businesswoman family families relatives passenger passengers tourist "
    "tourists researcher researchers scholar scholars association charity pensioner".split()
)
"""People who stand for nobody's government, whatever their nationality."""
