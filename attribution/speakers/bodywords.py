"""Words by which a text tells that a name is a body's and whom it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attribution.actors.patterns import DOMAIN_WORDS

__all__ = [
    "FIGHTERS",
    "GENERIC",
    "MEMBERS",
    "MEMBERS_BODY",
    "NAMED_SO",
    "NOUNS",
    "OF_MEMBERS",
    "OF_MEMBERS_NOUN",
    "ROLE",
    "SMALL_TAIL",
    "STATE_COUNCIL",
    "TRADES",
    "WITH_TRADE",
    "owner_in",
]

STATE_COUNCIL: Final = re.compile(
    r"\b(?:electoral|election|ruling|military|security|state|national|federal|supreme|constitutional|"
    r"regional|provincial|transitional|municipal|government|border)\s+"
    r"(?P<noun>council|commission|committee)\b",
    re.IGNORECASE,
)
"""Councils and commissions of states, which no other body of the text is meant by."""

SMALL_TAIL: Final = re.compile(
    rf"\s+(?:(?:state|nuclear|atomic|refugee|children['’]s|food|migration|humanitarian|{DOMAIN_WORDS})\s+)?"
    r"(?:ministry|department|government|army|military|navy|watchdog|agency|office)\b"
)
"""Small words that end a name: "the Norlandic fisheries ministry", "U.N. nuclear watchdog"."""

TRADES: Final = frozenset(
    "motors company airlines airways airline industries holdings pictures studios railways rail "
    "shipping lines line petroleum energy power mining mine mines minerals steel telecom foods "
    "quays ports bank brewing brewery services hospital drinks gold copper nickel lithium capital "
    "global micro orbital logistics haul trading pharma biologics oil gas electric systems "
    "partners brine chemicals cement textiles foundry textile timber haulage aviation marine "
    "technologies semiconductors electronics dynamics ventures investments securities".split()
)
"""Second words of companies' names, before which the first word says enough."""
WITH_TRADE: Final = frozenset(
    "line lines rail mine mines services hospital drinks gas oil global company power energy steel "
    "capital marine systems timber investments securities electronics aviation".split()
)
"""Trades that end other names as well ("Green Line"), but not after another: "Copper Mines"."""
FIGHTERS: Final = frozenset(
    "shield guard guards falcons front brigade brigades force forces militia resistance".split()
)
"""Second words for which armed groups are called: `the Shield`."""

NAMED_SO: Final[Mapping[str, str]] = {
    **dict.fromkeys(TRADES - WITH_TRADE, "company"),
    **{
        word: kind
        for kind, words in (
            (
                "union",
                "union federation guild brotherhood league association chamber forum syndicate "
                "confederation collective network co-operative cooperative",
            ),
            (
                "company",
                "motors company corporation corp inc ltd plc airlines airways airline group "
                "industries holdings pictures studios railways shipping lines petroleum energy "
                "mining steel telecom foods quays ports bank",
            ),
            ("party", "party bloc alliance coalition"),
            (
                "movement",
                "front movement militia brigades brigade resistance force forces shield falcons "
                "guard guards",
            ),
            ("church", "eparchy diocese archdiocese patriarchate communion"),
        )
        for word in words.split()
    },
}
"""Last word of a name → kind of body."""

NOUNS: Final[Mapping[str, str]] = {
    word: kind
    for kind, words in (
        (
            "company",
            "carmaker company airline carrier retailer firm manufacturer operator owner developer "
            "miner publisher studio bank utility supplier shipowner broadcaster employer brewer "
            "steelmaker chipmaker insurer startup conglomerate club maker chain shipyard refinery "
            "cooperative consortium contractor platform builder shipbuilder fund lender haulier "
            "drugmaker planemaker smelter brewery firms companies airlines banks discounter grocer "
            "supermarket wholesaler dairy",
        ),
        (
            "union",
            "union guild federation association league body lobby network alliance umbrella "
            "confederation chamber",
        ),
        ("party", "party faction"),
        ("movement", "movement militia group front rebels insurgents"),
        ("service", "service watchdog regulator charity"),
    )
    for word in words.split()
}
"""Noun beside a name → kind of body."""

GENERIC: Final = frozenset(
    "front union federation guild league movement bloc alliance coalition committee council "
    "association party company club brotherhood resistance militia forces shield guard guards "
    "falcons eparchy diocese archdiocese patriarchate communion collective authority".split()
)
"""Capitalised alone, with an article, they stand for the one name that holds them."""

OF_MEMBERS: Final = "Council|Committee|Chamber|Congress|Club|Voice|Fund|Trust|Assembly|Society"
"""Names of bodies behind their members' trade: "Carriers' Council"."""
OF_MEMBERS_NOUN: Final = (
    "union|federation|association|committee|guild|conference|congress|consortium|chamber|"
    "collective|league|movement|lobby"
)
"""What members make up, small: "the growers' committee"."""
MEMBERS_BODY: Final = re.compile(
    rf"\b(?P<members>[a-z]{{3,}}s)['’]?\s+(?P<noun>{OF_MEMBERS_NOUN})\b"
)
"""A body that is called after its members alone: "the tobacco growers' federation"."""
MEMBERS: Final = r"(?:ers|ors|ists|workers|holders|men|women|drivers)"
"""Endings of what members are called: "Growers", "Metalworkers"."""

ROLE: Final = (
    r"(?:leader|chairman|chairwoman|chair|president|spokes\w+|chief executive|director|head|"
    r"secretary|negotiator|lawyer|adviser|advisor|executive|boss|member|deputy|lawmaker|representative|"
    r"delegate|organiser|organizer|treasurer|councillor|captain|manager|minister|candidate|"
    r"general counsel|counsel|bargainer|legislator|whip|commander|coordinator|founder|"
    r"solicitor|attorney|negotiator|emissary|envoy|rector|steward|convener|strategist|"
    r"vice-president|vice-chairman|vice-chairwoman|"
    r"co-chair|co-leader|co-chairman|co-chairwoman)s?"
)
"""Roles in bodies, as a pattern."""


def owner_in(name: str) -> str:
    """`Rosatom's South Asian` business is Rosatom's, but a `Fisher's Union` is a union."""
    owner, _, owned = name.partition("'s ")
    return owner if owned and owned.split()[-1].lower() not in NAMED_SO else name
