"""Files that are sent while the disk is full: what was typed beside them is read to its end, and shown again."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase

WITHOUT_ROOM = (errno.ENOSPC, errno.EDQUOT)
_WHY = "_makegood_no_room"


class ToDisk(TemporaryFileUploadHandler):
    """Django's, which gives up the whole form with the first block for which there is no room."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as full:
            self._skip(full)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as full:
            self._skip(full)

    def _skip(self, full: OSError) -> None:
        if full.errno not in WITHOUT_ROOM:
            raise full
        setattr(self.request, _WHY, full)
        file = self.__dict__.pop("file", None)
        if file is not None:
            with suppress(OSError):  # what its buffer still held finds no room either; the file goes all the same
                file.close()
        raise SkipFile from full


class RoomForFiles:
    """Stands behind the check of forgery, which is the first to read a form."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer: HttpResponseBase = self.get_response(request)
        return answer

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if (full := getattr(request, _WHY, None)) is not None:
            raise full
