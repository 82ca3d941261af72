"""What a source mention is made of: name, possessor, role nouns, number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Final
from unicodedata import normalize

from attribution.speakers.titles import POST_NOMINALS, TITLE_WORDS, strip_titles

__all__ = [
    "ALIAS",
    "BODY_WORDS",
    "GAP",
    "OPENERS",
    "OWNED_NOUNS",
    "PRONOUNS",
    "ROLE_NOUNS",
    "UPPER",
    "Mention",
    "MentionKind",
    "capital_runs",
    "name_runs",
    "parse_mention",
    "places_of",
]


class MentionKind(StrEnum):
    """What a mention looks like from its own words."""

    PRONOUN = "pronoun"
    NAME = "name"
    JOINT = "joint"
    NOMINAL = "nominal"
    """A role noun or a body, without a person's name."""


PRONOUNS: Final = {
    "he": "male", "him": "male", "his": "male", "she": "female", "her": "female",
    "they": "plural", "them": "plural", "their": "plural", "it": "thing", "its": "thing",
    "who": "relative", "which": "relative", "i": "first", "we": "first", "our": "first",
}  # fmt: skip

ROLE_NOUNS: Final = frozenset(
    "official officials spokesman spokeswoman spokesperson spokespeople spokesmen diplomat "
    "diplomats minister ministers negotiator negotiators envoy envoys ambassador ambassadors "
    "source sources aide aides adviser advisers advisor advisors representative representatives "
    "delegate delegates delegation delegations leader leaders president chief chiefs secretary "
    "commander commanders general officer officers lawmaker lawmakers politician politicians "
    "person people analyst analysts expert experts mediator mediators chairman chairwoman chair "
    "director head deputy premier chancellor king emir prince judge judges governor governors "
    "mayor senator senators soldier soldiers member members economist economists witness "
    "witnesses resident residents critic critics activist activists participant participants "
    "executive executives manager managers worker workers boss bosses bargainer bargainers "
    "diplomatic side sides party parties team teams authority authorities state counterpart "
    "counterparts colleague colleagues villagers voters protesters monitors reporter reporters "
    "journalist journalists observer observers sponsor admiral colonel brigadier captain marshal "
    "commissioner commissioners coordinator facilitator inspector rapporteur host hosts chargé "
    "attaché consul undersecretary vice-minister councillor counsellor prosecutor treasurer "
    "organiser secretary-general lawyer rector engineer doctor speaker congressman congresswoman "
    "magistrate director-general vice-president vice-chairman vice-chairwoman banker archpriest "
    "vicar bishop professor commodore physicist chemist whip ombudsman governor-general premier- "
    "designate designate cardinal archbishop patriarch nuncio imam ayatollah mufti rabbi pastor "
    "priest sheikh sultan emir queen princess baroness sheriff prefect sergeant lieutenant major "
    "superintendent registrar intendant burgomaster mullah elder elders co-chair co-leader "
    "co-chairman co-chairwoman taoiseach tánaiste tanaiste landammann bundeskanzler ceo cfo coo mp "
    "mps mep meps msp msps lt-gen maj-gen brig-gen col-gen lt-col".split()
)

