"""Node packages: fetched by npm into a cache of its own, installed from it offline in the sandbox, no scripts run."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages.client import BYTES_LIMIT, COUNT_LIMIT, carry
from makegood.engine.packages.environment import Environment, NotInstalled, Wanted
from makegood.engine.packages.node_plan import NodePlan
from makegood.engine.packages.npm_cache import found
from makegood.engine.packages.store import Store
from makegood.engine.sandbox import Ended, Sandbox, make_readable

INSIDE = "/opt/environment/node"
CACHE = "/opt/archives"
BATCH = 150
NPM = "/usr/bin/npm"
"""The one place of npm that the sandbox shows, too. Node from elsewhere is not used."""
QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
_READ = ("package.json", "package-lock.json", "npm-shrinkwrap.json")
_ADDRESS = re.compile(rb"""("resolved": ?")https?://[^"\s]{1,300}?/((?:@[^/"]{1,100}/)?[^/"]{1,200}/-/)""")
_MISSING = re.compile(r"(?:404 Not Found|notarget|ETARGET|No matching version)[^\n]{0,200}")

Files = Mapping[str, tuple[bytes, bool]]


def install(
    planned: NodePlan, files: Files, store: Store, sandbox: Sandbox, *, seconds: float
) -> Environment | NotInstalled:
    """Fetches what the lock file names and lets npm lay it out as the lock file says."""
    until = time.monotonic() + seconds
    plan = planned.plan
    if not Path(NPM).exists():
        reason = "Node and npm are not installed in /usr, so no JavaScript package can be installed."
        return NotInstalled(Cause.TOOL_MISSING, reason, "Install nodejs and npm (Debian packages).", Side.OURS)
    if len(plan.packages) > COUNT_LIMIT:
        reason = f"The lock file names more than {COUNT_LIMIT:,} packages."
        return NotInstalled(Cause.UNSUPPORTED, reason, "Have a reviewer build it.", Side.OURS)
    staged = {path: content for path, (content, _) in files.items() if _is_staged(path, planned.root)}
    target = store.installed("node", plan.packages, sorted(staged.items()))
    with store.locked("node"):
        if not target.is_dir():
            cache = store.archives("node")
            refused = _fetch(plan.packages, cache, until) or _lay_out(planned, staged, cache, target, sandbox, until)
            if refused is not None:
                return refused
            store.prune()
    below = target / planned.root
    folders = sorted(one.relative_to(target) for one in below.rglob("node_modules") if _is_own(one, below))
    return Environment(
        beside={str(folder): target / folder for folder in folders},
        search=(),
        files=plan.files,
        count=len(plan.packages),
        unhashed=sum(not one.hashes for one in plan.packages),
        incomplete=tuple(dict.fromkeys(plan.left)),
    )


def _is_staged(path: str, root: str) -> bool:
    inside = not root or path.startswith(f"{root}/")
    return inside and path.rpartition("/")[2] in _READ and "node_modules/" not in path


def _is_own(folder: Path, below: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and folder.relative_to(below).parts.count("node_modules") == 1


def _fetch(packages: list[Wanted], cache: Path, until: float) -> NotInstalled | None:
    missing = [one for one in packages if not found(one, cache)]
    for start in range(0, len(missing), BATCH):
        names = [f"{one.name}@{one.version}" for one in missing[start : start + BATCH]]
        command = [NPM, "cache", "add", "--cache", str(cache), *QUIET, "--", *names]
        done = carry(command, cache, seconds=max(1.0, until - time.monotonic()))
        if done.because or done.status:
            missed = _MISSING.search(done.output)
            lines = [line for line in done.output.splitlines() if line.startswith("npm error")]
            why = done.because or (missed.group(0) if missed else lines[0] if lines else "it gave no reason")
            reason = f"npm could not fetch the packages: {why[:200]}"
            return NotInstalled(Cause.NO_ACCESS, reason, "See that this machine's npm reaches its registry.", Side.OURS)
    changed = [one for one in missing if not found(one, cache)]
    if changed:
        reason = f"{changed[0].name} {changed[0].version} is another package than the lock file says: its hash differs."
        return NotInstalled(Cause.NO_EVIDENCE, reason, "Deliver a lock file that fits the registry.", Side.PARTNER)
    return None


def _registry(cache: Path) -> str:
    """Under which address npm keeps what it fetched: the owner's registry, asked of npm itself."""
    done = carry([NPM, "config", "get", "registry"], cache, seconds=30)
    found = re.search(r"https?://[^\s\"'@]{1,300}", done.output)
    return found.group(0).rstrip("/") if found else ""


def _lay_out(
    planned: NodePlan, staged: Mapping[str, bytes], cache: Path, target: Path, sandbox: Sandbox, until: float
) -> NotInstalled | None:
    making = target.with_name(f".{target.name}")
    shutil.rmtree(making, ignore_errors=True)
    registry = _registry(cache)
    for path, content in staged.items():
        if path.rpartition("/")[2] != "package.json":
            content = _fitting(content, planned.plan.packages, cache, registry)
        (making / path).parent.mkdir(parents=True, exist_ok=True)
        (making / path).write_bytes(content)
    make_readable(cache)
    how = "ci" if not planned.plan.files[0].endswith("yarn.lock") else "install"
    command = [
        NPM,
        how,
        "--offline",
        "--no-package-lock",
        "--cache",
        CACHE,
        "--logs-max=0",
        *QUIET,
        "--registry",
        registry,
    ]
    if how == "ci":
        command.remove("--no-package-lock")
    run = sandbox.run(
        command, reads={CACHE: cache}, writes={INSIDE: making}, workdir=str(PurePosixPath(INSIDE, planned.root)),
        seconds=max(1.0, until - time.monotonic()), environment={"HOME": "/tmp", "PATH": "/usr/bin:/bin"},
        writes_bytes=2 * BYTES_LIMIT, memory_bytes=2_000_000_000, processes=256,
    )  # fmt: skip
    if run.ended is not Ended.EXITED or run.status != 0:
        shutil.rmtree(making, ignore_errors=True)
        words = run.because or _first_words(run.stderr + run.stdout)
        reason = f"The fetched packages could not be installed: {words}"
        return NotInstalled(Cause.ERROR, reason, "Have a reviewer build it.", Side.OURS)
    make_readable(making)
    making.rename(target)
    return None


def _fitting(lock: bytes, packages: list[Wanted], cache: Path, registry: str) -> bytes:
    """The lock file with the owner's registry in the addresses and the strong hash of each archive that was compared:
    offline npm finds an archive by these two alone."""
    lock = _ADDRESS.sub(rb"\1" + registry.encode() + rb"/\2", lock)
    weak = {told: one for one in packages for told in one.hashes if not told.startswith("sha512-")}
    for told, one in weak.items():
        lock = lock.replace(told.encode(), found(one, cache).encode())
    return addressed(lock, registry)


def addressed(lock: bytes, registry: str) -> bytes:
    """Adds the addresses that `omit-lockfile-registry-resolved` leaves out: npm would ask for each package's list."""
    try:
        document = json.loads(lock)
        rows = document["packages"].items()
        for place, row in rows:
            name = str(row.get("name") or place.rpartition("node_modules/")[2])
            if place and "version" in row and "resolved" not in row and not row.get("link"):
                row["resolved"] = f"{registry}/{name}/-/{name.rpartition('/')[2]}-{row['version']}.tgz"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return lock  # an old lock file, or one that npm itself will refuse
    return json.dumps(document).encode()


def _first_words(output: bytes) -> str:
    lines = [line for line in output.decode("utf-8", "backslashreplace").splitlines() if "npm error" in line]
    return " ".join(line.removeprefix("npm error ").strip() for line in lines[:3])[:400]
