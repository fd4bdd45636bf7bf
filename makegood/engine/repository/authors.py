"""Whose people wrote a repository, by the domains of the addresses they committed from."""

from __future__ import annotations

from collections import Counter

from makegood.engine.repository.repository import Repository

AUTHORS = 5_000
SHORTEST = 4
_EVERYBODYS = frozenset(
    "gmail googlemail hotmail outlook live yahoo icloud me mac aol gmx web protonmail proton pm fastmail zoho yandex"
    " mail qq 163 126 msn users github gitlab bitbucket example localhost posteo hey tutanota foxmail sina rocketmail"
    " noreply email comcast verizon orange free laposte libero naver duck riseup disroot mailbox inbox".split()
)
_SECOND_LEVEL = frozenset("co com org net ac gov edu".split())


def company(address: str) -> str:
    """The name before the ending of the domain (`northgate-software`), "" for what everybody can have."""
    labels = address.rpartition("@")[2].casefold().strip().split(".")
    labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels = labels[:-1]
    name = labels[-1] if labels else ""
    return "" if name in _EVERYBODYS or len(name) < SHORTEST else name


def companies(repository: Repository) -> Counter[str]:
    """How many of the last AUTHORS commits came from the addresses of each company, by its name in the domain."""
    if not repository.history:
        return Counter()
    listed = repository.git.text("log", f"--max-count={AUTHORS}", "--format=%ae", repository.revision)
    return Counter(name for name in map(company, listed.splitlines()) if name)


def people(repository: Repository) -> frozenset[str]:
    """Words of five letters and more in the names of those who wrote at least one commit in twenty."""
    if not repository.history:
        return frozenset()
    listed = repository.git.text("log", f"--max-count={AUTHORS}", "--format=%an", repository.revision)
    wrote = Counter(listed.splitlines())
    often = [name for name, times in wrote.items() if times * 20 >= wrote.total()]
    return frozenset(word for name in often for word in name.casefold().split() if len(word) >= 5 and word.isalpha())