_DETERMINERS: Final = frozenset(
    "a an the one two three four five several some many another other his her its their".split()
)
_PREPOSITIONS: Final = frozenset("of in at near outside for from with to on".split())
_BELONGS: Final = re.compile(r"\s+(?:of|from|at)\s")
_SELF: Final = frozenset({"himself", "herself", "himself,", "herself,"})
_INDEFINITE: Final = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
_RELATIVE: Final = re.compile(r"\swho\b(?!\s(?:gave|identified|was named|is named))[^,]*")
_SPOKES: Final = re.compile(r"(?:an?|the|his|her|its)\s+(?:[a-z\-]+\s+)?spokes", re.IGNORECASE)
_INNER_ROLE: Final = re.compile(
    r"\b(?:to|of|for)\s+(?:its|his|her|their|the)\s+(?:[a-z\-]+\s+)*"
    r"(?:commander|chief|leader|president|minister|premier|head|secretary|chairman|director)$"
)
BODY_WORDS: Final = frozenset(
    "ministry department council committee army commission union house party front group agency "
    "bank university times post news office embassy consulate court congress senate parliament "
    "assembly corps forces force movement organisation organization association institute "
    "foundation television tv radio journal daily network airlines company corporation street "
    "square airport day week month talks summit conference accord agreement treaty act war monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december north south east west central northern southern "
    "eastern western republic kingdom states nations city river sea dam region province district "
    "island islands mountains peninsula strait canal gulf command factory plant motors works "
    "federation administration league guild brotherhood inn hotel wire gazette herald tribune "
    "chronicle courier fort port mount staff affairs directorate inspectorate".split()
)
"""Words that no person's name holds."""
OWNED_NOUNS: Final = frozenset(
    "office government administration team camp party ministry department aides allies lawyers "
    "cabinet campaign delegation company union army".split()
)
"""Nouns that make the name before them their owner."""

OPENERS: Final = frozenset(
    "the a an in on at but and after when as for if while he she it they this that his her its "
    "their both since last earlier without with from to of by over under about against among amid "
    "between during until despite within yet now then there here so what whose why how no not "
    "even only asked told my our your any let whether around each every some many most such "
    "another other all few unless because although though where whom which who whoever does do "
    "did is are was were has have had can could would will should may might must nor or too very "
    "more less never ever still also just like near off out past per till up upon via two "
    "three four five six seven eight nine ten dozens hundreds thousands several eleven twelve "
    "twenty thirty forty fifty sixty seventy eighty ninety".split()
)
"""Words that begin a sentence and no name."""

