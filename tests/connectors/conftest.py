from __future__ import annotations

import pytest

from makegood.connectors.outbound import Outbound
from tests.connectors.listening import LOOPBACK, Authority, authority_in


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority_in(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def to_the_tests(authority: Authority) -> Outbound:
    """A client for which every name stands for 127.0.0.1, and that may go there."""
    return Outbound(resolve=lambda host, port: LOOPBACK, trust=authority.trust(), reach=["127.0.0.1"])
