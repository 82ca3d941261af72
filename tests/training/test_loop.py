"""Schedule, optimiser and checkpoints that every training run shares."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from torch import nn

from training.config import Optimisation, TaggerConfig
from training.loop import (
    Checkpointer,
    build_optimiser,
    learning_rate_factor,
    make_run_key,
    take_step,
)


class Small(nn.Module):
    """An encoder with a norm and a frozen weight, and a head."""

    def __init__(self) -> None:
        """Seeded weights."""
        super().__init__()
        torch.manual_seed(1)
        self.encoder = nn.ModuleDict({"dense": nn.Linear(4, 4), "LayerNorm": nn.LayerNorm(4)})
        self.frozen = nn.Parameter(torch.ones(2), requires_grad=False)
        self.head = nn.Linear(4, 1)

    def loss(self) -> torch.Tensor:
        """A number that training can lower, with dropout in it."""
        x = torch.arange(8.0).reshape(2, 4)
        hidden = self.encoder["LayerNorm"](self.encoder["dense"](x))
        return nn.functional.dropout(self.head(hidden), 0.5).square().mean()


def step(network: Small, optimiser: torch.optim.Optimizer) -> float:
    """One step at full rate."""
    return take_step(network, optimiser, network.loss(), rate_factor=1.0, max_gradient_norm=1.0)


@pytest.fixture
def optimisation(config: TaggerConfig) -> Optimisation:
    """The tiny run's."""
    return config.optimisation


def test_learning_rate_rises_then_falls() -> None:
    """Linear to 1 over the warm-up, then linear to 0; never negative."""
    factors = [learning_rate_factor(step, 10, 0.2) for step in range(11)]
    assert factors == pytest.approx(
        [0.5, 1.0, 1.0, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 0.0]
    )
    assert learning_rate_factor(12, 10, 0.2) == 0.0
    assert learning_rate_factor(0, 1, 0.0) == 1.0


def test_optimiser_groups(optimisation: Optimisation) -> None:
    """Encoder and head have their rates; norms and biases do not decay; frozen weights stay out."""
    network = Small()
    optimiser = build_optimiser(network, optimisation)
    names = {id(p): name for name, p in network.named_parameters()}
    groups = [
        (sorted(names[id(p)] for p in g["params"]), g["base_lr"], g["weight_decay"])
        for g in optimiser.param_groups
    ]
    assert groups == [
        (["encoder.dense.weight"], 1e-3, 0.01),
        (["encoder.LayerNorm.bias", "encoder.LayerNorm.weight", "encoder.dense.bias"], 1e-3, 0.0),
        (["head.weight"], 1e-2, 0.01),
        (["head.bias"], 1e-2, 0.0),
    ]


def test_step_scales_the_rate_and_clears_gradients(optimisation: Optimisation) -> None:
    """The factor applies to each group's own rate; the loss comes back as a number."""
    network = Small()
    optimiser = build_optimiser(network, optimisation)
    before = network.head.weight.detach().clone()
    loss = take_step(network, optimiser, network.loss(), rate_factor=0.5, max_gradient_norm=1.0)
    assert loss > 0
    assert [g["lr"] for g in optimiser.param_groups] == [5e-4, 5e-4, 5e-3, 5e-3]
    assert network.head.weight.grad is None
    assert not torch.equal(network.head.weight, before)


def test_run_key_names_the_whole_config(config: TaggerConfig) -> None:
    """The same for equal configs, another for another seed."""
    assert make_run_key(config) == make_run_key(replace(config))
    assert make_run_key(config) != make_run_key(replace(config, seed=6))


def test_resumed_run_continues_as_if_never_stopped(
    tmp_path: Path, optimisation: Optimisation
) -> None:
    """Step, weights, optimiser and random state come back: the next steps are the same."""
    network = Small()
    optimiser = build_optimiser(network, optimisation)
    saver = Checkpointer(tmp_path, every_minutes=60, run_key="a")
    for _ in range(3):
        step(network, optimiser)
    saver.save(network, optimiser, 3)
    losses = [step(network, optimiser) for _ in range(3)]

    other = Small()
    resumed = build_optimiser(other, optimisation)
    assert Checkpointer(tmp_path, every_minutes=60, run_key="a").resume(other, resumed) == 3
    assert [step(other, resumed) for _ in range(3)] == losses
    for mine, theirs in zip(network.parameters(), other.parameters(), strict=True):
        assert torch.equal(mine, theirs)


def test_other_run_starts_from_zero(tmp_path: Path, optimisation: Optimisation) -> None:
    """A checkpoint of another config, or none, leaves network and optimiser as they are."""
    network = Small()
    optimiser = build_optimiser(network, optimisation)
    assert Checkpointer(tmp_path, every_minutes=60, run_key="a").resume(network, optimiser) == 0
    step(network, optimiser)
    Checkpointer(tmp_path, every_minutes=60, run_key="a").save(network, optimiser, 1)
    fresh = Small()
    before = fresh.head.weight.detach().clone()
    fresh_optimiser = build_optimiser(fresh, optimisation)
    saver = Checkpointer(tmp_path, every_minutes=60, run_key="b")
    assert saver.resume(fresh, fresh_optimiser) == 0
    assert torch.equal(fresh.head.weight, before)
    assert not fresh_optimiser.state


def test_checkpoints_are_written_when_due(tmp_path: Path, optimisation: Optimisation) -> None:
    """Not before the interval; at once when the interval is nothing."""
    network = Small()
    optimiser = build_optimiser(network, optimisation)
    path = tmp_path / "run" / "checkpoint.safetensors"
    Checkpointer(path.parent, every_minutes=60, run_key="a").save_if_due(network, optimiser, 1)
    assert not path.exists()
    Checkpointer(path.parent, every_minutes=0, run_key="a").save_if_due(network, optimiser, 1)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
