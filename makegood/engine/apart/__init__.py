"""The engine in a process apart: no database, no MAKEGOOD_HOME, an empty environment, and nothing believed of it.

    received = receive(mirror, 3, Address(url, environment), ref="v2.0")       # the owner's mirror, brought up to date
    delivered(mirror, 3).digest == received.digest                             # asked again before a release
    looked = look(Order(mirror=mirror, revision=received.revision, digest=received.digest, ...), told=..., stop=...)
    looked.document                                                            # makegood.inspection/1
    for sha256, content in evidence(order.folder, looked.document): ...        # files to keep, checked

`receive` runs git and the readers of archives in a child with limits; secrets reach it by a pipe or as a private file.
`look` goes in two stages, each a process with a folder of its own:

- *read*: every probe that executes nothing, inside the sandbox (mirror, records and reports read-only; its own folder
  and the cache writable; no network). Where no sandbox can be had it is a plain child, and `contained` says so.
- *run*: the probes that execute something themselves (scanners, suites, builds). They make a sandbox for each run, and
  a sandbox cannot be made inside a sandbox, so this child is a plain one that parses as little as it can.

Both only look. What they leave is read back within limits, facts of probes that the stage does not hold are refused,
and the judging is done by the caller's process, so that a child that was taken over can lie about what it saw and
about nothing else. A stage that died is begun again on the files of its finished probes.
"""

from makegood.engine.apart.leaving import evidence
from makegood.engine.apart.looking import Looked, NotLooked, look
from makegood.engine.apart.order import Order
from makegood.engine.apart.receiving import Address, NotReceived, Upload, absent, delivered, receive
from makegood.engine.apart.starting import Stopped
from makegood.engine.repository.state import LOOKED

__all__ = [
    "LOOKED",
    "Address",
    "Looked",
    "NotLooked",
    "NotReceived",
    "Order",
    "Stopped",
    "Upload",
    "absent",
    "delivered",
    "evidence",
    "look",
    "receive",
]
