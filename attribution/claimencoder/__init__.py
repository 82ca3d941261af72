"""One encoder reads a claim, or two: stance, act, target, sameness of matter, relation."""

from attribution.claimencoder.inputs import MarkedText
from attribution.claimencoder.model import BlankModel, ClaimEncoder, ClaimModel, ClaimScores
from attribution.claimencoder.wording import claim_wording, matter_wording, pair_wording

__all__ = [
    "BlankModel",
    "ClaimEncoder",
    "ClaimModel",
    "ClaimScores",
    "MarkedText",
    "claim_wording",
    "matter_wording",
    "pair_wording",
]
