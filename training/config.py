"""Configuration of the training runs, one class a file in `configs/training/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "Optimisation",
    "StanceConfig",
    "StanceData",
    "TaggerConfig",
    "TaggerData",
    "Windows",
]


@dataclass(frozen=True, slots=True)
class Optimisation:
    """How the weights move.

    Raises:
        ValueError: if a rate or size is not positive, or a fraction is outside 0 to 1.
    """

    epochs: int
    batch_size: int
    encoder_learning_rate: float
    head_learning_rate: float
    warmup_fraction: float
    weight_decay: float
    dropout: float
    max_gradient_norm: float
    checkpoint_minutes: float

    def __post_init__(self) -> None:
        """Reject values that would train nothing or never end."""
        for name in ("epochs", "batch_size", "encoder_learning_rate", "head_learning_rate"):
            if getattr(self, name) <= 0:
                msg = f"{name} is {getattr(self, name)}, expected more than 0"
                raise ValueError(msg)
        for name in ("warmup_fraction", "dropout", "weight_decay"):
            if not 0 <= getattr(self, name) < 1:
                msg = f"{name} is {getattr(self, name)}, expected 0 or more and under 1"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Windows:
    """Lengths in word pieces, without [CLS] and [SEP].

    Raises:
        ValueError: if the stride is not inside 1 to the window.
    """

    window_pieces: int
    stride_pieces: int

    def __post_init__(self) -> None:
        """Reject strides that skip text or never move."""
        if not 0 < self.stride_pieces <= self.window_pieces:
            msg = f"stride_pieces is {self.stride_pieces}, expected 1 to {self.window_pieces}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class TaggerData:
    """Corpus files below the data folder and how much of it is damaged (0 to 1)."""

    train: str
    dev: str
    damage_probability: float


@dataclass(frozen=True, slots=True)
class TaggerConfig:
    """`configs/training/tagger.toml`."""

    seed: int
    encoder: str
    output: Path
    data: TaggerData
    windows: Windows
    optimisation: Optimisation


@dataclass(frozen=True, slots=True)
class StanceData:
    """Corpus files below the data folder and how often a text is damaged or its target unmarked."""

    dse_train: str
    newsmtsc_train: str
    dse_dev: str
    newsmtsc_dev: str
    damage_probability: float
    unmarked_target_probability: float


@dataclass(frozen=True, slots=True)
class StanceConfig:
    """`configs/training/stance.toml`."""

    seed: int
    encoder: str
    output: Path
    data: StanceData
    optimisation: Optimisation
