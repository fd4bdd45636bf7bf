"""Python packages: fetched as wheels by pip, which runs nothing of them; installed offline in the sandbox."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shutil
import sys
import time
from pathlib import Path

from packaging.markers import UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages.client import BYTES_LIMIT, COUNT_LIMIT, carry
from makegood.engine.packages.environment import Environment, NotInstalled, Plan, Wanted
from makegood.engine.packages.store import Store
from makegood.engine.sandbox import Ended, Sandbox, make_readable, python_reads

INSIDE = "/opt/environment/python"
TRIES = 16
_UNMET = re.compile(r"No matching distribution found for ([A-Za-z0-9._-]{1,100})==")
_CHANGED = re.compile(
    r"THESE PACKAGES DO NOT MATCH THE HASHES[\s\S]{0,400}?^\s+([A-Za-z0-9._-]{1,100})==", re.MULTILINE
)


def interpreter() -> str:
    """The Python of the sandbox: the one ours was made from, without our own packages."""
    return str(Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}"))


def install(plan: Plan, store: Store, sandbox: Sandbox, *, seconds: float) -> Environment | NotInstalled:
    """Fetches and installs what the plan names. What has no wheel here is left and told."""
    until = time.monotonic() + seconds
    pip = importlib.util.find_spec("pip")
    if pip is None or pip.origin is None:
        reason = "pip is not installed beside Makegood, so no Python package can be fetched."
        return NotInstalled(Cause.TOOL_MISSING, reason, "Run make setup again.", Side.OURS)
    if len(plan.packages) > COUNT_LIMIT:
        reason = f"The lock file names more than {COUNT_LIMIT:,} packages."
        return NotInstalled(Cause.UNSUPPORTED, reason, "Have a reviewer build it.", Side.OURS)
    target = store.installed("python", sys.version, plan.packages)
    left = list(plan.left)
    with store.locked("python"):
        if not target.is_dir():
            fetched = _fetch(plan, store.archives("python"), left, until)
            if isinstance(fetched, NotInstalled):
                return fetched
            refused = _unpack(fetched, store.archives("python"), target, Path(pip.origin).parent, sandbox, until)
            if refused is not None:
                return refused
            store.prune()
    told = {sentence.split(" ")[0] for sentence in left}
    unmet = [sentence for sentence in _unmet(target, plan) if sentence.split(" ")[0] not in told]
    return Environment(
        reads={INSIDE: target},
        variables={"PYTHONPATH": INSIDE},
        search=(f"{INSIDE}/bin",),
        files=plan.files,
        count=len(plan.packages),
        unhashed=sum(not one.hashes for one in plan.packages),
        incomplete=tuple(dict.fromkeys([*left, *unmet])),
    )


def _line(one: Wanted) -> str:
    return " ".join((f"{one.name}=={one.version}", *(f"--hash={each}" for each in one.hashes)))


def _listed(packages: list[Wanted]) -> str:
    return "".join(f"{_line(one)}\n" for one in packages)


def _fetch(plan: Plan, archives: Path, left: list[str], until: float) -> list[Wanted] | NotInstalled:
    """Those with a hash and those without apart: pip checks either all hashes or none."""
    got: list[Wanted] = []
    for group in ([one for one in plan.packages if one.hashes], [one for one in plan.packages if not one.hashes]):
        rest = group
        for _ in range(TRIES):
            if not rest:
                break
            ended = _download(rest, archives, until)
            if ended is None:
                got += rest
                break
            name, said = ended
            known = [one for one in rest if one.name == canonicalize_name(name)] if name else []
            if not known:
                return NotInstalled(
                    Cause.NO_ACCESS, said, "See that this machine's pip reaches its registry.", Side.OURS
                )
            left.append(said)
            rest = [one for one in rest if one not in known]
        else:
            reason = f"More than {TRIES} packages cannot be had as wheels for this Python, {rest[0].name} among them."
            return NotInstalled(Cause.UNSUPPORTED, reason, "Have a reviewer build it.", Side.OURS)
    return got


def _download(packages: list[Wanted], archives: Path, until: float) -> tuple[str, str] | None:
    """None when all are there; else the package that is not (empty: it is not one package's fault) and a sentence."""
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--progress-bar=off",
        "--disable-pip-version-check", "--dest", str(archives), "--requirement", "wanted.txt",
        *(["--require-hashes"] if packages[0].hashes else []),
    ]  # fmt: skip
    done = carry(command, archives, seconds=max(1.0, until - time.monotonic()), files={"wanted.txt": _listed(packages)})
    if done.because:
        return "", done.because
    if done.status == 0:
        return None
    if found := _CHANGED.search(done.output):
        return found.group(1), f"{found.group(1)} is, for this Python, no file whose hash the lock file has."
    if found := _UNMET.search(done.output):
        return found.group(1), f"{found.group(1)} cannot be had as a wheel for this Python."
    last = next((line for line in reversed(done.output.splitlines()) if "ERROR" in line), "it gave no reason")
    return "", f"pip could not fetch the packages: {last.strip()[:200]}"


