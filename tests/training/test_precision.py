"""The number format of training."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("torch")

import torch

from training.precision import multiplies_in_16_bits, reduced_precision


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    multiplies_in_16_bits.cache_clear()
    yield
    multiplies_in_16_bits.cache_clear()


@pytest.mark.parametrize(
    ("capabilities", "dtype"),
    [
        ({"avx512_bf16": True}, torch.bfloat16),
        ({"amx_bf16": True, "avx512_bf16": False}, torch.bfloat16),
        ({"avx2": True, "avx512_bf16": False}, torch.float32),
        ({}, torch.float32),
    ],
)
def test_products_are_in_16_bits_where_the_processor_has_them(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict[str, bool], dtype: object
) -> None:
    """Emulated 16 bits would be far slower than 32."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities)
    with reduced_precision():
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == dtype
