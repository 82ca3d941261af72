"""How members of a set are read, with the packaged register."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.actors import Register
from attribution.errors import ConfigError
from attribution.sidesets import check_side_set, list_side_sets, register_table
from attribution.sidesets.checking import MemberKind
from tests.sidesets.examples import configured


@pytest.fixture(scope="module")
def register() -> Register:
    """The packaged register."""
    return Register.load()


def test_members_are_told_apart(register: Register) -> None:
    """Codes, bodies and people; what the register does not know is read off its form."""
    names = ["US", "HAMAS", "IAEA", "XYZ", "Marta Sample", "Sergey Lavrov", "Xqi Sample",
             "Sample Shipping Lines", "European Commission", "Nordline",
             "Federation of Harbour Pilots"]  # fmt: skip
    config = configured(side=[{"code": "AB", "members": names}])
    checked = check_side_set(config, register, origin="set.toml")
    kinds = {member.text: member.kind for member in checked.members}
    assert {name for name, kind in kinds.items() if kind is MemberKind.SIDE} == {
        "US", "HAMAS", "IAEA", "XYZ",
    }  # fmt: skip
    assert {name for name, kind in kinds.items() if kind is MemberKind.PERSON} == {
        "Marta Sample", "Sergey Lavrov",
    }  # fmt: skip
    assert {name for name, kind in kinds.items() if kind is MemberKind.EITHER} == {"Xqi Sample"}
    (warning, *others) = [w for w in checked.warnings if "may be a body or a person" in w]
    assert "'Xqi Sample'" in warning
    assert not others
    (side,) = checked.side_set.sides
    assert side.codes == ("US", "HAMAS", "IAEA", "XYZ")
    assert "Nordline" in side.organisations
    known = {member.text: member.known_as for member in checked.members}
    assert known["US"] == "United States"
    assert known["Nordline"] == ""


def test_explicit_keys_win_over_the_reading(register: Register) -> None:
    """A body with a given name can be listed as a body, and a person as one."""
    config = configured(
        side=[{"code": "AB", "organisations": ["Marta Sample"], "people": ["Nordline"]}]
    )
    (side,) = check_side_set(config, register, origin="set.toml").side_set.sides
    assert side.organisations == ("Marta Sample",)
    assert side.people == ("Nordline",)


def test_unknown_codes_are_warnings_but_for_states(register: Register) -> None:
    """A long code may be a body's that only texts know; a wrong code of a state is a slip."""
    config = configured(side=[{"code": "AB", "members": ["XYZ"]}])
    (warning,) = check_side_set(config, register, origin="set.toml").warnings
    assert "no side with the code XYZ is known" in warning
    for code, hint in (("UK", "United Kingdom is GB"), ("QQ", "ISO 3166")):
        config = configured(side=[{"code": "AB", "members": [code]}])
        with pytest.raises(ConfigError) as caught:
            check_side_set(config, register, origin="set.toml")
        assert f"set.toml: side AB: member {code} is no code of a state" in str(caught.value)
        assert hint in str(caught.value)


def test_a_side_of_a_bare_unknown_code_is_pointed_out(register: Register) -> None:
    """Without name and members only its code can match; a state has a name."""
    config = configured(side=[{"code": "QWXYZ"}, {"code": "RU"}])
    checked = check_side_set(config, register, origin="set.toml")
    (warning,) = checked.warnings
    assert warning.startswith("side QWXYZ: has neither name nor members")
    assert checked.side_set.sides[1].name == "Russian Federation"


def test_two_spellings_of_one_person_are_one_member(register: Register) -> None:
    """The register knows that both mean the same man."""
    config = configured(
        side=[{"code": "AB", "people": ["Sergey Lavrov"]},
              {"code": "CD", "people": ["Sergei Lavrov"]}]
    )  # fmt: skip
    with pytest.raises(ConfigError, match=r"are both Serge[iy] Lavrov; keep one"):
        check_side_set(config, register, origin="set.toml")


def test_only_unknown_names_go_into_the_register(register: Register) -> None:
    """The known keep their entries; people speak for the side's own body."""
    config = configured(
        side=[{"code": "FCU", "name": "Ferry Crews' Union", "kind": "union",
               "members": ["European Commission", "Sergey Lavrov", "Marta Oyelaran"]}]
    )  # fmt: skip
    side_set = check_side_set(config, register, origin="set.toml").side_set
    table = register_table(side_set, register)
    assert [body["name"] for body in table["organisations"]] == ["Ferry Crews' Union"]
    assert [person["name"] for person in table["people"]] == ["Marta Oyelaran"]
    with_set = Register.load(tables=[table])
    body = with_set.organisation("the Ferry Crews’ Union")
    assert body is not None
    assert (body.side, body.kind) == ("FCU", "union")
    assert with_set.organisation("FCU") == body
    (person,) = with_set.people_named("Marta Oyelaran")
    assert person.roles[0].organisation == body.id
    commission = with_set.organisation("European Commission")
    assert commission is not None
    assert commission.side == "EU"


def test_packaged_sets_pass(register: Register) -> None:
    """No error and no warning in what ships."""
    found, _ = list_side_sets(own=Path("nowhere"))
    for one in found:
        assert check_side_set(one.config, register, origin=one.key).warnings == ()


def test_codes_of_the_register(register: Register) -> None:
    """States that nobody speaks for in the register are known too."""
    assert {"RU", "TV", "EU", "HAMAS"} <= register.sides
    assert "UK" not in register.sides
