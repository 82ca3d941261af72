"""What stands around a name and may say who that is: titles, appositions, relative clauses."""

from __future__ import annotations

import re
from typing import Final

from attribution.speakers.affiliation import STATE_NOUNS
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.bodywords import OF_MEMBERS_NOUN, SMALL_TAIL
from attribution.speakers.mentions import ALIAS, ROLE_NOUNS, UPPER, capital_runs
from attribution.speakers.sentences import sentence_start
from attribution.speakers.titles import TITLE_WORDS

__all__ = ["name_contexts"]

_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_ROLES: Final = "|".join(sorted(ROLE_NOUNS))
_APPOSITION: Final = re.compile(
    rf",\s*+(?!(?:and|or|but)\s)((?:(?:the|an?|his|her|its|their|one|now|then|acting|deputy|chief|head|former|vice|senior|editor)\b|"
    rf"(?:[a-z\-]+\s+){{0,3}}(?:{_ROLES})\b|[{UPPER}])(?:(?:[{UPPER}]\.){{2,}}|[^.;:“”\"\n])+)"
)
"""Who somebody is, after the name: ", the deputy U.S. trade representative, …"."""
_CLAUSE: Final = re.compile(
    r"^(?:(?!\b(?:who|which|that|where)\b).)*?\b(?:had|has|have|was|were|is|are|will|would|could|can|"
    r"should|must|may|might|did|does|said|says|told)\b|\b(?:she|he|they|we|it)\s+[a-z]+"
)
"""A sentence and no introduction: "The Norlanders had asked for it, Ada Lund said"."""
_BODY_ACTS: Final = re.compile(
    r"(?:[Tt]he|[Aa]n?|[Ii]ts)\s+(?:[\w\-]+\s+){0,3}?(?:[Mm]inistry|[Dd]epartment|[Gg]overnment|[Aa]rmy|[Pp]olice|[Cc]ompany|"
    r"[Uu]nion|[Pp]arty|[Cc]ouncil|Commission|commission)\s+[a-z]{2,}(?:s|ed)\s"
)
"""The beginning of a sentence: "The Interior Ministry accepts observers in the tower"."""
_PHRASE_END: Final = re.compile(r",|\b(?:said|says|told|by|but|and)\b")
"""Behind which the phrase begins that an alias ends."""
_PLACE: Final = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s+(?:[a-z\-]+\s+){0,2}(?:colleges?|stations?|schools?|barracks|bases?|buildings?|checkpoints?|"
    r"headquarters|camps?|cars?|boats?|vessels?|posts?|funds?|programmes?|programs?|deals?|laws?|bills?)\b"
)
"""A thing and nobody: "a police college in Norvik"."""
_MAIN_VERB: Final = re.compile(
    r",\s+(?:who|and|but|for|(?:[a-z]+ly\s+|also\s+|then\s+)?(?:[a-z]{3,}ed|said|says|told|tells|has|had|"
    r"was|is|were|did|does|put|spoke|wrote|went|gave|made|took|saw|thinks?|thought|saw|shot|held|"
    r"would|will|can|could|may|must|set|met|felt|found|kept|left|read|rose|sees|knows?|knew))\b"
)
"""What follows an apposition: ", its spokesman, accused Norland"."""
_BEFORE_OWNER: Final = frozenset({"in", "of", "for", "from", "at", "to", "with", "by"})
"""What stands before the name, it is no title: "an official in Ada Lund's department"."""
_DATELINE: Final = re.compile(rf"^[{UPPER}]{{3}}[{UPPER}\s,\-]*[-–—]$")
_CAPITAL: Final = rf"(?:(?:[{UPPER}]\.)+|[{UPPER}][\w\-]*)"
_INTRODUCTION: Final = re.compile(
    rf"(?:^|[.,;:!?\n“”\"]\s*|\s)((?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|"
    rf"{_CAPITAL}(?:\s+{_CAPITAL}){{0,3}}(?:['’]s?|s['’]?))\s+"
    rf"(?:(?:[{UPPER}]\.){{2,}}|[^,.;:!?\n“”\"]){{4,70}}),\s*$"
)
"""Who somebody is, before a comma and the name: "the union's secretary, Ada Lund"."""
_RELATIVE: Final = re.compile(
    r",\s+who\s+(?:(?:has|had|is|was|now|currently)\s+)?(?:leads?|led|leading|heads?|headed|heading|"
    r"commands?|commanded|chairs?|chaired|runs?|speaks?|spoke|negotiat\w+|represent\w+|advises?|"
    r"advised|works?|worked|sits?|sat|facilitat\w+|mediat\w+|observ\w+|bargain\w+|acts?|acted|"
    r"oversees?|oversaw|follow(?:s|ed)|travel\w+|host(?:s|ed))\b[^,.;:\n]{3,80}"
)
"""What somebody does, after the name: "Hernán Buitrago, who led the Venezuelan delegation"."""
_WHOSE: Final = re.compile(
    rf",\s+(?:(?:aged\s+)?\d\d,\s+)?whose\s+(?:[a-z\-]+\s+){{0,3}}"
    rf"(?P<body>[{UPPER}][\w’'\-]*(?:\s+(?:(?:of|for)\s+(?:the\s+)?)?[{UPPER}][\w’'\-]*)*)"
    r"\s+[a-z]"
)
"""What is somebody's, after the name: ", 46, whose liberal Common Dawn won the election"."""
_PLACE_WORD: Final = rf"(?:(?:[{UPPER}]\.){{2,}}|[{UPPER}][\w’'\-]*)"
_OF_PLACE: Final = re.compile(
    rf",?\s+((?:of|from)\s+(?:the\s+)?(?:[a-z\-’']+\s+){{0,2}}{_PLACE_WORD}"
    rf"(?:[^\S\n]+(?:(?:of|for|on|and|de|del|des|du|da|do|dos)\s+(?:the\s+|la\s+|los\s+|las\s+)?)?{_PLACE_WORD})*(?:{SMALL_TAIL.pattern})?)"
)
_OF_SMALL_BODY: Final = re.compile(
    r",?\s+(of\s+(?:the|its|their)\s+(?:[a-z\-]+['’]?s?['’]?\s+){0,3}"
    rf"(?:{OF_MEMBERS_NOUN}|company|party|council))\b"
)
"""Behind a name: " of the tobacco growers' federation"."""
N_BEFORE_CHARS: Final = 110
N_AFTER_CHARS: Final = 160