_JOINT: Final = re.compile(
    r"\b(?:both (?:sides|parties|countries|governments|delegations|nations|ministries|teams|"
    r"foreign ministers|ministers|leaders|presidents|men|women)|"
    r"the (?:two|three|four) (?:sides|parties|countries|governments|delegations|nations|leaders|"
    r"ministers|foreign ministers|presidents|diplomats|teams|men|women|officials|neighbou?rs|"
    r"capitals|powers)|(?:the )?(?:sides|parties|delegations) (?:jointly|together)|"
    r"^(?:the two|both|both of them)$|"
    r"^both\s+(?:the\s+|of\s+)?(?:[a-z\-]+\s+){0,2}[a-z]+s\b|"
    r"^the\s+(?:two|three|four)\s+(?:[a-z\-]+\s+){0,2}(?:mediators|hosts|companies|carriers|camps|"
    r"unions|rivals|negotiators|envoys|groups|movements|armies|candidates|guarantors|airlines)\b|"
    r"^the (?:two|three) [a-z]+s(?: of [a-z]+)?$|"
    r"\btwo (?:leaders|presidents|ministers|foreign ministers|sides|governments)$|"
    r"^the (?:sides|parties|participants|delegations|negotiators)$|"
    r"^(?:each|neither)(?: (?:side|party|country|government|delegation|capital|army|nation|of them|"
    r"of the (?:two )?(?:sides|parties|countries|governments)))?$|"
    r"(?:a |the )?joint (?:statement|communiqu[eé]|declaration|press release|note|letter))",
    re.IGNORECASE,
)
UPPER: Final = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
"""Latin capitals, as the inside of a character class."""
_NAME_WORD: Final = (
    rf"(?:[{UPPER}](?:\.|[\w'’‘\-]*\w)|(?![AIX]\b)[{UPPER}](?=\s[{UPPER}])|(?:al|el|ul|ur|ud|uz|ad|as|ar|an|ash)-[{UPPER}][\w'’\-]*|"
    r"bin|ibn|von|van|der|den|de|del|di|da|dos|la|le|el|al|ter|ul|ur|ole|bint|zu|ten)"
)
GAP: Final = r"(?:[^\S\n]+|[^\S\n]*\n(?!\s*\n)[^\S\n]*)"
"""Space inside a name: no empty line."""
_RUN: Final = re.compile(
    rf"\b[{UPPER}](?:\.(?:[{UPPER}]\.)*|[\w'’‘\-]*\w)?(?:{GAP}{_NAME_WORD})*|"
    rf"\b(?:al|el|ul|ur|ud|uz|ad|as|ar|an|ash)-[{UPPER}][\w'’\-]*\w"
)
_DATELINE: Final = re.compile(rf"(?<=[a-zà-ÿ])[^\S\n]*\n\s*(?=[{UPPER}]{{4,}}\b)")
"""Before a word in capitals on a line of its own: "Cricket\nRAWALPINDI, Monday"."""
_CAPITAL: Final = rf"(?:[{UPPER}](?:\.[{UPPER}])+\.?|[{UPPER}][\w\-]*)(?:['’]s?)?"
_CAPITALS: Final = re.compile(
    rf"{_CAPITAL}(?:\s\d{{1,3}}\b)?(?:{GAP}(?:(?:of|for|and|of the|for the)\s+)?{_CAPITAL})*"
)
_BODY_OF: Final = re.compile(
    r"\b(?:Ministry|Department|Directorate|Bureau|Secretariat|Commission|Agency|Office)\s+"
    rf"(?:of|for)\s+(?:the\s+)?{_CAPITAL}(?:{GAP}(?:(?:of|for|and|of the|for the)\s+)?{_CAPITAL})*"
)
"""A body that is named by what it deals with: "the Department of Budget and Management"."""
_ON_X: Final = re.compile(r"\b(?:on|to|via|from)\s+\Z")
"""Before the network X, with which a sentence may end: no initial of a name."""
_SEATS: Final = "|".join(sorted(POST_NOMINALS))
_SEAT_HOLDER: Final = re.compile(
    rf"[Tt]he\s+(?:[a-z\-]+\s+)?(?:(?:[{UPPER}][\w’'\-]*\s+){{1,4}}(?:{_SEATS})\b(?!\s+[{UPPER}])|"
    rf"(?:{_SEATS})\s+(?:for|from|of)\s)"
)
"""Who sits for a place: "the Lower Strand MP"."""
ALIAS: Final = re.compile(
    r",?\s+(?:who\s+(?:calls|called|named|identifies|identified|introduced|gave)\s+(?:him|her)self\s+"
    r"(?:only\s+|simply\s+)?(?:as\s+)?|who\s+gave\s+(?:his|her)\s+name\s+(?:only\s+)?as\s+|"
    r"(?:who\s+is\s+)?(?:better\s+|best\s+|also\s+|only\s+|locally\s+)?known\s+(?:only\s+)?(?:as|by\s+(?:the|his|her)\s+"
    r"(?:name|alias|nickname|nom\s+de\s+guerre)(?:\s+of)?,?)\s+|"
    r"who\s+goes\s+by\s+(?:the\s+(?:name|alias|nom\s+de\s+guerre)(?:\s+of)?\s+)?|"
    r"whose\s+nom\s+de\s+guerre\s+is\s+|(?:identified|named)\s+(?:only\s+)?as\s+|"
    r"using\s+the\s+(?:name|alias|nom\s+de\s+guerre)\s+)[“\"‘]?"
    rf"(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}})"
)
"""What tells by which name somebody goes: "a commander who calls himself Abu Lund"."""
_STYLE: Final = re.compile(
    r"(?P<whose>[Hh]is|[Hh]er)\s+(?:Excellency|Majesty|Holiness|Beatitude|Eminence|Grace|(?:Royal\s+)?"
    r"Highness|Honou?r|Lordship|Ladyship)"
)
"""What somebody is called instead of he or she."""
_CLAUSE_WORD: Final = re.compile(r"(?<=\w)\s+(?:as|that|and|had|has|have|also)$")
"""What a source took of the words behind it: "Lund as"."""
_PARTICLES: Final = frozenset(
    "bin ibn von van der den de del di da dos la le el al ter ul ur ole bint zu ten".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A source mention taken apart.

    Attributes:
        text: as written, without outer punctuation.
        kind: what it looks like.
        name: the person's name in it, without titles; empty if none.
        number: `plural` or `singular`, where the words show it.
        gender: `male`, `female`, `thing`, `plural`, `first` or `relative` for pronouns and
            gendered nouns; empty if not shown.
    """

    text: str
    kind: MentionKind
    name: str = ""
    number: str = "singular"
    gender: str = ""


def capital_runs(text: str) -> Iterator[tuple[int, str]]:
    """Offset and words of each run of capitalised words, small joining words included."""
    for match in _CAPITALS.finditer(text):
        yield match.start(), match.group()


def name_runs(text: str) -> list[tuple[int, str]]:
    """Runs of capitalised words with their offsets; particles inside a name belong to it."""
    runs: list[tuple[int, str]] = []
    for match in _RUN.finditer(text):
        words = _DATELINE.split(match.group(), maxsplit=1)[0].split()
        if words[0] == "X." and _ON_X.search(text, 0, match.start()):
            words, skipped = words[1:], len(words[0])
        else:
            skipped = 0
        while words and words[-1] in _PARTICLES:
            words.pop()
        if words:
            runs.append((text.index(words[0], match.start() + skipped), " ".join(words)))
    return runs


def places_of(text: str, words: str) -> Iterator[int]:
    """Where `words` begin in `text`, as whole words; a plain search, fast on long texts."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(words, end)


def _plural(words: list[str]) -> bool:
    heads = [word for word in words if word in ROLE_NOUNS]
    return bool(heads) and heads[0].endswith(("s", "men", "people")) and heads[0] != "boss"


def _gender(words: list[str]) -> str:
    if any(word.endswith("woman") or word in {"mrs", "ms", "lady", "queen"} for word in words):
        return "female"
    if any(word.endswith(("spokesman", "chairman")) or word in {"mr", "king"} for word in words):
        return "male"
    return ""


def parse_mention(text: str, *, is_place_or_body: Callable[[str], bool]) -> Mention:
    """Take a source mention apart; see `Mention`.

    Args:
        text: the source span's characters in the working text.
        is_place_or_body: whether a run of capitals names a country, a capital or a body and
            so cannot be a person.
    """
    # A letter with its accent apart would end a name.
    text = " ".join(normalize("NFC", text).split()).strip(' ,;:"“”‘()[]–—-')
    lowered = text.lower()
    styled = _STYLE.fullmatch(text)
    if lowered in PRONOUNS or styled:
        gender = PRONOUNS[styled["whose"].lower() if styled else lowered]
        number = "plural" if gender in {"plural", "first"} and lowered != "i" else "singular"
        return Mention(text, MentionKind.PRONOUN, number=number, gender=gender)
    text = _CLAUSE_WORD.sub("", text)
    words = re.findall(r"[\w'’\-.]+", lowered)
    number = "plural" if _plural(words) else "singular"
    if _JOINT.search(text.partition(" who ")[0]):
        return Mention(text, MentionKind.JOINT, number="plural")
    is_seat = _SEAT_HOLDER.match(text) is not None
    name = "" if is_seat else _person_part(text, is_place_or_body)
    kind = MentionKind.NAME if name else MentionKind.NOMINAL
    return Mention(text, kind, name=name, number=number, gender=_gender(words))


def _person_part(text: str, is_place_or_body: Callable[[str], bool]) -> str:
    """The run of capitals that looks like the person named, before or after an apposition."""
    alias = ALIAS.search(text)
    if alias is not None and _goes_by(text[: alias.start()], alias, is_place_or_body):
        return strip_titles(alias["name"])
    if _INDEFINITE.match(text):  # "an official who was in Antwerp" is not Antwerp
        text = _RELATIVE.sub("", text)
    # "Pence, who served Donald Trump" is Pence: whom a clause names comes last.
    text, _, clause = text.partition(" who ")
    parts = re.split(r",|\s\(|\s[–—-]\s", text)
    if _INNER_ROLE.search(parts[0]) and not _SPOKES.match(
        parts[0]
    ):  # the name after it is the commander's, not the adviser's
        parts = parts[:1]
    found = [name for part in parts[:3] if (name := _person_of(part, is_place_or_body))]
    full = [name for name in found[:2] if " " in name]
    if not found and clause:
        return _person_part(clause, is_place_or_body)
    return next(iter(full or found), "")


def _goes_by(before: str, alias: re.Match[str], is_place_or_body: Callable[[str], bool]) -> bool:
    """Whether it is a person without a name so far who goes by `alias`, and no group."""
    last = before.lower().rstrip(" ,").rpartition(" ")[2]
    is_clause = re.search(r"\b(?:who|whose)\b", alias.group()) is not None
    is_body = (last in BODY_WORDS and not is_clause) or is_place_or_body(alias["name"])
    return not is_body and not _person_part(before, is_place_or_body)


def _person_of(part: str, is_place_or_body: Callable[[str], bool]) -> str:
    head = (
        re.split(r"\s(?:of|in|at|near|outside|for|from|to|with|by|close|travell?ing)\s", part)[0]
        if _starts_with_noun(part)
        else part
    )
    for start, run in _likeliest_first(head):
        after = head[start + len(run) :].strip().lower().split()
        if after and (run.endswith(("'s", "’s", "s'", "s’")) or after[0] in OWNED_NOUNS):
            continue  # a possessor: "Rubio's spokesman", "Pashinyans office"
        own = list(takewhile(lambda word: word not in _PREPOSITIONS, after))
        if any(word.strip(".,") in ROLE_NOUNS for word in own):
            continue  # a modifier: "Kremlin officials"
        if start and " " not in run and after and after[0].isalpha() and after[0] not in _SELF:
            continue  # a modifier: "the minister for European affairs"
        if own and own[0].isalpha() and own[0] not in _SELF and _INDEFINITE.match(head):
            continue  # a modifier of several words: "a Harapan Timur strategist"
        if start == 0 and after and " " not in run and after[0] not in _SELF:
            continue  # a common noun at the start of a sentence: "Families of the hostages"
        name = _without_affiliation(strip_titles(run), is_place_or_body)
        if name and not _is_common(name) and not is_place_or_body(name):
            return name
    return ""


def _likeliest_first(head: str) -> list[tuple[int, str]]:
    """Runs of capitals, last first; but "Colonel Ada Lund of the General Staff" is Ada Lund."""
    bodies = [range(*match.span()) for match in _BODY_OF.finditer(head)]
    runs = [run for run in name_runs(head) if not any(run[0] in body for body in bodies)]
    first = next((i for i, (_, run) in enumerate(runs) if " " in strip_titles(run)), None)
    if first is None or first + 1 == len(runs):
        return runs[::-1]
    start, run = runs[first]
    if not _BELONGS.match(head, start + len(run)) or _is_common(strip_titles(run)):
        return runs[::-1]
    return [runs[first], *(other for other in runs[::-1] if other != runs[first])]


def _is_common(name: str) -> bool:
    words = name.lower().replace(".", "").split()
    return name.lower() in TITLE_WORDS | _DETERMINERS or any(
        word in BODY_WORDS | ROLE_NOUNS for word in words
    )


def _without_affiliation(name: str, is_place_or_body: Callable[[str], bool]) -> str:
    """A name without the countries, bodies and titles before it."""
    words = name.split()
    for n_words in (4, 3, 2, 1):
        if len(words) > n_words and is_place_or_body(" ".join(words[:n_words])):
            rest = strip_titles(" ".join(words[n_words:]))
            return _without_affiliation(rest, is_place_or_body)
    return name


def _starts_with_noun(part: str) -> bool:
    """Whether a common noun comes first: "a spokesman for the Commission", "a doctor at …".

    An adjective of nation may stand before it: "a Kenyan officer in Mombasa".
    """
    words = part.split()
    if len(words) <= 1 or words[0].lower() not in _DETERMINERS:
        return False
    before = list(takewhile(lambda word: word not in _PREPOSITIONS, words[1:]))
    is_indefinite = _INDEFINITE.match(part) is not None
    is_noun = words[1][0].islower() or words[1][0].isdigit()  # "the 71-year-old farmer"
    return is_noun or (is_indefinite and bool(before) and before[-1].islower())
