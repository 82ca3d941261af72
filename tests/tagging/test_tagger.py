"""The packaged tagger on plain sentences, long documents and broken weights."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from attribution.encoders import encode_text, load_tokenizer, weights_folder
from attribution.errors import ModelError
from attribution.tagging import LABELS, ROLES, TaggedSpan, Tagger
from tests.strategies import texts

FILLER = (
    "The harbour was calm on Tuesday and the fishing boats stayed in port.",
    "Two roads lead from the old market to the river.",
    "The museum opened in 1931 and was rebuilt after the flood.",
    "Snow fell in the hills during the night.",
)  # fmt: skip


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """The packaged fast tagger."""
    return Tagger.load(n_threads=1)


def words(text: str, tagged: list[TaggedSpan], role: str) -> list[str]:
    """The text under the spans of a role."""
    return [t.span.slice(text) for t in tagged if t.role == role]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The finance minister said that the new tax would start in May.",
            "The finance minister", "said", "the new tax would start in May",
        ),
        (
            "“We will not sign this treaty,” Ambassador Ilse Vandermeer told reporters.",
            "Ambassador Ilse Vandermeer", "told", "We will not sign this treaty",
        ),
        (
            "According to the port authority, three ships were turned away on Friday.",
            "the port authority", "According to", "three ships were turned away",
        ),
    ],
)  # fmt: skip
def test_source_cue_and_content_are_found(
    tagger: Tagger, text: str, source: str, cue: str, content: str
) -> None:
    """One span each, covering the expected words."""
    (tagged,) = tagger.tag([text])
    for role, expected in (("source", source), ("cue", cue), ("content", content)):
        (found,) = words(text, tagged, role)
        assert expected in found


def test_plain_narration_has_no_attribution(tagger: Tagger) -> None:
    """Sentences in which nobody says anything stay untagged."""
    assert tagger.tag(list(FILLER)) == [[], [], [], []]


def test_no_pieces_give_no_spans(tagger: Tagger) -> None:
    """Nothing and white space are texts without spans; no texts give no lists."""
    assert tagger.tag(["", " \n\t\n "]) == [[], []]
    assert tagger.tag([]) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(text=texts)
def test_spans_are_disjoint_and_inside(tagger: Tagger, text: str) -> None:
    """For any text: in bounds, in order, not empty, known roles, probabilities."""
    (tagged,) = tagger.tag([text])
    for t in tagged:
        assert 0 <= t.span.start < t.span.end <= len(text)
        assert t.role in ROLES
        assert 0 < t.score <= 1 + 1e-6
    assert all(a.span.end <= b.span.start for a, b in pairwise(tagged))


def test_result_does_not_depend_on_other_texts(tagger: Tagger) -> None:
    """A text is tagged the same alone and among others of any length."""
    text = "Nurses warned on Monday that the ward might close."
    company = [" ".join(FILLER * 20), text, "", "He said no.", text]
    (alone,) = tagger.tag([text])
    together = tagger.tag(company)
    assert alone
    assert together[1] == together[4] == alone
    assert together[0] == tagger.tag(company[:1])[0]


def test_number_of_threads_does_not_change_the_result(tagger: Tagger) -> None:
    """Two threads give exactly what one gives."""
    company = ["The mayor said the bridge is safe.", " ".join(FILLER * 30), "“No,” she said."]
    assert Tagger.load(n_threads=2).tag(company) == tagger.tag(company)


@pytest.mark.parametrize("n_before", [13, 14, 15, 16, 17])
def test_quotation_across_a_window_edge_stays_whole(tagger: Tagger, n_before: int) -> None:
    """In a document of several windows a quotation is one span wherever the edge falls."""
    quotation = (
        "“The council has read every letter, weighed every objection and heard every witness, "
        "and it will publish the whole of its decision before the end of the month,”"
    )
    before = " ".join(FILLER[i % 4] for i in range(n_before))
    after = " ".join(FILLER * 6)
    text = f"{before}\n\n{quotation} council leader Maud Ferris said.\n\n{after}"
    tokenizer = load_tokenizer(weights_folder("tagger") / "tokenizer.json")
    assert len(encode_text(text, tokenizer)) > 254
    (tagged,) = tagger.tag([text])
    (content,) = words(text, tagged, "content")
    assert "The council has read" in content
    assert "end of the month" in content
    assert words(text, tagged, "source") == ["council leader Maud Ferris"]


def test_unknown_tier_is_a_model_error() -> None:
    """The message lists the tiers there are."""
    with pytest.raises(ModelError, match="tier 'huge' is unknown; choose from accurate, fast"):
        Tagger.load("huge")


def with_manifest(folder: Path, values: Mapping[str, object]) -> Path:
    """A copy of the packaged tagger whose manifest has other values."""
    copy = folder / "tagger"
    shutil.copytree(weights_folder("tagger"), copy)
    path = copy / "manifest.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**table, **values}), encoding="utf-8")
    return copy


def test_wrong_labels_are_a_model_error(tmp_path: Path) -> None:
    """The same labels in another order would silently swap roles."""
    folder = with_manifest(tmp_path, {"labels": [*LABELS[1:], LABELS[0]]})
    with pytest.raises(ModelError, match="are not the tagger's"):
        Tagger(folder)


@pytest.mark.parametrize(
    "values", [{}, {"window_pieces": 254, "stride_pieces": 0},
               {"window_pieces": 100, "stride_pieces": 101}],
)  # fmt: skip
def test_unusable_windows_are_a_model_error(tmp_path: Path, values: dict[str, int]) -> None:
    """Without a stride inside the window, text would be skipped or never end."""
    folder = with_manifest(tmp_path, {"settings": values})
    with pytest.raises(ModelError, match="no usable window and stride"):
        Tagger(folder)


def test_tokenizer_in_place_of_the_model_is_a_model_error(tmp_path: Path) -> None:
    """A damaged model file is noticed by its hash before it runs."""
    folder = with_manifest(tmp_path, {})
    shutil.copy(folder / "tokenizer.json", folder / "model.onnx")
    with pytest.raises(ModelError, match=r"model\.onnx: damaged"):
        Tagger(folder)


def test_a_bias_of_the_manifest_moves_labels(tmp_path: Path, tagger: Tagger) -> None:
    """What the network misses too often is found more often, and nothing where it is forbidden."""
    text = "The minister said that the tax would start in May."
    (plain,) = tagger.tag([text])
    assert words(text, plain, "cue") == ["said"]
    for bias, found in ((-50.0, []), (0.0, ["said"])):
        settings = {**tagger.manifest.settings, "cue_bias": bias}
        folder = with_manifest(tmp_path / str(bias), {"settings": settings})
        (tagged,) = Tagger(folder, n_threads=1).tag([text])
        assert words(text, tagged, "cue") == found
