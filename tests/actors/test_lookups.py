"""Names, bodies, outlets and countries, found and rightly not found."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.actors import Register
from attribution.actors.slavic import slavic_key


def _ids(found: tuple[object, ...]) -> list[str]:
    return [getattr(actor, "id", "") for actor in found]


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Sergei Lavrov", "lavrov"), ("Sergey Lavrov", "lavrov"), ("SERGEI LAVROV", "lavrov"),
        ("Sergei Lavrov's", "lavrov"), ("Volodymyr Zelensky", "zelenskyy"),
        ("Volodymyr Zelenskiy", "zelenskyy"), ("Mariya Zakharova", "zakharova"),
        ("Maria Zaharova", "zakharova"), ("Maria Zakharovna", "zakharova"),
        ("M. Zakharova", "zakharova"), ("Aleksandr Darchiyev", "darchiev"),
        ("Alexander Darchiyev", "darchiev"), ("Dmitri Peskov", "peskov"),
        ("Dmitriy Peskov", "peskov"), ("Recep Tayyip Erdogan", "erdogan"),
        ("Tayyip Erdogan", "erdogan"), ("Lee Jae Myung", "lee"), ("Jae-myung Lee", "lee"),
        ("Xi Jinping", "xi"), ("MBS", "mbs"), ("Mohamed bin Salman", "mbs"),
        ("Ahmad Al Sharaa", "sharaa"), ("Donald J. Trump", "trump"),
    ],
)  # fmt: skip
def test_full_names_meet_across_spellings(small: Register, mention: str, actor: str) -> None:
    """Transliterations, initials, accents and name order lead to the same person."""
    assert _ids(small.people_named(mention)) == [actor]


@pytest.mark.parametrize(
    "mention",
    ["Marina Zakharova", "Ivanka Trump", "Mikhail Lavrov", "sergei lavrov", "Maria Zakharenko",
     "Donald Tramp Junior", "Lavrov", "Russia", "", "The", "Kremlin"],
)  # fmt: skip
def test_other_people_are_not_matched(small: Register, mention: str) -> None:
    """Given names must agree, and near surnames are not enough."""
    assert small.people_named(mention) == ()


@pytest.mark.parametrize(
    ("surname", "actor"),
    [
        ("Lavrov", "lavrov"), ("Zelensky", "zelenskyy"), ("Erdogan", "erdogan"), ("Xi", "xi"),
        ("Lee", "lee"), ("bin Salman", "mbs"), ("MBS", "mbs"), ("von der Leyen", "leyen"),
        ("Leyen", "leyen"), ("al-Sharaa", "sharaa"), ("Sharaa", "sharaa"),
    ],
)  # fmt: skip
def test_surnames(small: Register, surname: str, actor: str) -> None:
    """Surnames work with their particles and with the family name first."""
    assert _ids(small.people_with_surname(surname)) == [actor]


@pytest.mark.parametrize("word", ["Salman", "Jinping", "trump", "Li", "Sergei", "Donald", "xi"])
def test_words_that_are_no_surname(small: Register, word: str) -> None:
    """Given names, ordinary words and half surnames are nobody's surname."""
    assert small.people_with_surname(word) == ()


