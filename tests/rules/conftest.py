"""Properties are tried a hundred times each, without a stopwatch, on whatever machine, and leave no folder behind."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.patterns import patterns_are_kept

__all__ = ["patterns_are_kept"]

settings.register_profile("rules", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
