"""Serves the built front end."""

import mimetypes
from pathlib import Path

from larkspur.http.application import Routes
from larkspur.http.request import Request
from larkspur.http.response import Problem, Response

_SERVED = {".html", ".js", ".css", ".svg"}


def file_routes(root: Path) -> Routes:
    """The start page, its files, and the scripts built into `root/dist`; nothing outside is reachable."""
    routes = Routes()

    @routes.get("/")
    def start_page(_request: Request) -> Response:
        return _serve(root, "index.html")

    @routes.get("/{name}")
    def page_file(request: Request) -> Response:
        name = request.parameters["name"]
        return _serve(root / "dist" / "src" if name.endswith(".js") else root, name)

    return routes


def _serve(folder: Path, name: str) -> Response:
    path = (folder / name).resolve()
    if path.parent != folder.resolve() or path.suffix not in _SERVED or not path.is_file():
        raise Problem(404, "There is nothing here.")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Response(path.read_bytes(), content_type=kind)
