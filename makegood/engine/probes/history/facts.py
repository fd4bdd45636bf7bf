"""What the history of a repository tells.

Names and dates in a history are what its writers wrote there, so most of this is declared; only that the commits are
there and how they hang together is observed.
"""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

COMMITS = FactName("git.commits", FactType.INTEGER, "commits", "How many changes the history of this revision holds.")
MERGES = FactName("git.merges", FactType.INTEGER, "commits", "How many commits join two or more lines of work.")
REWRITTEN = FactName(
    "git.rewritten",
    FactType.FLAG,
    "",
    "Whether the last accepted revision is no longer part of the history.",
    compares=True,
)
PEOPLE = FactName(
    "git.people", FactType.INTEGER, "people", "Authors, each counted once under all names and addresses, without bots."
)
BOT_COMMITS = FactName("git.bot_commits", FactType.INTEGER, "commits", "Commits made by programs.")
FIRST_DAY = FactName("git.first_day", FactType.TEXT, "date", "The earliest believable author date.")
LAST_DAY = FactName("git.last_day", FactType.TEXT, "date", "The latest believable author date.")
WEEKS = FactName("git.weeks", FactType.INTEGER, "weeks", "Calendar weeks from the first day to the last.")
ACTIVE_WEEKS = FactName("git.active_weeks", FactType.INTEGER, "weeks", "Weeks in which somebody committed.")
LONGEST_PAUSE = FactName("git.longest_pause", FactType.INTEGER, "weeks", "The longest run of weeks without a commit.")
LAST_WEEK_SHARE = FactName(
    "git.last_week_share", FactType.DECIMAL, "share", "Share of all commits made in the seven days before the last one."
)
ACTIVITY = FactName(
    "git.activity", FactType.TABLE, "", "Per week (its Monday): commits, people, changed files; the last ten years."
)
IMPORT_SHARE = FactName(
    "git.import_share", FactType.DECIMAL, "share", "The most files one commit added, as a share of all present files."
)
QUESTIONS = FactName(
    "git.questions", FactType.FINDINGS, "", "What in the history an honest project can explain and should be asked."
)

CHANGES = FactName("review.changes", FactType.INTEGER, "commits", "Commits of people, merges left out.")
SEEN = FactName(
    "review.seen_by_another",
    FactType.INTEGER,
    "commits",
    "Changes that another person merged, applied, or is named for as reviewer.",
)
REQUESTED = FactName(
    "review.by_request",
    FactType.INTEGER,
    "commits",
    "Changes that came by a pull or merge request of which git does not say who looked.",
)
BY_ONESELF = FactName(
    "review.by_oneself", FactType.INTEGER, "commits", "Changes whose only named reviewer is their own author."
)
BRANCHED = FactName(
    "review.by_branch", FactType.INTEGER, "commits", "Changes that came by a merged branch or a request."
)

TRUCK_FACTOR = FactName(
    "knowledge.truck_factor",
    FactType.INTEGER,
    "people",
    "How many people must leave until more than half of the source files have no author left; 0 is unknown.",
)
SOURCE_FILES = FactName("knowledge.files", FactType.INTEGER, "files", "Source files that people wrote.")
SHARED = FactName("knowledge.shared", FactType.DECIMAL, "share", "Source files that two or more people ever changed.")
MAIN_SHARE = FactName(
    "knowledge.main_share", FactType.DECIMAL, "share", "Source files of which the busiest author is an author."
)
BY_FOLDER = FactName(
    "knowledge.by_folder", FactType.TABLE, "", "Per folder: source files, their authors, the busiest author's share."
)

OF_FILES = (IMPORT_SHARE, TRUCK_FACTOR, SOURCE_FILES, SHARED, MAIN_SHARE, BY_FOLDER)
"""What needs the trees of the history, not only its commits."""
OF_COMMITS = (
    *(COMMITS, MERGES, REWRITTEN, PEOPLE, BOT_COMMITS, FIRST_DAY, LAST_DAY, WEEKS, ACTIVE_WEEKS, LONGEST_PAUSE),
    *(LAST_WEEK_SHARE, ACTIVITY, QUESTIONS, CHANGES, SEEN, REQUESTED, BY_ONESELF, BRANCHED),
)
EVERY = (*OF_COMMITS, *OF_FILES)
