"""Tests of the actor register."""
