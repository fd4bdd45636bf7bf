"""Going over to a new key for everything that is sealed: each room names the columns that hold sealed secrets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from makegood.connectors.keyring import add_key, forget_keys, read_keyring
from makegood.connectors.secretbox import Secretbox, SecretUnreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A column of sealed text, or of JSON with sealed texts under `names`. `purpose` is what a row was sealed for."""

    model: type[Model]
    column: str
    purpose: Callable[[Any], str]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many rows are sealed by the new key now; and which could not be opened by any key that is here."""

    rows: int
    unreadable: tuple[str, ...]


_sealed: list[Sealed] = []


def keeps_sealed(model: type[Model], column: str, purpose: Callable[[Any], str], names: str = "") -> None:
    """`names`: with a space between. Called by the apps when they start."""
    _sealed.append(Sealed(model=model, column=column, purpose=purpose, names=tuple(names.split())))


def sealed_columns() -> tuple[Sealed, ...]:
    return tuple(_sealed)


def reseal_all(folder: Path) -> Resealed:
    """A new key seals everything, then the others are forgotten. Nobody else may seal meanwhile.

    Ended half-way it goes on with the key that it made, as more than one lies in the file until all is done.
    Raises KeyringDamaged, OSError.
    """
    if len(read_keyring(folder).keys) == 1:
        add_key(folder)
    box = Secretbox(folder)
    unreadable: list[str] = []
    rows = sum(_reseal(box, sealed, unreadable) for sealed in _sealed)
    forget_keys(folder)
    return Resealed(rows, tuple(unreadable))


def _reseal(box: Secretbox, sealed: Sealed, unreadable: list[str]) -> int:
    """Row by row, each in a transaction of its own."""
    table = sealed.model._default_manager
    done = 0
    for id in list(table.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = table.select_for_update().filter(pk=id).first()
            content = getattr(row, sealed.column, None)
            if not content or (sealed.names and not content.keys() & set(sealed.names)):
                continue
            try:
                new = _again(box, content, sealed.purpose(row), sealed.names)
            except SecretUnreadable as refused:
                unreadable.append(f"{sealed.model._meta.verbose_name} {id}: {refused}")
                continue
            table.filter(pk=id).update(**{sealed.column: new})
            done += 1
    return done


def _again(box: Secretbox, content: Any, purpose: str, names: tuple[str, ...]) -> Any:
    if not names:
        return box.resealed(content, purpose)
    return {name: box.resealed(text, purpose) if name in names else text for name, text in content.items()}
