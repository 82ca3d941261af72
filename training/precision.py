"""The number format of forward passes: 16 bits where the processor multiplies in them."""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

import torch

__all__ = ["multiplies_in_16_bits", "reduced_precision"]

_UNITS: Final = ("avx512_bf16", "amx_bf16", "bf16")
"""Names of processors' instructions for bfloat16 products, x86 and ARM."""


@functools.cache
def multiplies_in_16_bits() -> bool:
    """Whether this processor has instructions for bfloat16 products.

    Without them PyTorch emulates the format, about a hundred times slower than 32 bits.
    """
    capabilities = torch.cpu.get_capabilities()
    return any(capabilities.get(name, False) for name in _UNITS)


def reduced_precision() -> AbstractContextManager[Any]:
    """A context in which products run in bfloat16, or in 32 bits where that is faster."""
    if multiplies_in_16_bits():
        return torch.autocast("cpu", dtype=torch.bfloat16)
    return nullcontext()
