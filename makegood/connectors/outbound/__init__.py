"""The one way out (H20): addresses read strictly, resolved once, checked, and connected to as checked."""

from makegood.connectors.outbound.address import IP, Address, OutboundRefused, read_address
from makegood.connectors.outbound.client import Answer, Limits, Outbound
from makegood.connectors.outbound.git import PinnedGit, pinned_git
from makegood.connectors.outbound.head import Comparison, Head, head_of
from makegood.connectors.outbound.own import own_servers, read_outer_address
from makegood.connectors.outbound.presented import Presented, presented_at
from makegood.connectors.outbound.reachable import inside
from makegood.connectors.outbound.served import Served, served_at

__all__ = [
    "IP",
    "Address",
    "Answer",
    "Comparison",
    "Head",
    "Limits",
    "Outbound",
    "OutboundRefused",
    "PinnedGit",
    "Presented",
    "Served",
    "head_of",
    "inside",
    "own_servers",
    "pinned_git",
    "presented_at",
    "read_address",
    "read_outer_address",
    "served_at",
]
