"""Words glued together, and words that only look so."""

from __future__ import annotations

import pytest

from attribution.cleaning.words import find_glued_words
from attribution.spans import apply_edits


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


NAMES = _words(
    "Darchiyev Zakharova Netanyahu Guterres Erdogan Zelenskyy Lukashenko Mirziyoyev Tokayev"
    " Pashinyan Kobakhidze Sandu Vucic Orban Fico Babis Tsikhanouskaya Nauseda Andersen Hollande"
    " Sanders Johnson Robertson Harrison Garland Cleveland Rutherford Stanford Thatcher Theresa"
    " Washington Islamabad Tashkent Bishkek Ashgabat Yekaterinburg Zaporizhzhia Kharkiv Mariupol"
    " Antofagasta Ouagadougou Antananarivo Reykjavik Ljubljana Podgorica Pristina Thessaloniki"
    " Nagorno Transnistria Gagauzia Abkhazia Holland Poland Toronto Santo Francis Curtis Elvis"
    " Martinis Lewis Texas Dallas Amsterdam Rotterdam Hamas Hezbollah Houthis Taliban Interfax"
    " Kommersant Rossotrudnichestvo Anadolu Xinhua Bashar Hisham Newsom Isabel Isidora Ofelia"
)
RARE_WORDS = _words(
    "jihadis hijabis inauthenticity onboarding underreported frontlines centerpiece underserved"
    " statelet irredentism demining rapporteur communique demarche denuclearisation geopolitics"
    " warfighting cyberattack petrostate interlocutor readouts crowdfunding onshoring tonnages"
    " bycatch hinterland inshore offtake aspirational atoll thereto hereof notwithstanding"
    " fritas asado sotto facto atas modus islanders foreknowledge withstood"
)


def repaired(text: str) -> str:
    """The text with its glued words taken apart."""
    return apply_edits(text, find_glued_words(text))[0]


@pytest.mark.parametrize(
    ("glued", "expected"),
    [
        ("the paper reportedthat ships", "the paper reported that ships"),
        ("described them asconstructive", "described them as constructive"),
        ("officials in Ankaraagreed; Ankara is", "officials in Ankara agreed; Ankara is"),
        ("Okonjosaid no. Okonjo left", "Okonjo said no. Okonjo left"),
        ("one ofthe ships and ofthe crews", "one of the ships and of the crews"),
        ("envoys of theUnited Nations", "envoys of the United Nations"),
        ("before the port reopenedThe union", "before the port reopened The union"),
        ("the delegations tofinalize it", "the delegations to finalize it"),
        ("the resolutionthat passed", "the resolution that passed"),
        ("the minister saidthe talks", "the minister said the talks"),
        ("the ferry saidthat.The end", "the ferry said that.The end"),
    ],
)
def test_taken_apart(glued: str, expected: str) -> None:
    """A function or reporting word glued to a known word gets its space."""
    assert repaired(glued) == expected


@pytest.mark.parametrize("word", NAMES + RARE_WORDS)
def test_stay_whole(word: str) -> None:
    """Names and rare words stay whole, also beside words that they begin with."""
    text = f"Talks on {word} resumed. The In He To Pol Put Roman Ire Luc Holl the said in and."
    assert repaired(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Istanbulagreed is not elsewhere",
        "see reportedthat.com or @reportedthat or #ofthe",
        "the word asconstructive stands twice: asconstructive",
        "an iPhone, eBay, alQaeda, deVries, YouTube and macOS",
        "well-reportedthat and reportedthat-like",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    """Unknown heads, addresses, repeated tokens and camel-case brands stay as they are."""
    assert repaired(text) == text


def test_enough_names() -> None:
    """The list of words that must stay whole is long enough to mean something."""
    assert len({*NAMES, *RARE_WORDS}) >= 100
