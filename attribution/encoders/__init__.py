"""Small transformer encoders: text to word pieces, weights with manifests, their backends."""

from attribution.encoders.encoding import (
    Pieces,
    PlainPieces,
    Window,
    encode_plainly,
    encode_text,
    plan_windows,
)
from attribution.encoders.manifest import Manifest, read_manifest, weights_folder, write_manifest
from attribution.encoders.runtime import (
    OnnxSession,
    boundary_ids,
    default_threads,
    in_groups,
    load_tokenizer,
)
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
    "PlainPieces",
    "Window",
    "boundary_ids",
    "default_threads",
    "encode_plainly",
    "encode_text",
    "in_groups",
    "load_tokenizer",
    "open_session",
    "plan_windows",
    "read_manifest",
    "weights_folder",
    "write_manifest",
]
