"""How texts introduce bodies: beside what they are, and beside somebody's role in them."""

from __future__ import annotations

import re
from typing import Final

from attribution.actors.patterns import DOMAIN_WORDS
from attribution.speakers.bodywords import NOUNS, ROLE
from attribution.speakers.mentions import GAP, ROLE_NOUNS, UPPER

__all__ = [
    "ACRONYM_APART",
    "AFTER",
    "APART",
    "BEFORE",
    "BEHIND",
    "BODY_FIRST",
    "BRACKETS",
    "DOMAIN_END",
    "GEOGRAPHIC",
    "IS",
    "ITS_STAFF",
    "OF_BODY",
    "OF_NAME",
    "OPPOSED",
    "PERSON_FROM",
    "PERSON_OF",
    "SPEAKS_FOR",
    "STAFF",
    "STAFF_NAMED",
    "STANDS_FOR",
    "WHICH",
]

_NOUN: Final = "|".join(sorted(NOUNS))
_JOIN: Final = r"de|del|des|du|da|do|dos|di|della"
"""Small words inside Romance names."""
_NAME: Final = (
    rf"[{UPPER}][\w’'\-]*(?:{GAP}(?:(?:of|for|{_JOIN})\s+(?:the\s+|la\s+|los\s+|las\s+)?)?"
    rf"[{UPPER}][\w’'\-]*){{0,4}}"
)
_NAME_ONE: Final = rf"[{UPPER}][\w’'\-]*\w"
_HEAD_ENDS: Final = r"(?=[,.;:)]|\s+(?:that|which|of|for|behind|in|on|with|at|whose|running)\b|$)"
BEFORE: Final = re.compile(
    rf"\b(?P<noun>{_NOUN})(?P<apart>,)?\s+(?P<name>{_NAME})(?(apart)(?=[,.;:)”\"]))"
)
"""`the airline Nordavia`, `the cabin crews' union Unity`."""
AFTER: Final = re.compile(
    rf"(?P<name>{_NAME}),\s+(?:an?|the|its|one of)\s+(?:(?!(?:by|for|of|to|with|at|from|who)\s)"
    rf"[\w’'\-]+\s+){{0,5}}?(?P<noun>{_NOUN}){_HEAD_ENDS}"
)
"""`Sundline, the ferry's owner`."""
APART: Final = re.compile(
    rf"(?:^|[.!?\n]\s*|,\s)(?:[Tt]he|[Ii]ts|[Aa]n?)\s+(?:[\w’'\-]+\s+){{0,3}}?"
    rf"(?P<noun>{_NOUN}),\s+"
    rf"(?P<name>{_NAME}),"
)
"""`The ferry's owner, Sundline,`."""
ACRONYM_APART: Final = re.compile(
    rf"\b[Tt]he\s+(?P<noun>{_NOUN})(?:\s+(?:of|for)\s+[a-z][^,.;\n]{{3,40}})?,\s+(?:the\s+)?"
    rf"(?P<name>[{UPPER}]{{2,8}})\b"
)
"""`the union of local base workers, the ULB,`."""
BEHIND: Final = re.compile(
    rf"\b[Tt]he\s+(?:[a-z\-]+\s+){{0,3}}(?P<name>{_NAME_ONE}(?:{GAP}(?:and\s+)?{_NAME_ONE}){{1,3}})\s+"
    r"(?P<noun>party|movement)\b(?!['’])"
)
"""`the liberal Roads and Bridges party`."""
OF_NAME: Final = re.compile(
    rf"\b(?P<name>(?P<noun>Forces|Front|Party|Movement|Union|Federation|Coalition|Alliance)\s+of\s+"
    rf"(?:the\s+)?[{UPPER}]\w+(?:[^\S\n]+(?:and\s+)?[{UPPER}]\w+)*)"
)
"""A name whose noun comes first: "the Front of Free Fishers"."""
BRACKETS: Final = re.compile(rf"(?P<name>{_NAME})\s+\((?:the\s+)?(?P<short>[{UPPER}]{{2,8}})\)")
"""`Allied Metalworkers' Union (AMU)`."""
STAFF: Final = re.compile(
    rf"(?P<name>{_NAME}?)(?:['’]s|s['’]?)?\s+(?:chief executive|CEO|finance director|"
    r"chief financial officer|managing director|chief operating officer|shareholders|management)\b"
)
"""`Blue Fjord's chief executive`."""
STAFF_NAMED: Final = re.compile(
    rf"\b(?i:{'|'.join(sorted(ROLE_NOUNS))})\s+(?:for|of|at)\s+[^,.;]{{3,60}},\s+$"
)
"""`a spokesman for the watchdog, `, `The Chairwoman of the party, ` before a person's name."""
WHICH: Final = re.compile(
    rf"(?P<name>{_NAME}),\s+which\s+(?:runs|makes|owns|operates|builds|sells|ships|employs|mines|brews|"
    r"publishes|insures|transports|exports)\b"
)
"""`Harbour Haul, which runs ninety lorries`."""
SPEAKS_FOR: Final = re.compile(
    rf"\b(?P<name>[{UPPER}]{{3,8}}),\s+which\s+(?:speaks|bargains|negotiates|lobbies)\s+for\b|"
    rf"\b(?P<members>[{UPPER}]{{3,8}}),\s+which\s+(?:represents|unites|groups)\s+(?!the\b)[\w\s\-]{{0,30}}?[a-z]s\b"
)
"""`CSB, which speaks for shipbreakers`: an acronym that members made their own."""
_PERSON: Final = rf"[{UPPER}][\w\-]+\s+[{UPPER}][\w\-]+"
_NAME_ENDS: Final = r"(?=[,.;:)”\"]|\s+[a-z])"
PERSON_OF: Final = re.compile(rf"{_PERSON},?\s+of\s+the\s+(?P<name>{_NAME}){_NAME_ENDS}")
"""`Vicar Ada Lund of the Eparchy`."""
ITS_STAFF: Final = re.compile(
    rf"(?:^|[.!?”\"]\s+|\n)(?P<name>{_NAME})\s+(?:has|had|is|was|will|would|wants?|[a-z]{{3,}}(?:s|ed))\s"
    r"[^.!?\n“”\"]{0,160}(?:[.,]\s+(?:[“\"][^”\"\n]{0,200}[,.][”\"]\s+)?)(?:[a-z]+\s+)?[Ii]ts\s+(?:[a-z\-]+\s+){0,2}?"
    r"(?:manager|chief executive|managing director|head|spokes\w+|chair\w*|director|president|"
    r"treasurer|owner)\b"
)
"""`Harbour Haul has run the yard since May, says its general manager`."""
PERSON_FROM: Final = re.compile(rf"{_PERSON},?\s+of\s+(?P<name>{_NAME}){_NAME_ENDS}")
"""`Ada Lund of Common Dawn`, of more than one word or with capitals inside, or it is a place."""
GEOGRAPHIC: Final = re.compile(
    r"\b(?:Province|State|County|District|City|Islands?|Valley|Hills?|Bay|Coast|North|South|East|West|"
    r"New|Upper|Lower|Saint|San|Santa|Republic|Kingdom|Region|Territory|Peninsula)\b"
)
IS: Final = re.compile(
    rf"(?P<name>{_NAME})\s+(?:is|was)\s+(?:an?|the|one\s+of(?:\s+the)?)\s+(?:[\w’'\-]+\s+){{0,5}}?"
    rf"(?P<noun>{_NOUN})s?{_HEAD_ENDS}"
)
"""`Orderly is the largest of the four platforms that …`."""
OF_BODY: Final = re.compile(
    rf"\b(?:{ROLE}\s+(?:of|at|for|with)|(?:leads|led|heads|headed|chairs|chaired|runs))\s+"
    rf"(?!by\s)(?:the\s+)?(?:[a-z\-]+\s+){{0,2}}(?P<name>(?>{_NAME}))(?!(?<!['’]s)\s+(?:desk|team|mission|department|"
    r"section|unit|bureau|division|office|delegation|side|camp|district|province|region|county|"
    r"prefecture|municipality|customs|police|port|harbou?r|border|archipelago|islands?)\b)"
)
"""`the leader of the conservative Burgerlijst`."""
STANDS_FOR: Final = re.compile(
    r"\bwho\s+(?:sits?|sat|speaks?|spoke|stands?|stood|negotiat\w+|bargain\w+|talks?|talked|acts?|"
    r"acted|does|did|works?|worked|is|was)\b[^,.;:“”\"\n]{0,40}?\bfor\s+(?:the\s+)?"
    rf"(?:[a-z\-]+\s+){{0,2}}(?P<name>{_NAME})"
)
"""`who sits in parliament for Common Accord`, `who speaks for Los Remos`."""
OPPOSED: Final = re.compile(
    rf"\b(?:opposition|ruling|governing)\s+(?P<name>{_NAME})|"
    rf"(?P<behind>{_NAME}),\s+(?:which\s+(?:is|sits)\s+)?in\s+(?:the\s+)?opposition\b"
)
"""`of the opposition Common Pact`, `of Common Pact, in opposition`."""
DOMAIN_END: Final = re.compile(
    rf"\b(?:of|for)\s+(?:[a-z\-]+\s+){{0,2}}(?:{DOMAIN_WORDS}|affairs|policy|matters|parliament|congress|staff)\s+$"
)
BODY_FIRST: Final = re.compile(
    rf"(?:(?<![.!?\n:”\"]\s)|(?={_NAME}?['’]s\s))(?P<name>{_NAME}?)(?:['’]s|s['’]?)?\s+(?:[a-z\-]+\s+)?{ROLE}\b"
)
"""`a Groene Koers adviser`."""