_LABELLED: Final = re.compile(rf"\n(?P<role>[{UPPER}][\w\- ]{{3,50}}):\s+(?:\w+\.?\s+){{0,3}}$")
"""What the head of a page says somebody is: "Cabinet Spokesman: Hon. Ada Lund"."""
_ONCE: Final = re.compile(
    r",\s+(?:(?:an?|the|himself|herself)\s+)?(?:former|retired|one-?time|ex-)\s*(?:[a-z\-]+\s+){1,4}$"
)
"""What somebody was before, between an office and a name: ", former judge "."""


def _without_titles(before: str) -> str:
    """The words before a name without the titles next to it: "…, Deputy Prime Minister "."""
    words = re.findall(r"\S+\s*|^\s+", before)
    while words and words[-1].strip(" .").lower() in TITLE_WORDS and words[-1][:1].isupper():
        words.pop()
    return "".join(words)


def _after_and(before: str, register: DocumentRegister | None) -> str:
    """`Minister` before a name, of "the Fields Union and Minister": the union is somebody else."""
    head, joint, title = before.rpartition(" and ")
    if not joint or register is None or title.partition(" ")[0].lower() not in TITLE_WORDS:
        return before
    runs = [run for _, run in capital_runs(head)]
    is_body = bool(runs) and head.endswith(runs[-1]) and register.organisation(runs[-1]) is not None
    return title if is_body else before


def _tells_role(words: str) -> bool:
    """Whether words before a name say who that is, and no sentence or place."""
    told = set(re.findall(r"[\w\-]+", words.lower()))
    if not told & (ROLE_NOUNS | TITLE_WORDS | STATE_NOUNS) or _CLAUSE.search(words):
        return False
    return _BODY_ACTS.match(words) is None and _PLACE.match(words) is None


def name_contexts(
    text: str, name: str, *, limit: int = 3, register: DocumentRegister | None = None
) -> list[str]:
    """Pre-modifiers and appositions of the first occurrences of `name`, in reading order.

    Args:
        text: the document's working text.
        name: as written there.
        limit: occurrences looked at.
        register: knows the capitals that stand behind a name in a heading.
    """
    contexts: list[str] = []
    at = text.find(name)
    while at >= 0 and limit:
        before = re.split(
            r"(?:[,;:!?\n“”\"]|(?<![A-Z])\.)\s", text[max(0, at - N_BEFORE_CHARS) : at]
        )[-1]
        words = _after_and(before, register).split()[-9:]
        is_other = bool(words) and words[-1].lower() in _BEFORE_OWNER
        if words and not is_other and not _DATELINE.match(" ".join(words)):
            contexts.append(" ".join(words))
        bare = _without_titles(_PARAGRAPH.split(text[max(0, at - N_BEFORE_CHARS) : at])[-1])
        introduced = _INTRODUCTION.search(_ONCE.sub(", ", bare))
        if introduced and _tells_role(introduced[1]):
            contexts.append(introduced[1])
        labelled = _LABELLED.search(text[max(0, at - N_BEFORE_CHARS) : at])
        contexts += [labelled["role"]] if labelled and _tells_role(labelled["role"]) else []
        called = _before_alias(text, name, at)
        contexts += [called] if called else []
        after = text[at + len(name) : at + len(name) + N_AFTER_CHARS]
        contexts += _contexts_after(after, register)
        at = text.find(name, at + len(name))
        limit -= 1
    return contexts


def _before_alias(text: str, name: str, at: int) -> str | None:
    """Who goes by a name: "A spokesman for the Front", of ", who calls himself Ada Lund"."""
    start = sentence_start(text, at, within=N_BEFORE_CHARS + N_AFTER_CHARS)
    match = ALIAS.search(text, start, at + len(name))
    if match is None or match.start("name") != at:
        return None
    return _PHRASE_END.split(text[start : match.start()])[-1].strip()


def _contexts_after(after: str, register: DocumentRegister | None) -> list[str]:
    """What the words behind a name say of its bearer: origin, apposition, relative clause."""
    contexts = []
    origin = _OF_PLACE.match(after) or _OF_SMALL_BODY.match(after)
    if origin:
        contexts.append(origin[1])
    apposition = _APPOSITION.match(after)
    if apposition:
        who = _MAIN_VERB.split(apposition[1])[0]
        if not (register and register.capital_side(who.strip())):
            contexts.append(who)
    whose = _WHOSE.match(after)
    if whose and register and register.organisation(whose["body"]):
        contexts.append(f"of {whose['body']}")
    relative = _RELATIVE.match(after)
    if relative:
        contexts.append(relative[0].removeprefix(",").strip())
    return contexts
