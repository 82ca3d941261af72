"""Tests of what people say of claims."""
