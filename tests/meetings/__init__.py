"""Tests of `attribution.meetings`."""
