"""Small transformer encoders: text to word pieces, weights with manifests, their backends."""

from attribution.encoders.encoding import Pieces, Window, encode_text, plan_windows
from attribution.encoders.manifest import Manifest, read_manifest, weights_folder, write_manifest
from attribution.encoders.runtime import OnnxSession, boundary_ids, load_tokenizer
from attribution.encoders.sessions import (
    BACKENDS,
    DEFAULT_BACKEND,
    EncoderSession,
    open_session,
)

__all__ = [
    "BACKENDS",
    "DEFAULT_BACKEND",
    "EncoderSession",
    "Manifest",
    "OnnxSession",
    "Pieces",
    "Window",
    "boundary_ids",
    "encode_text",
    "load_tokenizer",
    "open_session",
    "plan_windows",
    "read_manifest",
    "weights_folder",
    "write_manifest",
]
