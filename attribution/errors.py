"""The exceptions of the package.

AttributionError
├── ConfigError      a configuration file or value is wrong
│   └── RegisterError    an entry of the actor register is wrong
├── ReadError        an input cannot be turned into a document
├── OffsetError      a span does not fit its text
├── StoreError       the database cannot be opened, read or written
│   └── ClaimError       a claim is not there, or cannot be judged so
├── FormatError      a file of claims cannot be written, or not be read back
└── ModelError       weights are missing, damaged or of an unknown version

Every message is one line for a user: it names the file or value, the problem and what to do.
"""

__all__ = [
    "AttributionError",
    "ClaimError",
    "ConfigError",
    "FormatError",
    "ModelError",
    "OffsetError",
    "ReadError",
    "RegisterError",
    "StoreError",
]


class AttributionError(Exception):
    """Base of all errors that the package raises on purpose."""


class ConfigError(AttributionError):
    """A configuration file, key or value is wrong."""


class RegisterError(ConfigError):
    """An entry of the actor register is malformed or contradicts another."""


class ReadError(AttributionError):
    """An input is missing, empty, binary, undecodable or too large."""


class OffsetError(AttributionError, ValueError):
    """A span is reversed, negative or reaches outside its text."""


class StoreError(AttributionError):
    """The claims database cannot be opened, read or written."""


class ClaimError(StoreError):
    """A claim is not there, is meant by too little of its id, or cannot be judged so."""


class FormatError(AttributionError):
    """A file of claims cannot be written, or one with corrections cannot be read back."""


class ModelError(AttributionError):
    """Model weights are missing, do not match their manifest or have an unknown version."""
