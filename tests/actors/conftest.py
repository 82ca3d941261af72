"""A small register written by hand, and the one that ships."""

from __future__ import annotations

from typing import Any

import pytest

from attribution.actors import Register

ORGANISATIONS: list[dict[str, Any]] = [
    {"id": "ru-mfa", "name": "Russian Foreign Ministry", "kind": "ministry", "side": "RU",
     "aliases": ["Ministry of Foreign Affairs of Russia"]},
    {"id": "us-state", "name": "U.S. Department of State", "kind": "ministry", "side": "US",
     "aliases": ["State Department", "Foggy Bottom"]},
    {"id": "kremlin", "name": "Kremlin", "kind": "government", "side": "RU",
     "aliases": ["Russian presidency"]},
    {"id": "ru-council", "name": "Russian Security Council", "kind": "government", "side": "RU"},
    {"id": "hamas", "name": "Hamas", "kind": "movement", "side": "HAMAS",
     "aliases": ["Islamic Resistance Movement"]},
    {"id": "who", "name": "World Health Organization", "kind": "international", "side": "WHO",
     "aliases": ["WHO"]},
    {"id": "fr", "name": "France", "kind": "state", "side": "FR"},
    {"id": "eu", "name": "European Union", "kind": "union", "side": "EU", "aliases": ["EU"]},
    {"id": "tass", "name": "TASS", "kind": "agency", "side": "RU", "ownership": "state",
     "aliases": ["ITAR-TASS"]},
    {"id": "kommersant", "name": "Kommersant", "kind": "agency", "side": "RU",
     "ownership": "private"},
    {"id": "times", "name": "The Times", "kind": "agency", "side": "GB", "ownership": "private"},
]  # fmt: skip
PEOPLE: list[dict[str, Any]] = [
    {"id": "lavrov", "name": "Sergei Lavrov", "gender": "male", "roles": [
        {"office": "Ambassador to the UN", "organisation": "ru-mfa", "side": "RU",
         "start": "1994", "end": "2004-03", "precision": "year"},
        {"office": "Foreign Minister", "organisation": "ru-mfa", "side": "RU",
         "start": "2004-03-09", "end": None, "precision": "day"}]},
    {"id": "zelenskyy", "name": "Volodymyr Zelenskyy", "gender": "male"},
    {"id": "zakharova", "name": "Maria Zakharova", "gender": "female"},
    {"id": "darchiev", "name": "Alexander Darchiev"},
    {"id": "peskov", "name": "Dmitry Peskov"},
    {"id": "erdogan", "name": "Recep Tayyip Erdoğan"},
    {"id": "xi", "name": "Xi Jinping", "family_first": True},
    {"id": "lee", "name": "Lee Jae-myung", "family_first": True},
    {"id": "mbs", "name": "Mohammed bin Salman", "surname": "bin Salman", "aliases": ["MBS"]},
    {"id": "leyen", "name": "Ursula von der Leyen"},
    {"id": "sharaa", "name": "Ahmed al-Sharaa"},
    {"id": "trump", "name": "Donald Trump"},
    {"id": "former", "name": "Ada Brown", "roles": [
        {"office": "Minister", "organisation": "us-state", "side": "US",
         "start": "2001-01-20", "end": "2005-01-20"}]},
]  # fmt: skip


@pytest.fixture(scope="session")
def small() -> Register:
    """A register of a dozen people and organisations."""
    return Register.from_tables(
        [{"as_of": "2026-01-31", "organisations": ORGANISATIONS, "people": PEOPLE}]
    )
