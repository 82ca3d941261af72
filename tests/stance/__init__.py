"""Tests of stance."""
