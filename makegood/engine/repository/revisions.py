"""What a person typed as a revision, resolved once to a full commit id; a name with two meanings is refused (H4)."""

from __future__ import annotations

import re

from makegood.engine.repository.git import Git

_ID = re.compile(r"[0-9a-f]{40}")
_SHORT = re.compile(r"[0-9a-f]{7,40}")
_REVISION = re.compile(r"(?P<name>[^\x00-\x20\x7f~^:?*\[\\]{1,255})(?P<steps>(?:[~^][0-9]{0,6}){0,20})")
PLACES = ("refs/heads/", "refs/tags/", "refs/remotes/", "refs/remotes/origin/", "")


class RevisionRefused(Exception):
    """A revision that cannot be judged, with the one sentence that says why (without its subject)."""


def resolve(git: Git, text: str, head: str | None, *, may_be_gone: bool = False) -> str | None:
    """The commit that `text` names: HEAD, a branch, a tag, a full ref name or an id, with steps such as ~2 or ^.

    None only with `may_be_gone`, for an id of which there is no commit. Raises RevisionRefused.
    """
    match = _REVISION.fullmatch(text)
    if match is None or ".." in text or "@{" in text or text.startswith("-"):
        raise RevisionRefused(f"has no revision {text!r}: give a branch, a tag or a commit id")
    name, steps = match["name"], match["steps"]
    meanings = {found for found in _meanings(git, name, head) if found}
    if len(meanings) > 1:
        raise RevisionRefused(
            f"has several revisions called {name!r}; say refs/heads/{name}, refs/tags/{name} or a full commit id"
        )
    if meanings and steps:
        meanings = set(_commits(git, [meanings.pop() + steps]))
    if meanings:
        return meanings.pop()
    if may_be_gone and _SHORT.fullmatch(name):
        return None
    raise RevisionRefused(f"has no revision {text!r}")


def is_ancestor(git: Git, before: str, revision: str) -> bool:
    # merge-base ends with an error where two histories have nothing in common.
    return before == revision or not git.text("rev-list", "--max-count=1", before, f"^{revision}")


def _meanings(git: Git, name: str, head: str | None) -> list[str]:
    if name in ("HEAD", "@"):
        return [head] if head else []
    if _ID.fullmatch(name):
        return _commits(git, [name])
    refs = [place + name for place in PLACES if place or name.startswith("refs/")]
    known = set(git.text("for-each-ref", "--format=%(refname)", *refs).splitlines())
    asked = [ref for ref in refs if ref in known]
    if _SHORT.fullmatch(name):  # git would take the branch of that name for it, so the id is asked for by itself
        asked += git.text("rev-parse", f"--disambiguate={name}").split()
    return _commits(git, asked)


def _commits(git: Git, names: list[str]) -> list[str]:
    request = "".join(f"{name}^{{commit}}\n" for name in names).encode("utf-8", "surrogateescape")
    if not request:
        return []
    answer = git.output("cat-file", "--batch-check=%(objectname)", stdin=request).decode("utf-8", "backslashreplace")
    return [line for line in answer.splitlines() if _ID.fullmatch(line)]