@pytest.mark.parametrize(
    ("mention", "organisation"),
    [
        ("Russia's Foreign Ministry", "ru-mfa"), ("Russia’s foreign ministry", "ru-mfa"),
        ("Russias Foreign Ministry", "ru-mfa"), ("Russian foreign ministry", "ru-mfa"),
        ("the Foreign Ministry of Russia", "ru-mfa"), ("RUSSIAN FOREIGN MINISTRY", "ru-mfa"),
        ("Ministry of Foreign Affairs of the Russian Federation", "ru-mfa"),
        ("the US foreign ministry", "us-state"), ("U.S. State Department", "us-state"),
        ("the state department", "us-state"), ("Foggy Bottom", "us-state"),
        ("the Kremlin", "kremlin"), ("Kremlin's", "kremlin"), ("Kremlins", "kremlin"),
        ("Russia's presidency", "kremlin"), ("WHO", "who"), ("W.H.O.", "who"),
        ("World Health Organization (WHO)", "who"), ("Hamas'", "hamas"), ("the EU", "eu"),
        ("Security Council of the Russian Federation", "ru-council"),
        ("Iraqi Ministry of Oil", "iq:oil-ministry"), ("Israeli army", "il:army"),
        ("the Government of Israel", "il:government"), ("EU delegation", "eu:delegation"),
        ("Russian Embassy in Ankara", "ru:embassy"), ("Polish president's office",
        "pl:presidential-office"), ("Türkiye's Defence Ministry", "tr:defence-ministry"),
        ("the Ministry of Defence of the Democratic Republic of the Congo", "cd:defence-ministry"),
    ],
)  # fmt: skip
def test_bodies(small: Register, mention: str, organisation: str) -> None:
    """Listed names, aliases and the patterns of state bodies are found in any wording."""
    found = small.organisation(mention)
    assert found is not None
    assert found.id == organisation


@pytest.mark.parametrize(
    ("mention", "name", "side"),
    [("Turkey’s foreign ministry", "Turkish Foreign Ministry", "TR"),
     ("US Department of Defense", "U.S. Department of Defense", "US"),
     ("the Emirati armed forces", "Emirati Armed Forces", "AE")],
)  # fmt: skip
def test_unlisted_bodies_get_name_and_side(
    small: Register, mention: str, name: str, side: str
) -> None:
    """A body known by pattern only is named demonym first."""
    found = small.organisation(mention)
    assert found is not None
    assert (found.name, found.side) == (name, side)


@pytest.mark.parametrize(
    "mention",
    ["Russian officials", "Russian Foreign Ministry spokeswoman", "Russia", "France", "Moscow",
     "TASS", "The Times", "Sergei Lavrov", "Who", "who", "kremlin", "ministry", "the ministry",
     "Dominican Foreign Ministry", "polish army", "us government", "Trump administration", "",
     "Israeli government officials", "x" * 500],
)  # fmt: skip
def test_what_is_no_body(small: Register, mention: str) -> None:
    """People, places, outlets, staff and ordinary words are no organisation."""
    assert small.organisation(mention) is None


@pytest.mark.parametrize(
    ("mention", "outlet"),
    [
        ("TASS", "tass"), ("the TASS news agency", "tass"), ("state-run TASS", "tass"),
        ("Russian state news agency TASS", "tass"), ("Russia's TASS", "tass"),
        ("ITAR TASS", "tass"), ("the business newspaper Kommersant", "kommersant"),
        ("Kommersant's", "kommersant"), ("the Kommersant daily", "kommersant"),
        ("The Times", "times"), ("Times", "times"), ("“The Times”", "times"),
    ],
)  # fmt: skip
def test_outlets(small: Register, mention: str, outlet: str) -> None:
    """Outlets are found alone, described before and described after."""
    found = small.outlet(mention)
    assert found is not None
    assert found.id == outlet


@pytest.mark.parametrize(
    "mention",
    ["times", "TASS reporters", "a spokesman for newspaper Kommersant", "Kremlin", "newspaper",
     "Minister Kommersant", "the newspaper", ""],
)  # fmt: skip
def test_what_is_no_outlet(small: Register, mention: str) -> None:
    """Staff, bodies and bare descriptions are no outlet."""
    assert small.outlet(mention) is None


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("Russia", "RU"), ("Russia's", "RU"), ("Russias", "RU"), ("Russia’s", "RU"),
        ("RUSSIA", "RU"), ("Russians", "RU"), ("Israelis", "IL"), ("U.S.", "US"), ("U.S", "US"),
        ("US", "US"), ("the United States", "US"), ("American", "US"), ("U.K.", "GB"),
        ("UK", "GB"), ("Britain", "GB"), ("British", "GB"), ("EU", "EU"), ("U.N.", "UN"),
        ("European Union", "EU"), ("United Nations", "UN"), ("NATO", "NATO"), ("Kosovo", "XK"),
        ("Palestinians", "PS"), ("Taiwanese", "TW"), ("North Korean", "KP"),
        ("South Korea's", "KR"), ("Ivorian", "CI"), ("Emirati", "AE"), ("Saudi", "SA"),
        ("Dutch", "NL"), ("Türkiye", "TR"), ("Niger", "NE"), ("Nigerian", "NG"),
        ("Nigerien", "NE"), ("Singapore", "SG"), ("Mauritian", "MU"), ("Mauritanian", "MR"),
        ("the Netherlands", "NL"), ("Côte d'Ivoire", "CI"), ("Islamic Republic of Iran", "IR"),
        ("Macedonian", "MK"), ("Georgian", "GE"), ("Indian", "IN"),
    ],
)  # fmt: skip
def test_country_words(small: Register, word: str, side: str) -> None:
    """Names, possessives, demonyms and abbreviations give the side."""
    assert small.country_side(word) == side


