"""Small transformer encoders: text to word pieces, weights with manifests, ONNX runtime."""

from attribution.encoders.encoding import Pieces, Window, encode_text, plan_windows
from attribution.encoders.manifest import Manifest, read_manifest, weights_folder, write_manifest
from attribution.encoders.runtime import EncoderSession, boundary_ids, load_tokenizer

__all__ = [
    "EncoderSession",
    "Manifest",
    "Pieces",
    "Window",
    "boundary_ids",
    "encode_text",
    "load_tokenizer",
    "plan_windows",
    "read_manifest",
    "weights_folder",
    "write_manifest",
]
