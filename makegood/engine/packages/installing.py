"""The door of the room: an installed environment for a folder of the delivery, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages import npm, pip
from makegood.engine.packages.environment import Ecosystem, Environment, NotInstalled, Plan
from makegood.engine.packages.node_plan import NotPlanned, asks_for_packages, plan_node
from makegood.engine.packages.python_plan import plan_python, python_fits, wanted_python
from makegood.engine.packages.store import Store
from makegood.engine.probe import Settings
from makegood.engine.sandbox import Grade, Sandbox

SECONDS = 240.0


def installed(
    ecosystem: Ecosystem,
    files: Mapping[str, tuple[bytes, bool]],
    settings: Settings,
    *,
    folder: str = "",
    seconds: float = SECONDS,
) -> Environment | NotInstalled:
    """The packages that the lock files for `folder` name, fetched and installed; `files` as in `Contents`.

    An empty Environment where nothing is asked for. Never raises for what the partner wrote.
    """
    if ecosystem is Ecosystem.NODE:
        return _node(files, settings, folder, seconds)
    return _python(files, settings, folder, seconds)


def _python(
    files: Mapping[str, tuple[bytes, bool]], settings: Settings, folder: str, seconds: float
) -> Environment | NotInstalled:
    try:
        plan = plan_python(files, folder)
    except ValueError as broken:
        return NotInstalled(Cause.NO_EVIDENCE, str(broken), "Deliver a lock file that can be read.", Side.PARTNER)
    if plan is None or not (plan.packages or plan.left):
        return Environment()
    store = _store(settings, plan)
    if isinstance(store, NotInstalled):
        return store
    wanted = wanted_python(files, folder)
    if not python_fits(wanted):
        reason = f"The software asks for Python {wanted}, which the sandbox does not have."
        return NotInstalled(Cause.TOOL_MISSING, reason, "Run Makegood with that Python.", Side.OURS)
    return pip.install(plan, store, Sandbox.probe(), seconds=seconds)


def _node(
    files: Mapping[str, tuple[bytes, bool]], settings: Settings, folder: str, seconds: float
) -> Environment | NotInstalled:
    try:
        planned = plan_node(files, folder)
    except NotPlanned as refused:
        if refused.broken:
            return NotInstalled(Cause.NO_EVIDENCE, str(refused), "Deliver a lock file that can be read.", Side.PARTNER)
        return NotInstalled(Cause.UNSUPPORTED, str(refused), "Have a reviewer build it.", Side.OURS)
    if planned is None:
        if not asks_for_packages(files, folder):
            return Environment()
        reason = "No lock file says which packages are installed, so none can be fetched for certain."
        return NotInstalled(Cause.NO_EVIDENCE, reason, "Deliver a lock file with exact versions.", Side.PARTNER)
    if not (planned.plan.packages or planned.plan.left):
        return Environment()
    store = _store(settings, planned.plan)
    if isinstance(store, NotInstalled):
        return store
    return npm.install(planned, files, store, Sandbox.probe(), seconds=seconds)


def _store(settings: Settings, plan: Plan) -> Store | NotInstalled:
    if not settings.allow_registries or settings.packages is None:
        reason = f"It needs {len(plan.packages) + len(plan.left)} packages, and fetching packages was not allowed."
        return NotInstalled(Cause.NOT_ALLOWED, reason, "Inspect again with --allow-registries.", Side.OWNER)
    sandbox = Sandbox.probe()
    if sandbox.grade is Grade.NONE:
        reason = f"Packages are installed in the sandbox only: {sandbox.reason}"
        return NotInstalled(Cause.TOOL_MISSING, reason, "Install bubblewrap and inspect again.", Side.OURS)
    if not plan.packages:
        reason = f"Nothing that is asked for can be fetched: {plan.left[0]}"
        return NotInstalled(Cause.NO_EVIDENCE, reason, "Deliver a lock file with exact versions.", Side.PARTNER)
    return Store(settings.packages)
