"""What all tests may use."""

import gc
import signal

import pytest

pytest_plugins = ["tests.postgres"]

# A script that starts the tests in the background lets them ignore Ctrl-C, and every process that they start, too.
for number in (signal.SIGINT, signal.SIGQUIT):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


# What is loaded before the first test lives to the end: the collector walks through it neither now nor between tests.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
