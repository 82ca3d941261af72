"""Tests of the claim encoder."""
