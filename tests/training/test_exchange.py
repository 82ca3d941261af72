"""Countries exchanged for others keep marks, consistency and everything else."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch", reason="needs the extra [train]")

from attribution.claimencoder import MarkedText
from attribution.spans import Span
from training.exchange import exchange_countries
from training.tasks import Augmentation, TaskExample, encode_examples

SENTENCE = "The Norwegians in Oslo said that Norway trusts no Kenyan promise."


def exchanged(*texts: str, seed: int = 7) -> list[str]:
    """The texts after an exchange with this seed."""
    items = [MarkedText(text) for text in texts]
    return [item.text for item in exchange_countries(items, random.Random(seed))]


@pytest.mark.parametrize("seed", range(20))
def test_every_form_of_a_country_becomes_the_same_other_country(seed: int) -> None:
    """Name, adjective, people and capital go together, and away."""
    (text,) = exchanged("Norway, Norway; Norwegian and Norwegians of Oslo", seed=seed)
    first, again, *_ = text.replace(";", ",").split(", ")
    assert first == again
    assert not {"Norway", "Norwegian", "Norwegians", "Oslo"} & set(text.replace(";", "").split())


@pytest.mark.parametrize("seed", range(20))
def test_two_countries_never_become_one(seed: int) -> None:
    """Who said what of whom stays told apart."""
    (text,) = exchanged("Norway|Kenya|Japan|Peru", seed=seed)
    assert len(set(text.split("|"))) == 4


def test_a_pair_is_exchanged_alike() -> None:
    """Both claims of a pair, and the side before each, follow one exchange."""
    first, second = exchanged("Lund, NO: Norway has paid.", "Otieno, KE: Norway owes Kenya money.")
    country = first.split(": ")[1].removesuffix(" has paid.")
    assert country != "Norway"
    assert second.split(": ")[1].startswith(f"{country} owes ")
    assert not first.startswith("Lund, NO")


def test_marks_move_with_the_text() -> None:
    """The content is marked in the new text."""
    content = SENTENCE[SENTENCE.index("Norway trusts") : -1]
    item = MarkedText(SENTENCE, {"content": Span(SENTENCE.index(content), len(SENTENCE) - 1)})
    (changed,) = exchange_countries([item], random.Random(1))
    inside = changed.spans["content"].slice(changed.text)
    assert inside.endswith("promise")
    assert " trusts no " in inside
    assert "Norway" not in inside


def test_words_that_name_no_country_stay() -> None:
    """Common words and the rest of a sentence are left as they are."""
    text = "the polish of turkey feathers, NO: nothing changes but the code"
    (changed,) = exchanged(text)
    assert changed.replace(changed[changed.index(":") - 2 : changed.index(":")], "NO") == text


@pytest.mark.parametrize(("probability", "n_changed"), [(0.0, 0), (1.0, 12)])
def test_examples_are_exchanged_as_often_as_asked(
    monkeypatch: pytest.MonkeyPatch, probability: float, n_changed: int
) -> None:
    """No example without the setting, every one at probability 1."""
    seen: list[str] = []
    monkeypatch.setattr(
        "training.tasks.encode_marked", lambda item, tokenizer: seen.append(item.text) or []
    )
    examples = [TaskExample(MarkedText(SENTENCE), None, {"stance": "neutral"})] * 12
    encode_examples(
        examples, None, random.Random(3), changes=Augmentation(exchange=probability)  # type: ignore[arg-type]
    )  # fmt: skip
    assert sum(text != SENTENCE for text in seen) == n_changed


def test_claims_are_learnt_as_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that is not exchanged has the canonical countries; a sentiment is left alone."""
    seen: list[str] = []
    monkeypatch.setattr(
        "training.tasks.encode_marked", lambda item, tokenizer: seen.append(item.text) or []
    )
    claim = MarkedText("Norway owes Kenya money.")
    examples = [
        TaskExample(claim, None, {"act": "accuse", "stance": "critical"}),
        TaskExample(claim, None, {"sentiment": "critical"}),
    ]
    encode_examples(examples, None, random.Random(3))  # type: ignore[arg-type]
    assert seen == ["France owes Japan money.", claim.text]
