"""The owner's copies of delivered code: where they lie, and all that the worker's own process reads in them.

Whoever wrote the code wrote what is read here. Everything that parses it is a process apart (`engine/apart`): fetching,
unpacking, the inspection, the digest before a release, places that a reviewer names. No other room of the web side
opens a repository (`.importlinter`, "Only copies opens a repository"), and no page does. What is left to the worker
asks the guarded git (`engine/repository/git`) for three things, and interprets no file:

- `commits`: which commit is looked at, and its digest: listed (400,000 entries, 60 s), hashed as a stream (8 GB,
  600 s), with a cache of its own that is thrown away;
- `served`: names of files, and bytes of those (64 MB at most) whose id is the one of a file that was served;
- `bundles`: git writes the copy into a file of up to 8 GB within 30 minutes; its content passes no process of ours.

Each call of git runs without hooks, protocols, lazy fetching, replaced objects, grafts or configuration but that of the
copy, which we made; it has 60 s where nothing else is said, 64 MB of output, 2 GB of memory, files of up to 8 GB, and
dies with the worker. What lies in a copy came through git's own checks of every object
(`engine/repository/intake/objects`). Names of files and what git complains of can hold anything: templates escape
them.
"""
