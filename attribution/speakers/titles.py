"""Titles and honorifics before the names of persons."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["OFTEN_TITLES", "POST_NOMINALS", "TITLE_WORDS", "strip_titles"]

TITLE_WORDS: Final = frozenset(
    "president vice prime minister foreign defence defense interior finance trade health economy "
    "energy deputy assistant under secretary of state general gen lt col maj adm admiral colonel "
    "captain sgt chancellor premier senator sen rep representative congressman congresswoman "
    "governor gov mayor ambassador amb special envoy chief negotiator spokesman spokeswoman "
    "spokesperson king queen prince princess emir sheikh shaikh sultan crown lord lady sir dame "
    "mr mrs ms miss dr prof professor judge justice chairman chairwoman chair director head "
    "chairperson "
    "commissioner high press attorney speaker leader lawmaker commander ayatollah pope cardinal "
    "archbishop bishop rabbi imam father former acting then outgoing incoming current ex new "
    "national security adviser advisor counsel counselor counsellor party union ceo cfo executive "
    "officer analyst excellency his her their the a an lieutenant major brigadier commodore "
    "hon venerable ven compañera compañero "
    "marshal sergeant corporal monsignor u daw mullah haji hajji mawlawi maulana rear cpl capt "
    "cdr cmdr brig engineer eng maître maitre superintendent sister headmistress headmaster qari "
    "hadja hodja vicar affairs relations external home alhaji alhaja shri smt vice-minister "
    "vice-premier vice-chancellor private brother trader farmer fisherman nurse teacher "
    "shopkeeper datuk dato datin tunku tan-sri ratu adi archimandrite ask administrator ustadz "
    "ustad ustaz madam madame boatswain bosun attorney-general solicitor-general auditor-general "
    "comptroller senior sub-lieutenant vice-admiral rear-admiral major-general lieutenant-general "
    "brigadier-general lieutenant-colonel ambassador-at-large deacon reverend rev mgr msgr "
    "hojjatoleslam hojatoleslam hujjatul seri presidential aide taoiseach tánaiste tanaiste "
    "baroness baron viscount viscountess marquess countess prefect intendant ombudsman "
    "patriarch mufti metropolitan catholicos landammann landeshauptmann bundeskanzler "
    "bundeskanzlerin kanzler kanzlerin bundespräsident bundespräsidentin ministerpräsident "
    "ministerpräsidentin bundesrat bundesrätin regierungsrat oberbürgermeister bürgermeister "
    "bürgermeisterin statsminister statsråd premierminister premierministre président "
    "présidente ministre sénateur sénatrice préfet préfète maire presidente ministro ministra "
    "canciller senador senadora diputado diputada alcalde alcaldesa gobernador gobernadora "
    "governador vicepresidente vicepresidenta lehendakari wali sheikha shaikha voivode starosta "
    "hetman minister-president president-elect governor-general lieutenant-governor consul- "
    "general hon honourable honorable venerable elder compañera compañero camarada comrade abbé "
    "père padre doña señor señora señorita senhor senhora herr frau monsieur menteri besar "
    "archdeacon abbot abbess chairperson lt-gen lt-col maj-gen brig-gen col-gen vice-adm rear-adm "
    "adm-gen air-marshal air-commodore wing-cmdr flt-lt sub-lt omda sardar nawab".split()
)
_DOMAINS: Final = frozenset(
    "commerce shipping transport transportation agriculture labour labor education culture "
    "environment fisheries oceans water resources mines mining petroleum oil gas industry "
    "industries tourism aviation infrastructure planning development science technology "
    "immigration migration border borders homeland housing forestry communications information "
    "employment welfare sport sports youth ports railways roads livestock food parliament senate "
    "congress knesset duma rada majlis republic".split()
)
"""What somebody is minister, secretary or head of, before a full name: "of Shipping Ada Lund"."""
_CALLINGS: Final = frozenset(
    "historian skipper guard guide sailor helmsman driver trucker technician electrician mechanic "
    "carpenter plumber welder miner roofer butcher student pupil pensioner retiree widow widower "
    "resident villager herder herdsman shepherd rancher grower planter winemaker beekeeper docker "
    "stevedore machinist midwife medic physician surgeon paramedic pharmacist vet author writer "
    "novelist poet painter actor actress singer composer conductor filmmaker photographer "
    "journalist columnist broadcaster lawyer barrister solicitor notary accountant banker broker "
    "entrepreneur businessman businesswoman hotelier restaurateur economist geologist biologist "
    "sociologist ecologist archaeologist anthropologist psychologist hydrologist seismologist "
    "philosopher theologian geographer demographer librarian curator archivist architect surveyor "
    "activist campaigner veteran volunteer ranger firefighter policeman policewoman constable "
    "detective coroner diver goalkeeper coach".split()
)
"""What somebody does, before a full name: "Skipper Ada Lund"."""
N_FULL_NAME_WORDS: Final = 2
POST_NOMINALS: Final = frozenset("MP MEP MSP MLA MHA TD QC KC SC OBE CBE MBE".split())
"""Letters of seats and honours behind a full name: "Ada Lund MP"."""

_OFFICES: Final = frozenset(
    "minister secretary commissioner president chancellor ambassador envoy spokesman spokeswoman "
    "spokesperson negotiator premier governor senator undersecretary officer counsellor "
    "councillor secretary-general director-general undersecretary-general chairman chairwoman "
    "commander deputy archpriest pastor vicar inspector adviser advisor designate minister- "
    "designate vice-president representative admiral general colonel commodore brigadier speaker "
    "leader whip co-chair co-leader aide chief gen col maj adm lt-gen maj-gen brig-gen col-gen "
    "lt-col".split()
)
_HONORIFIC: Final = re.compile(
    r"^(?:(?:Tan|Dato['’]?|Datuk|Datin|Toh)\s+(?:Seri|Sri|Paduka|Puan|Wira)|Dato['’]|"
    r"Samdech(?:\s+(?:Techo|Thipadei|Akka|Moha|Sena|Padei|Pichey|Kralahom|Preah))*|(?:Neak\s+)?Oknha|"
    r"Lok\s+Chumteav)\s+(?=\S)"
)
"""Honours of several words, of which one alone may be a name: "Tan Sri", "Samdech Techo"."""
OFTEN_TITLES: Final = frozenset(
    "Seyyed Sayyed Sayyid Seyed Sayed Syed Tun Tengku Haji Hajji Sri Lord Sir Said".split()
)
"""Titles that are given names as well: none where the register knows who is called so without."""
_MID_TITLE: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Msgr)\.?|Hon\.|(?:Honou?rable|Venerable|Monsignor|Compañer[ao]|"
    r"Dat(?:uk|in|o['’])|MP|MEP|MSP|MLA|MHA|TD)"
)
"""What begins a name wherever it stands: "Norvik Datuk Ada Lund", "Harbour MP Ada Lund"."""
_INITIAL: Final = re.compile(r"[^\W\d_]\.")
_BEFORE_LONG_NAMES: Final = frozenset({"nazir", "sultan", "malik", "amir", "emir"})
"""Titles that are given names as well, before names of three words: "Nazir Ada Berg Lund"."""
N_LONG_NAME_WORDS: Final = 3
_NEW_PLACES: Final = frozenset({"Zealand", "York", "Delhi", "Guinea", "Caledonia", "Jersey"})
_POSSESSIVE: Final = re.compile(r"['’]s?$")


def strip_titles(name: str) -> str:
    """A run of capitalised words without leading titles and without a final possessive."""
    words = name.split()
    owners = [i for i, word in enumerate(words[:-1]) if re.search(r"['’]s$", word)]
    if owners:  # "CSU's Ada Lund": a possessor is no part of the name
        words = words[owners[-1] + 1 :]
    offices = [i for i, word in enumerate(words[:-1]) if word.rstrip(".").lower() in _OFFICES]
    if offices:  # "Commerce Minister Ada Lund": whatever stands before an office is no name
        words = words[offices[-1] + 1 :]
    begun = [i for i, word in enumerate(words[:-1]) if _MID_TITLE.fullmatch(word)]
    if begun:
        words = words[begun[-1] + (words[begun[-1]] in POST_NOMINALS) :]
    words = _HONORIFIC.sub("", " ".join(words)).split()
    while words and _is_before_name(words):
        words = _HONORIFIC.sub("", " ".join(words[1:])).split()
    if words:
        words[-1] = _POSSESSIVE.sub("", words[-1])
    while len(words) > N_FULL_NAME_WORDS and words[-1] in POST_NOMINALS:
        words.pop()
    return " ".join(words)


def _is_before_name(words: list[str]) -> bool:
    """Whether the first word is a title or the domain of an office rather than a name's."""
    first = words[0].rstrip(".").lower().removeprefix("ex-")
    if words[0] == "New" and len(words) > 1 and words[1] in _NEW_PLACES:
        return False
    if len(words) > 1 and _INITIAL.fullmatch(words[0]):  # "A. Lund" has no article
        return False
    is_full = len(words) > N_FULL_NAME_WORDS
    if first in _BEFORE_LONG_NAMES and len(words) > N_LONG_NAME_WORDS:
        return True
    return first in TITLE_WORDS or (is_full and first in _DOMAINS | _CALLINGS)
