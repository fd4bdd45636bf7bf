"""Work that outlives the process which does it: the one small module over DBOS, which nothing else imports.

Declare (in an app, at import; DBOS is not loaded by it):

    INSPECTIONS = durable.Queue("inspections", at_once=1)

    @durable.step(tries=3)
    def fetch(inspection: int) -> dict[str, object]: ...

    @durable.workflow("inspections.inspect", queue=INSPECTIONS)
    def inspect(inspection: int) -> None:
        found = fetch(inspection)
        ...

    @durable.tick("notices.send", every=30)          # seconds; a divisor of a minute, an hour or a day
    def send_notices() -> None: ...

Ask (web process; exactly once for one `run_id`, however often it is called; DBOS is loaded by the first call):

    durable.enqueue_after_commit(inspect, f"inspection-{row.pk}", row.pk)     # within transaction.atomic()
    durable.enqueue(inspect, "inspection-7", 7)      # at once; raises WorkUnavailable
    durable.cancel("inspection-7")                   # before its next step; a step that lasts asks `cancelled`
    durable.status("inspection-7")                   # Status(state, because, result) or None: nobody asked for it
    durable.known(["inspection-7", "inspection-8"])  # which of them were asked for
    durable.enqueue_forgotten(inspect, {"inspection-7": "7"})  # those that were not, all of them at once
    durable.run_of(7, 3), durable.row_of("7.3")      # of a row that may be asked for several times
    durable.get_ready()                              # at the start of the web process, beside it

Do (worker process, main thread; does not return): durable.work()

What a writer of workflows must know:
- A step that ended is never run again. A step that was under way when its process died is run again from its start: it
  writes idempotently (upsert by its own id, replace a file). A commit of Django and the note that the step ended are
  two transactions.
- A workflow does nothing itself: all that reads a clock, a row or a file stands in a step. Arguments and results are
  JSON.
- Another order of steps is another workflow: give it another name ("inspections.inspect.2") and keep the old one as
  long as runs of it may be open. A deploy strands nothing, because the version DBOS sees is ours and does not move.
- The process may die between the commit and the enqueueing: an app that asks for runs has a tick that calls
  `enqueue_forgotten` with the rows which have waited for `FORGOTTEN_AFTER`.
- A step that lasts polls `cancelled(run_id)` about once a second and ends what it started, and children die with the
  worker (PR_SET_PDEATHSIG).
- A step that makes a result out of failures raises them instead when `stopping.is_set()`: then it failed because the
  worker ends, which is not noted, and the run goes on in the next worker.
- Called outside the worker (in tests), workflows and steps are plain functions.

Where: MAKEGOOD_HOME/work.sqlite3, or the schema `dbos` of the PostgreSQL that DATABASE_URL names. One worker per
MAKEGOOD_HOME; on PostgreSQL several workers, each with a MAKEGOOD_HOME of its own, take over from one that died.
"""

from makegood.durable.asking import (
    FORGOTTEN_AFTER,
    State,
    Status,
    WorkUnavailable,
    cancel,
    cancelled,
    enqueue,
    enqueue_after_commit,
    enqueue_forgotten,
    get_ready,
    known,
    status,
    steps_done,
)
from makegood.durable.declaring import Queue, step, stopping, tick, workflow
from makegood.durable.identity import WorkerRefused, worker_is_here
from makegood.durable.numbered import row_of, run_of
from makegood.durable.place import Place, PlaceRefused
from makegood.durable.working import work

__all__ = [
    "FORGOTTEN_AFTER",
    "Place",
    "PlaceRefused",
    "Queue",
    "State",
    "Status",
    "WorkUnavailable",
    "WorkerRefused",
    "cancel",
    "cancelled",
    "enqueue",
    "enqueue_after_commit",
    "enqueue_forgotten",
    "get_ready",
    "known",
    "row_of",
    "run_of",
    "status",
    "step",
    "steps_done",
    "stopping",
    "tick",
    "work",
    "worker_is_here",
    "workflow",
]