@pytest.mark.parametrize(
    "word",
    ["us", "Us", "turkey", "china", "polish", "jordan", "Korean", "Dominican", "Dominican's",
     "Island", "Frances", "un", "Moscow", "", "IN", "AS", "Mann", "Guiana"],
)  # fmt: skip
def test_words_that_are_no_country(small: Register, word: str) -> None:
    """Ordinary words, ISO codes and ambiguous demonyms give no side."""
    assert small.country_side(word) is None


@pytest.mark.parametrize(
    ("word", "side"),
    [("Moscow", "RU"), ("Moscow's", "RU"), ("Washington", "US"), ("Kiev", "UA"), ("Kyiv", "UA"),
     ("Abu Dhabi", "AE"), ("Jerusalem", "IL"), ("Ramallah", "PS"), ("Bogotá", "CO"),
     ("Addis Ababa", "ET"), ("Phnom Penh", "KH"), ("Brussels", None), ("Victoria", None),
     ("Georgetown", None), ("San Jose", None), ("Kingston", None), ("paris", None),
     ("Russia", None), ("Istanbul", None), ("", None)],
)  # fmt: skip
def test_capitals(small: Register, word: str, side: str | None) -> None:
    """Capitals stand for their government unless the name is shared."""
    assert small.capital_side(word) == side


@pytest.mark.parametrize(
    ("side", "name"),
    [("RU", "Russian Federation"), ("US", "United States"), ("EU", "European Union"),
     ("HAMAS", "Hamas"), ("WHO", "World Health Organization"), ("TR", "Turkey"), ("QQ", "QQ")],
)  # fmt: skip
def test_side_names(small: Register, side: str, name: str) -> None:
    """Codes get a canonical name, unknown ones themselves."""
    assert small.side_name(side) == name


def test_organisation_names(small: Register) -> None:
    """Ids of listed organisations give their names."""
    assert small.organisation_name("ru-mfa") == "Russian Foreign Ministry"
    assert small.organisation_name("none") is None
    assert small.organisation_name(None) is None


@pytest.mark.parametrize(
    ("actor", "day", "office"),
    [
        ("Sergei Lavrov", date(1990, 1, 1), None),
        ("Sergei Lavrov", date(2000, 1, 1), "Ambassador to the UN"),
        ("Sergei Lavrov", date(2004, 3, 9), "Foreign Minister"),
        ("Sergei Lavrov", date(2030, 1, 1), "Foreign Minister"),
        ("Sergei Lavrov", None, "Foreign Minister"),
        ("Ada Brown", date(2005, 1, 19), "Minister"),
        ("Ada Brown", date(2005, 1, 20), None),
        ("Ada Brown", None, "Minister"),
        ("Donald Trump", None, None),
    ],
)
def test_role_on_a_day(small: Register, actor: str, day: date | None, office: str | None) -> None:
    """Roles are half-open in time, open ones stay after `as_of`, former officials hold none."""
    (person,) = small.people_named(actor)
    role = small.role_at(person, day)
    assert (role.office if role else None) == office


