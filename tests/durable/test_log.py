"""The framework of the durable work writes into this process's log and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from dbos._error import DBOSAwaitedWorkflowCancelledError
from dbos._logger import init_logger

from makegood.durable.working import log_as_all_else


@pytest.fixture
def framework() -> Iterator[logging.Logger]:
    own = logging.getLogger("dbos")
    before = (own.handlers, own.filters, own.propagate)
    log_as_all_else()
    init_logger()
    yield own
    own.handlers, own.filters, own.propagate = before


def test_what_the_framework_says_is_said_once_in_the_form_of_the_log(
    framework: logging.Logger, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    framework.error("The database is away", exc_info=OSError("away"))
    assert [record.getMessage() for record in caplog.records] == ["The database is away"]
    assert capsys.readouterr().err == ""


def test_what_somebody_stopped_is_no_error(framework: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    framework.error("Exception encountered", exc_info=DBOSAwaitedWorkflowCancelledError("an-id"))
    assert caplog.records == []
