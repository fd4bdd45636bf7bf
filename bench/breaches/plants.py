"""What a breach and a decoy are, and the hosts that they are put into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.breaches.copies import Copy, Place

HOSTS = {
    "healthchecks": "healthchecks/healthchecks",
    "flask": "pallets/flask",
    "httpx": "encode/httpx",
    "fastapi": "fastapi/full-stack-fastapi-template",
    "node": "hagopj13/node-express-boilerplate",
    "express": "expressjs/express",
    "proshop": "bradtraversy/proshop_mern",
    "petclinic": "spring-projects/spring-petclinic",
    "eshop": "dotnet-architecture/eShopOnWeb",
    "guzzle": "guzzle/guzzle",
    "laravel": "laravel/laravel",
    "lobsters": "lobsters/lobsters",
    "memos": "usememos/memos",
    "cobra": "spf13/cobra",
}

Plant = Callable[[Copy], Place | None]
"""Edits a copy and says where it did so; None where a breach has no place."""


@dataclass(frozen=True, slots=True)
class Breach:
    """`check` must fail with evidence at the place that `plant` gives back."""

    family: str
    name: str
    host: str
    check: str
    plant: Plant
    since: bool = False


@dataclass(frozen=True, slots=True)
class Decoy:
    """What looks like a breach and is none: no check may newly name its place or newly fail.

    `alone`: it makes a history of its own and cannot share a copy with others.
    """

    family: str
    name: str
    host: str
    plant: Plant
    since: bool = False
    alone: bool = False
