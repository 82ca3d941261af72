"""Repairs scraped text and tells article body from page furniture, losing no offset."""

from attribution.cleaning.cleaner import CleaningConfig, clean

__all__ = ["CleaningConfig", "clean"]
