"""The one place where anything untrusted is executed: bubblewrap, limits, one reader of results (docs/sandbox.md)."""

from makegood.engine.sandbox.disguise import DISGUISES, Disguise
from makegood.engine.sandbox.lending import make_readable
from makegood.engine.sandbox.outcome import Ended, Run
from makegood.engine.sandbox.pythons import python_reads
from makegood.engine.sandbox.results import ReadLimits, ResultRefused, Results, collect, read_result
from makegood.engine.sandbox.sandbox import Grade, Sandbox, SandboxUnavailable
from makegood.engine.sandbox.view import SandboxRefused

__all__ = [
    "DISGUISES",
    "Disguise",
    "Ended",
    "Grade",
    "ReadLimits",
    "ResultRefused",
    "Results",
    "Run",
    "Sandbox",
    "SandboxRefused",
    "SandboxUnavailable",
    "collect",
    "make_readable",
    "python_reads",
    "read_result",
]
