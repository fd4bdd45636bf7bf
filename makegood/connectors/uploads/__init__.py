"""What strangers hand in: known by its content, limited, stripped, kept outside of the web root, never run."""

from makegood.connectors.uploads.kinds import KINDS, Kind, UploadRefused
from makegood.connectors.uploads.serving import display_name, serving_headers
from makegood.connectors.uploads.storing import Kept, kept_path, receive, receive_paper

__all__ = [
    "KINDS",
    "Kept",
    "Kind",
    "UploadRefused",
    "display_name",
    "kept_path",
    "receive",
    "receive_paper",
    "serving_headers",
]
