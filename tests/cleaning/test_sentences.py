"""Lost spaces after sentences, commas and quotation marks."""

from __future__ import annotations

import pytest

from attribution.cleaning.sentences import find_glued_sentences
from attribution.spans import apply_edits


def repaired(text: str) -> str:
    """The text with its glued sentences taken apart."""
    return apply_edits(text, find_glued_sentences(text))[0]


@pytest.mark.parametrize(
    ("glued", "expected"),
    [
        ("the envoy said.The talks", "the envoy said. The talks"),
        ("this year.”The talks", "this year.” The talks"),
        ("held talks.In Quito", "held talks. In Quito"),
        ("at 6 p.m.The hall", "at 6 p.m. The hall"),
        ("in the U.S.President Vela", "in the U.S. President Vela"),
        ("since 2018.The treaty", "since 2018. The treaty"),
        ("between 2016 and 2018,Okonjo said", "between 2016 and 2018, Okonjo said"),
        ("further cuts,leaving nobody", "further cuts, leaving nobody"),
        ("“Enough,”he said", "“Enough,” he said"),
        ("he said,“Enough", "he said, “Enough"),
        ("they said.“We stay.”", "they said. “We stay.”"),
        ('"We stay."The hall', '"We stay." The hall'),
        ('he left."We stay," she said', 'he left. "We stay," she said'),
        ('"Enough,"he said', '"Enough," he said'),
        ("(the port).The strike", "(the port). The strike"),
        ("Will they sign?Nobody knows", "Will they sign? Nobody knows"),
        ("by NATO.The alliance", "by NATO. The alliance"),
        ("he said.U.S. officials", "he said. U.S. officials"),
        ("he said.NATO officials", "he said. NATO officials"),
        ("сказал министр.Переговоры", "сказал министр. Переговоры"),
    ],
)
def test_taken_apart(glued: str, expected: str) -> None:
    """A sentence, comma or quotation glued to the next word gets its space."""
    assert repaired(glued) == expected


@pytest.mark.parametrize(
    "text",
    [
        "U.S.",
        "the U.N. and e.g. the U.S.A. agreed",
        "write to Ana.Souza@mail.example.org or see https://a.example/B.Html?x=1,y",
        "see example.com or www.example.com/Some.Page",
        "a 3.5 per cent rise, 1,000 tonnes, 3.5m",
        "J.Vance met A.Merz",
        "the file README.TXT and Booking.Com and ASP.NET",
        "@Foreign.Office posted #Talks.Now",
        "a Ph.D. in law",
        "“Post”s editor",
        "variables x,y and z",
        "the Guardian‘s view, rock 'n' roll",
        "Er sagte „Nein“ und ging",
        "System.Out.Println(x)",
        "Well-formed prose. It needs nothing, “nothing,” he said. (Nobody.) “Yes.” Then he left…",
        "He called it “Frozen “ by mistake.",
    ],
)
def test_left_alone(text: str) -> None:
    """Abbreviations, addresses, numbers, initials and good prose are not touched."""
    assert repaired(text) == text


def test_initials_before_a_name() -> None:
    """Chained initials glued to a surname are set apart from it, not from each other."""
    assert repaired("J.D.Moreno spoke") == "J.D. Moreno spoke"
