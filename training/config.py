"""Configuration of the training runs, one class a file in `configs/training/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from attribution.claimencoder.inputs import MAX_PIECES

__all__ = [
    "ClaimConfig",
    "ClaimData",
    "MatterConfig",
    "Optimisation",
    "TaggerConfig",
    "TaggerData",
    "TaggerModel",
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
    """Corpus files below the data folder and how they are varied.

    Attributes:
        damage_probability: share of articles damaged like scrapes in a pass, 0 to 1.
        lone_sentence_probability: share of sentences that also come without context.
        inner: file of silver spans inside contents, made by `training.inner`, if any.
        unlabelled: texts that only the teacher labels: JSON Lines files below the data folder, and
            folders whose `*/*.txt` are texts.
        unlabelled_share: how many of them a pass reads, others in each pass.

    Raises:
        ValueError: if the share is outside 0 to 1.
    """

    train: str
    dev: str
    damage_probability: float
    lone_sentence_probability: float = 0.0
    inner: Path | None = None
    unlabelled: tuple[str, ...] = ()
    unlabelled_share: float = 1.0

    def __post_init__(self) -> None:
        """Reject shares of nothing."""
        if not 0 <= self.unlabelled_share <= 1:
            msg = f"unlabelled_share is {self.unlabelled_share}, expected 0 to 1"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class TaggerModel:
    """Shape of the network and weights of its losses.

    Attributes:
        tier: `fast` or `accurate`.
        n_layers: only the first layers of the base encoder; all without it.
        link_size: numbers in a link vector; 0 leaves links and inner labels out.
        inner_weight: of the loss of labels inside contents.
        link_weight: of the loss of links.
        unquantised: parts of the names of matrices that 8 bits would spoil.
        teacher: run folder or packaged weights of a tagger to learn from as well, if any.
        teacher_weight: share of the teacher's soft labels against the corpus's, 0 to 1.
        label_bias: role → what is added to the logits of its labels in use, chosen on
            development articles.
    """

    tier: str = "fast"
    n_layers: int | None = None
    link_size: int = 0
    inner_weight: float = 0.3
    link_weight: float = 0.3
    unquantised: tuple[str, ...] = ()
    teacher: Path | None = None
    teacher_weight: float = 0.5
    label_bias: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaggerConfig:
    """`configs/training/tagger-TIER*.toml`.

    Attributes:
        start: run folder or folder of exported weights to go on from, if any.

    Raises:
        ValueError: if there are unlabelled texts and nobody to label them.
    """

    seed: int
    encoder: str
    output: Path
    data: TaggerData
    windows: Windows
    optimisation: Optimisation
    model: TaggerModel = field(default_factory=TaggerModel)
    start: Path | None = None

    def __post_init__(self) -> None:
        """Reject texts from which nothing can be learnt."""
        if self.data.unlabelled and self.model.teacher is None:
            msg = "unlabelled texts need a teacher"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class ClaimData:
    """What the claim encoder learns from.

    Attributes:
        inference: names of pair corpora below `pairs/` of the data folder.
        sentiment: whether DSE and NewsMTSC are read.
        share: corpus → how often it is seen in a pass, 1 without.
        gold: file of labelled claims and pairs made by `training.gold`, if any.
        gold_dev: the same, of development dossiers.
        known: file with names of dossiers that the starting network has learnt from; a pass sees
            their rows in shares of their own: `claims_known`, `relations_known`, `unrelated_known`.
        damage_probability: share of texts damaged like scrapes.
        exchange_probability: share of examples whose countries become others.
        passages: whether pairs are learnt from with what stands before their claims, which the
            rows of `gold` must hold (`training.gold --reach`). In use they are read without.
        pair_alone: share of the pairs that are learnt from without, all the same.
        pair_pieces: longest pair of claims.

    Raises:
        ValueError: if a pair has no room.
    """

    inference: tuple[str, ...] = ()
    sentiment: bool = True
    share: dict[str, float] = field(default_factory=dict)
    gold: Path | None = None
    gold_dev: Path | None = None
    known: Path | None = None
    damage_probability: float = 0.1
    exchange_probability: float = 0.0
    passages: bool = False
    pair_alone: float = 0.25
    pair_pieces: int = MAX_PIECES

    def __post_init__(self) -> None:
        """Reject pairs of nothing."""
        if self.pair_pieces < MAX_PIECES:
            msg = f"pair_pieces is {self.pair_pieces}, expected {MAX_PIECES} or more"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class ClaimConfig:
    """`configs/training/claims*.toml`.

    Attributes:
        n_layers: only the first layers of the base encoder; all without it.
        start: run folder or folder of exported weights to go on from, if any.
        n_frozen: first layers of the encoder that stay as they are, embeddings included.
        seed_relations: whether relations start from what inference has learnt.
        head_weights: head → weight of its loss, 1 without.
        unquantised: parts of the names of matrices that 8 bits would spoil.
    """

    seed: int
    encoder: str
    output: Path
    data: ClaimData
    optimisation: Optimisation
    n_layers: int | None = None
    start: Path | None = None
    n_frozen: int = 0
    seed_relations: bool = False
    head_weights: dict[str, float] = field(default_factory=dict)
    unquantised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatterConfig:
    """`configs/training/matters*.toml`.

    Attributes:
        dossiers: folder of labelled dossiers to learn from.
        dev_dossiers: folder of those of which the development ones are measured after each pass.
        left_out: files of the dossiers not to learn from, a name a line.
        temperature: of the contrastive loss.
        optimisation: its batch is always one dossier.
    """

    seed: int
    encoder: str
    output: Path
    dossiers: Path
    dev_dossiers: Path
    optimisation: Optimisation
    left_out: tuple[Path, ...] = ()
    temperature: float = 0.07

    def __post_init__(self) -> None:
        """Reject a temperature that divides by nothing."""
        if self.temperature <= 0:
            msg = f"temperature is {self.temperature}, expected more than 0"
            raise ValueError(msg)
