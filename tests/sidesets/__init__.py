"""Tests of side sets."""
