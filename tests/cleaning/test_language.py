"""Which texts are told as not English."""

from __future__ import annotations

import pytest

from attribution.cleaning.language import seems_english

ENGLISH = (
    "The port minister of Sweden, Karin Lind, said on Wednesday that two berths would open in May "
    "and that the third one needed an inspection by the authority."
)


@pytest.mark.parametrize(
    "text",
    [
        "", "Oslo", "Ola Nordmann, Kari Nordmann, Per Hansen", ENGLISH, ENGLISH.upper(),
        "Minister Ole Berg did not confirm any date after talks in Malmö. Berths stay closed, he "
        "said. No deal was made. Inspectors from Oslo will come to Sweden in June.",
        f"{ENGLISH} Sie sagte: „Wir werden im Mai zwei Liegeplätze öffnen und keinen dritten.“",
    ],
)  # fmt: skip
def test_english(text: str) -> None:
    """English of any case, with words of another language, and what is too short to tell."""
    assert seems_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die schwedische Hafenministerin Karin Lind sagte am Mittwoch in Malmö, zwei Liegeplätze "
        "würden im Mai geöffnet. Der Minister Ole Berg bestritt, dass ein Termin vereinbart sei.",
        "La ministre suédoise des ports, Karin Lind, a déclaré mercredi à Malmö que deux postes "
        "seraient ouverts en mai. Le ministre Ole Berg a nié toute date.",
        "Министр портов Швеции Карин Линд заявила в среду в Мальмё, что в мае откроются два "
        "причала. Министр Уле Берг отрицал, что была согласована какая-либо дата открытия.",
        "De Zweedse minister van havens, Karin Lind, zei woensdag in Malmö dat er in mei twee "
        "ligplaatsen open gaan. Minister Ole Berg ontkende dat er een datum was afgesproken.",
    ],
)
def test_other_languages(text: str) -> None:
    """They lack the small words of English."""
    assert not seems_english(text)
