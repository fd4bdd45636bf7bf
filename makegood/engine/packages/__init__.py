"""Packages of others, fetched by name, version and hash, and installed offline in the sandbox (docs/packages.md)."""

from makegood.engine.packages.environment import Ecosystem, Environment, NotInstalled
from makegood.engine.packages.installing import installed

__all__ = ["Ecosystem", "Environment", "NotInstalled", "installed"]
