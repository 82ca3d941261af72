"""What every training run shares: optimiser, schedule, resumable checkpoints."""

from __future__ import annotations

import hashlib
import json
import math
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Final, Protocol, TypeVar, cast

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import PreTrainedModel

from training.config import ClaimConfig, MatterConfig, Optimisation, TaggerConfig

__all__ = [
    "Checkpointer",
    "Trainer",
    "build_optimiser",
    "learning_rate_factor",
    "make_run_key",
    "save_network",
    "take_step",
]

BatchT = TypeVar("BatchT")
N_REPORT: Final = 50
"""Steps between two lines of progress."""
NO_DECAY = ("bias", "LayerNorm.weight", "layer_norm.weight")


def learning_rate_factor(step: int, n_steps: int, warmup_fraction: float) -> float:
    """Linear warm-up to 1, then linear decay to 0."""
    n_warmup = max(1, math.ceil(n_steps * warmup_fraction))
    if step < n_warmup:
        return (step + 1) / n_warmup
    return max(0.0, (n_steps - step) / max(1, n_steps - n_warmup))


def build_optimiser(
    network: nn.Module, optimisation: Optimisation, *, encoder_prefix: str = "encoder."
) -> torch.optim.AdamW:
    """AdamW with one learning rate for the encoder and one for everything new."""
    groups: list[dict[str, object]] = []
    for is_encoder in (True, False):
        for decays in (True, False):
            parameters = [
                parameter
                for name, parameter in network.named_parameters()
                if parameter.requires_grad
                and name.startswith(encoder_prefix) == is_encoder
                and (not name.endswith(NO_DECAY)) == decays
            ]
            rate = (
                optimisation.encoder_learning_rate
                if is_encoder
                else optimisation.head_learning_rate
            )
            groups.append(
                {
                    "params": parameters,
                    "lr": rate,
                    "base_lr": rate,
                    "weight_decay": optimisation.weight_decay if decays else 0.0,
                }
            )
    return torch.optim.AdamW(groups, fused=True)


def take_step(
    network: nn.Module, optimiser: torch.optim.Optimizer, loss: Tensor, *, rate_factor: float,
    max_gradient_norm: float,
) -> float:  # fmt: skip
    """Move the weights down the gradient of `loss`; return its value."""
    for group in optimiser.param_groups:
        group["lr"] = group["base_lr"] * rate_factor
    loss.backward()  # type: ignore[no-untyped-call] # torch leaves it untyped
    torch.nn.utils.clip_grad_norm_(network.parameters(), max_gradient_norm)
    optimiser.step()
    optimiser.zero_grad()
    return loss.item()


def make_run_key(config: ClaimConfig | MatterConfig | TaggerConfig) -> str:
    """Sixteen hexadecimal digits that name a run by all values of its config."""
    described = json.dumps(asdict(config), default=str, sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()[:16]


class WithEncoder(Protocol):
    """A network around an encoder."""

    encoder: PreTrainedModel


def save_network(network: nn.Module, tokenizer: Tokenizer, folder: Path) -> Path:
    """Write the finished network, its encoder's shape and the tokenizer into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.contiguous() for name, tensor in network.state_dict().items()}
    save_file(weights, folder / "network.safetensors")
    cast("WithEncoder", network).encoder.config.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


class Checkpointer:
    """Writes network and optimiser to safetensors every few minutes and resumes from there.

    A checkpoint is written beside the old one and moved into place, so a killed run keeps
    the last whole one.
    """

    def __init__(self, folder: Path, *, every_minutes: float, run_key: str) -> None:
        """Keep checkpoints of the run identified by `run_key` (its config) in `folder`."""
        self._path = folder / "checkpoint.safetensors"
        self._every_seconds = every_minutes * 60
        self._run_key = run_key
        self._last = time.monotonic()

    def save_if_due(self, network: nn.Module, optimiser: torch.optim.Optimizer, step: int) -> None:
        """Save when the interval has passed."""
        if time.monotonic() - self._last >= self._every_seconds:
            self.save(network, optimiser, step)

    def save(self, network: nn.Module, optimiser: torch.optim.Optimizer, step: int) -> None:
        """Save now; `step` is the number of finished steps."""
        tensors = {f"network/{name}": t for name, t in network.state_dict().items()}
        for name, parameter in network.named_parameters():
            for key, value in optimiser.state.get(parameter, {}).items():
                tensors[f"optimiser/{name}/{key}"] = value
        metadata = {"step": str(step), "run": self._run_key,
                    "rng": json.dumps(torch.get_rng_state().tolist())}  # fmt: skip
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".tmp")
        save_file({k: v.detach().clone().contiguous() for k, v in tensors.items()},
                  temporary, metadata=metadata)  # fmt: skip
        os.replace(temporary, self._path)  # noqa: PTH105 - atomic on every platform
        self._last = time.monotonic()

    def resume(self, network: nn.Module, optimiser: torch.optim.Optimizer) -> int:
        """Load the last checkpoint of this very run, if any; return the finished steps."""
        if not self._path.exists():
            return 0
        with safe_open(self._path, framework="pt") as file:
            metadata = file.metadata()
        if metadata.get("run") != self._run_key:
            return 0
        tensors: dict[str, Tensor] = load_file(self._path)
        network.load_state_dict(
            {k.removeprefix("network/"): t for k, t in tensors.items() if k.startswith("network/")}
        )
        for name, parameter in network.named_parameters():
            prefix = f"optimiser/{name}/"
            state = {k.removeprefix(prefix): t for k, t in tensors.items() if k.startswith(prefix)}
            if state:
                optimiser.state[parameter] = state
        torch.set_rng_state(torch.tensor(json.loads(metadata["rng"]), dtype=torch.uint8))
        return int(metadata["step"])


class Trainer:
    """Steps of one run, with a checkpoint now and then and a line of progress.

    Attributes:
        step: number of finished steps, those before a resume included.
    """

    def __init__(
        self, network: nn.Module, config: ClaimConfig | MatterConfig | TaggerConfig
    ) -> None:
        """Resume where the last checkpoint of the same config left off, else start."""
        self._network = network
        self._chosen = config.optimisation
        self._optimiser = build_optimiser(network, self._chosen)
        self._checkpointer = Checkpointer(
            config.output,
            every_minutes=self._chosen.checkpoint_minutes,
            run_key=make_run_key(config),
        )
        self.step = self._checkpointer.resume(network, self._optimiser)
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since this process began."""
        return time.monotonic() - self._started

    def run(
        self, batches: Iterable[BatchT], loss_of: Callable[[BatchT], Tensor], *, n_steps: int
    ) -> list[float]:
        """Take one step for each batch.

        Args:
            batches: that are left of a pass.
            loss_of: the loss of a batch.
            n_steps: of the whole run, for the schedule.

        Returns:
            The loss of each step.
        """
        losses: list[float] = []
        for batch in batches:
            factor = learning_rate_factor(self.step, n_steps, self._chosen.warmup_fraction)
            losses.append(take_step(
                self._network, self._optimiser, loss_of(batch), rate_factor=factor,
                max_gradient_norm=self._chosen.max_gradient_norm,
            ))  # fmt: skip
            self.step += 1
            if self.step % N_REPORT == 0:
                print(f"step {self.step}/{n_steps} loss {fmean(losses[-N_REPORT:]):.4f} "
                      f"{self.seconds:.0f} s", flush=True)  # fmt: skip
            self._checkpointer.save_if_due(self._network, self._optimiser, self.step)
        return losses

    def save(self) -> None:
        """Write a checkpoint now."""
        self._checkpointer.save(self._network, self._optimiser, self.step)