def test_later_start_wins() -> None:
    """Of two roles held at once the one that started last is given."""
    roles = [
        {"office": "Envoy", "organisation": None, "side": "US", "start": "2020"},
        {"office": "Secretary", "organisation": None, "side": "US", "start": "2021-05"},
    ]
    register = Register.from_tables([{"people": [{"id": "a", "name": "Ann Bee", "roles": roles}]}])
    (person,) = register.people_named("Ann Bee")
    role = register.role_at(person, date(2022, 1, 1))
    assert role is not None
    assert (role.office, role.precision) == ("Secretary", "month")


@given(st.text(max_size=200))
def test_no_lookup_raises(text: str) -> None:
    """Every lookup answers for any text whatever, the same the second time."""
    register = _REGISTER
    for lookup in (
        register.people_named, register.people_with_surname, register.organisation,
        register.outlet, register.country_side, register.capital_side, register.side_name,
        register.organisation_name,
    ):  # fmt: skip
        assert lookup(text) == lookup(text)


_LIKELY = [
    "the", "of", "for", "to", "in", "Russia's", "Russian", "Foreign", "foreign", "Ministry",
    "ministry", "TASS", "newspaper", "al-", "bin", "Sergei", "Lavrov", "(", ")", "'", "’s",
    "Embassy", "—", ".", "U.S.", "state-run", "xi",
]  # fmt: skip


@given(st.lists(st.sampled_from(_LIKELY), max_size=12))
def test_no_lookup_raises_on_likely_words(words: list[str]) -> None:
    """Odd orders of words that mean something are answered too."""
    text = " ".join(words)
    for lookup in (_REGISTER.people_named, _REGISTER.organisation, _REGISTER.outlet):
        assert lookup(text) == lookup(text)


def test_repeated_words_cost_next_to_nothing(small: Register) -> None:
    """A remembered answer takes under 10 microseconds."""
    best = min(_seconds_of_1000(small) for _ in range(5))
    assert best / 1000 < 10e-6


def _seconds_of_1000(register: Register) -> float:
    start = time.perf_counter()
    for _ in range(1000):
        register.organisation("Ministry of Foreign Affairs of the Russian Federation")
    return time.perf_counter() - start


def test_memory_of_answers_is_bounded(monkeypatch: pytest.MonkeyPatch, small: Register) -> None:
    """Answers are forgotten rather than piled up without end."""
    monkeypatch.setattr("attribution.actors.register.N_REMEMBERED", 10)
    for i in range(100):
        small.capital_side(f"Town {i}")
    assert len(small._capitals) <= 10


_REGISTER = Register.from_tables(
    [{"organisations": [{"id": "t", "name": "TASS", "kind": "agency", "side": "RU"}],
      "people": [{"id": "l", "name": "Sergei Lavrov"}]}]
)  # fmt: skip


@pytest.mark.parametrize(
    ("mention", "actor"),
    [
        ("Vladimir Zelensky", "zelenskyy"), ("Serhiy Lavrov", "lavrov"),
        ("Siarhei Lavrov", "lavrov"), ("Dmytro Peskov", "peskov"),
        ("Oleksandr Darchiiev", "darchiev"),
    ],
)  # fmt: skip
def test_forms_of_slavic_names_are_one_person(small: Register, mention: str, actor: str) -> None:
    """Russian, Ukrainian and Belarusian forms of a given name mean the same."""
    assert _ids(small.people_named(mention)) == [actor]


@pytest.mark.parametrize("mention", ["Marina Zakharova", "Oleh Lavrov", "Viktor Peskov"])
def test_other_slavic_names_are_others(small: Register, mention: str) -> None:
    """Names that only resemble each other are those of two people."""
    assert small.people_named(mention) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Goncharenko", "Honcharenko"), ("Lukashenko", "Lukashenka"), ("Yermak", "Ermak"),
     ("Shmygal", "Shmyhal"), ("Kharlamov", "Kharlamov")],
)  # fmt: skip
def test_surnames_meet_in_both_languages(one: str, other: str) -> None:
    """G and H, a and o at the end, E and Ye are spellings of one surname."""
    key = slavic_key(("alexander",), (one.lower(),))
    assert key is not None
    assert key == slavic_key(("oleksandr",), (other.lower(),))
    assert slavic_key(("john",), (one.lower(),)) is None