def _unpack(
    packages: list[Wanted], archives: Path, target: Path, pip: Path, sandbox: Sandbox, until: float
) -> NotInstalled | None:
    making = target.with_name(f".{target.name}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    listed = making.with_suffix(".txt")
    listed.write_text(_listed([Wanted(one.name, one.version) for one in packages]), "utf-8")
    listed.chmod(0o644)
    make_readable(archives)
    shown = {inside: path for inside, path in python_reads().items() if path != Path(sys.prefix).absolute()}
    shown |= {"/opt/pip/pip": pip, "/opt/archives": archives, "/opt/wanted.txt": listed}
    command = [
        interpreter(), "-m", "pip", "--isolated", "install", "--quiet", "--no-index", "--no-deps", "--no-cache-dir",
        "--only-binary=:all:", "--find-links", "/opt/archives", "--target", INSIDE, "--requirement", "/opt/wanted.txt",
        "--no-warn-script-location", "--disable-pip-version-check",
    ]  # fmt: skip
    run = sandbox.run(
        command, reads=shown, writes={INSIDE: making}, seconds=max(1.0, until - time.monotonic()),
        environment={"PYTHONPATH": "/opt/pip", "HOME": "/tmp", "TMPDIR": INSIDE}, writes_bytes=2 * BYTES_LIMIT,
        memory_bytes=1_500_000_000,
    )  # fmt: skip
    listed.unlink()
    if run.ended is not Ended.EXITED or run.status != 0:
        shutil.rmtree(making, ignore_errors=True)
        words = run.because or (run.stderr or run.stdout)[-300:].decode("utf-8", "backslashreplace").strip()
        reason = f"The fetched packages could not be installed: {words}"
        return NotInstalled(Cause.ERROR, reason, "Have a reviewer build it.", Side.OURS)
    make_readable(making)
    making.rename(target)
    return None


def _unmet(target: Path, plan: Plan) -> list[str]:
    """Packages that an installed one needs here and no lock file names: without them imports fail."""
    have: set[str] = set()
    asked: list[tuple[str, str]] = []
    for found in importlib.metadata.distributions(path=[str(target)]):
        name = found.metadata["Name"] or ""
        have.add(canonicalize_name(name))
        asked += [(name, one) for one in found.requires or ()]
    planned = {str(one.name) for one in plan.packages}
    needed = {name: by for by, text in asked if (name := _needed(text)) and name not in have | planned}
    absent = [f"{one.name} {one.version} is not installed." for one in plan.packages if one.name not in have]
    return absent + [f"{by} needs {name}, which no lock file names." for name, by in sorted(needed.items())]


def _needed(text: str) -> str:
    """The package that a line of Requires-Dist asks for here; empty where its marker is not true."""
    try:
        asked = Requirement(text[:1_000])
        here = asked.marker is None or asked.marker.evaluate({"extra": ""})
    except (InvalidRequirement, UndefinedEnvironmentName, ValueError, RecursionError):
        return ""
    return str(canonicalize_name(asked.name)) if here else ""
