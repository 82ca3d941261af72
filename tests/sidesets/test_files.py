"""Side sets are read strictly: every wrong key, code and member is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.errors import ConfigError
from attribution.sidesets import SideSetConfig, find_side_set, list_side_sets
from attribution.sidesets.files import MAX_FILE_BYTES, looks_like_side_set
from tests.sidesets.examples import FERRIES, configured, write_set


def test_a_file_is_read(tmp_path: Path) -> None:
    """By its path, and by its name from the own folder, which goes before the packaged one."""
    path = write_set(tmp_path)
    for wanted in (str(path), "ferries"):
        found = find_side_set(wanted, own=tmp_path)
        assert found.config.name == "Ferry dispute"
        assert [side.code for side in found.config.side] == ["FCU", "NORDLINE"]
        assert not found.config.others
        assert not found.is_packaged
    assert find_side_set("e3", own=tmp_path).is_packaged
    write_set(tmp_path, FERRIES, "e3.toml")
    assert not find_side_set("e3", own=tmp_path).is_packaged


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('name = "A"\ncolour = 1\n', "set.toml: colour: unknown key"),
        ('name = "A"\n[[side]]\ncode = "AB"\ncolor = "x"\n', "side[0].color: unknown key"),
        ('name = "A"\n[[side]]\nname = "x"\n', "side[0].code: missing"),
        ('name = "A"\n[[side]]\ncode = "AB"\nmembers = "US"\n', "side[0].members: expected a list"),
        ('name = "A"\n[[side]]\ncode = "AB"\nmembers = [1]\n', "members[0]: expected str, got 1"),
        ('name = "A"\n[side]\ncode = "AB"\n', "side: expected a list"),
        ('[[side]]\ncode = "AB"\n', "name: missing"),
        ('name = "A"\n', "set.toml: no side is defined"),
        ('name = " "\n[[side]]\ncode = "AB"\n', "name is empty"),
        ("name = \n", "not a TOML file"),
        ('name = "A"\nothers = 1\n', "others: expected bool"),
    ],
)
def test_wrong_files_name_the_key(tmp_path: Path, text: str, problem: str) -> None:
    """One line with file, key and what is expected."""
    path = write_set(tmp_path, text, "set.toml")
    with pytest.raises(ConfigError) as caught:
        find_side_set(str(path))
    assert problem in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("side", "problem"),
    [
        ([{"code": "wga"}], "'wga' is no code of a side"),
        ([{"code": "A" * 17}], "is no code of a side"),
        ([{"code": "A B"}], "is no code of a side"),
        ([{"code": "A"}], "is no code of a side"),
        ([{"code": "12"}], "is no code of a side"),
        ([{"code": "JOINT"}], "means something else already"),
        ([{"code": "AB", "kind": "wizard"}], "kind 'wizard' of AB is none of"),
        ([{"code": "AB", "kind": "agency"}], "kind 'agency' of AB is none of"),
        ([{"code": "AB", "people": ["  "]}], "an empty name in side AB"),
        ([{"code": "AB"}, {"code": "AB"}], "code AB occurs twice"),
        ([{"code": "AB", "members": ["US"]}, {"code": "CD", "members": ["US"]}],
         "'US' belongs to AB and to CD"),
        ([{"code": "AB", "people": ["Zoë Ågren"]}, {"code": "CD", "members": ["zoe agren"]}],
         "'zoe agren' belongs to AB and to CD"),
        ([{"code": "AB", "name": "The Union"}, {"code": "CD", "aliases": ["Union"]}],
         "'Union' belongs to AB and to CD"),
        ([{"code": "US"}, {"code": "WEST", "members": ["US"]}],
         "US is a side of its own and a member of WEST"),
    ],
)  # fmt: skip
def test_what_cannot_be(side: list[dict[str, object]], problem: str) -> None:
    """Codes twice, members of two sides and empty names leave nobody's side clear."""
    with pytest.raises(ConfigError) as caught:
        configured(side=side)
    assert problem in str(caught.value)


def test_one_side_needs_others() -> None:
    """A single bloc is compared with everybody else, or with nothing."""
    assert configured(side=[{"code": "AB"}]).others
    with pytest.raises(ConfigError, match="one side alone leaves nothing to compare"):
        configured(side=[{"code": "AB"}], others=False)


def test_a_side_may_list_itself_again() -> None:
    """Its own code or name among its members is no second side."""
    (side,) = configured(side=[{"code": "EU", "name": "Union", "members": ["EU", "Union"]}]).side
    assert side.members == ("EU", "Union")


def test_unknown_sets_name_the_known(tmp_path: Path) -> None:
    """A name that fits no file lists those that do."""
    write_set(tmp_path)
    with pytest.raises(ConfigError, match=r"^fairies: no such file or side set; known are ferries"):
        find_side_set("fairies", own=tmp_path)
    with pytest.raises(ConfigError, match="no such file or side set"):
        find_side_set(str(tmp_path / "fairies.toml"), own=tmp_path)


def test_oversized_and_unreadable_files(tmp_path: Path) -> None:
    """Neither a huge file nor one that is no text is read."""
    path = write_set(tmp_path, "#" * (MAX_FILE_BYTES + 1), "huge.toml")
    with pytest.raises(ConfigError, match="a side set is a short list"):
        find_side_set(str(path))
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not a TOML file"):
        find_side_set(str(binary))


def test_what_means_a_side_set(tmp_path: Path) -> None:
    """Paths and known names do; codes of sides do not."""
    write_set(tmp_path)
    for wanted in ("ferries", "e3", "x/y", "missing.toml", str(tmp_path / "ferries.toml")):
        assert looks_like_side_set(wanted, own=tmp_path)
    for codes in ("RU,US", "RU", "E3", "ru"):
        assert not looks_like_side_set(codes, own=tmp_path)


def test_listing_goes_on_past_a_wrong_file(tmp_path: Path) -> None:
    """The others are listed, and the wrong one is told."""
    write_set(tmp_path)
    write_set(tmp_path, "name = 1", "broken.toml")
    write_set(tmp_path, FERRIES, "brics.toml")
    (tmp_path / "notes.txt").write_text("no set", encoding="utf-8")
    found, errors = list_side_sets(own=tmp_path)
    keys = {one.key: one.is_packaged for one in found}
    assert keys["ferries"] is False
    assert keys["brics"] is False
    assert keys["e3"] is True
    assert "broken" not in keys
    (error,) = errors
    assert "broken.toml: name: expected str" in str(error)
    without_own, errors = list_side_sets(own=tmp_path / "missing")
    assert all(one.is_packaged for one in without_own)
    assert errors == []


def test_packaged_sets_have_sources() -> None:
    """Every shipped set says what it is for and where its members are from."""
    found, errors = list_side_sets(own=Path("nowhere"))
    assert errors == []
    assert len(found) >= 4
    for one in found:
        assert isinstance(one.config, SideSetConfig)
        assert one.config.description
        assert one.config.sources
