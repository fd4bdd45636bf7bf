"""How a command ends before its time: Ctrl-C and SIGTERM put everything away once; a fault leaves a trace in a file."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[None]:
    """Within, either signal is a KeyboardInterrupt, and only the first: what is being put away is put away once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [signal.signal(number, _stop) for number in SIGNALS]
    try:
        yield
    finally:
        for number, handler in zip(SIGNALS, before, strict=True):
            signal.signal(number, handler)


def _stop(*_: object) -> NoReturn:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def fault(broken: Exception, run_folder: Path | None) -> str:
    """The one sentence for what nobody foresaw; the trace is for the makers, in the run folder."""
    import tempfile
    import traceback

    said = f"This is a fault of Makegood ({type(broken).__name__}); nothing was decided."
    try:
        trace = (run_folder or Path(tempfile.mkdtemp(prefix="makegood-"))) / "trace.txt"
        trace.write_text("".join(traceback.format_exception(broken)), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return said
    return f"{said} The details for its makers are in {trace}."
