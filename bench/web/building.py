"""The data that pages are measured on: 200 engagements with 2,000 inspections, 300,000 verdicts, 2 million places.
Every path of the cast's rows (`tests/web/**/paths.py`) has a small world of its own first, as its test has; its queries
are counted there. Then the worlds are filled up, and engagements of others are put around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from unittest import mock

from django.db import connection, transaction
from django.test.utils import override_settings
from django.utils import timezone

from bench.web import bulk
from bench.web.asking import queries_of
from bench.web.growing import go_on
from bench.web.papers import LONG_CONTRACT, more_papers
from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Intent, Role, Seat
from makegood.engagements.permissions import GRANTABLE
from makegood.engine import playbook, rule_book
from makegood.engine.catalogue import checks
from makegood.inspections.changes import compared
from makegood.inspections.models import Inspection, State, Verdict
from makegood.notices.models import Told
from tests.web.acceptance import handing
from tests.web.acceptance.deciding import paths as deciding
from tests.web.acceptance.money import paths as money
from tests.web.cast import Cast, make_cast, make_engagement
from tests.web.desk import paths as desk
from tests.web.inspections import paths as inspecting
from tests.web.rows import PEOPLE, Row, World, all_rows, make_world

CHEAP = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
LISTED = ("inspections:index", "engagements:show")
"""Their engagement has many inspections."""
OF_MANY = frozenset({"home", "notices:index", "portfolio:clients", "portfolio:all_hours"})
"""Of their person all the others are, too, as an owner's or an advisor's."""
LONG = frozenset({"record", "record_erase", "record_hold", "record_key"})
HEAVY = ("inspections:", "acceptance:milestone", "acceptance:submission", "acceptance:handed_in")
"""The one inspection or part that these paths name has 9,200 places instead of 800, the most that there can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """`own`, `many`: the inspections of a page's engagement. `parts`, `rounds`: so many more than it has. `others`: the
    least number of engagements around them. `papers`: so many bills on each desk."""

    engagements: int = 200
    others: int = 100
    inspections: int = 2_000
    own: int = 10
    many: int = 100
    verdicts: int = bulk.VERDICTS
    places: int = bulk.PLACES
    many_places: int = bulk.MANY_PLACES
    events: int = 300
    long_record: int = 3_000
    notices: int = 40
    own_notices: int = 2_000
    parts: int = 4
    rounds: int = 2
    papers: int = 20


SMALL = Size(
    engagements=0,
    others=0,
    inspections=0,
    own=3,
    many=5,
    verdicts=25,
    events=5,
    long_record=20,
    notices=3,
    own_notices=30,
    parts=1,
    rounds=1,
    papers=2,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One path as one person asks for it. `few`: the statements it took in the small world."""

    name: str
    path: str
    person: str
    who: str
    few: int

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def build(size: Size, say: Callable[[str], None]) -> list[Page]:
    hurry()
    with override_settings(**CHEAP), _by_standard():
        rows = pages_of_rows()
        worlds = [_world(number, row) for number, row in enumerate(rows)]
        for row, world in zip(rows, worlds, strict=True):
            fill([row], world, SMALL)
        places, last = bulk.add_leads(), bulk.last_verdict()
        pages = [page_of(row, world) for row, world in zip(rows, worlds, strict=True)]
        say(f"{len(worlds)} worlds stand")
        for row, world in zip(rows, worlds, strict=True):
            fill([row], world, size)
        say("they are filled up")
        cast = make_cast("others")
        others = _others(cast, size, len(worlds))
        for place, (row, world) in enumerate(zip(rows, worlds, strict=True)):
            if row.name in OF_MANY:
                pages[place] = _of_many(pages[place], world, others)
        pages += [Page("home, one engagement", "/", str(worlds[-1].cast.olivia.pk), "olivia", 0)]
        for who in ("adam", "pat"):
            pages += [Page(f"home, {who} of many", "/", str(getattr(cast, who).pk), who, 0)]
        say(f"{len(others)} engagements of others stand around them")
        say(f"{Verdict.objects.count():,} verdicts, {places + bulk.add_leads(last):,} places")
        compare()
        tell()
    return pages


@contextmanager
def _by_standard() -> Iterator[None]:
    """The worlds' rule book is `standard`, written out whole as it is signed, instead of the two of the tests, and
    the contract on their desks is long."""
    book = playbook.load("standard", checks())
    whole = rule_book.written(name="standard", title=book.title, criteria=book.criteria.values())
    with ExitStack() as stack:
        for module in (handing, deciding, inspecting, bulk):
            stack.enter_context(mock.patch.object(module, "RULE_BOOK", whole))
        stack.enter_context(mock.patch.object(desk, "CONTRACT", LONG_CONTRACT))
        yield


def pages_of_rows() -> list[Row]:
    """Those that somebody gets to see."""
    return [row for row in all_rows() if row.get and 200 in row.get.values()]


def _world(number: int, row: Row) -> World:
    with transaction.atomic():
        world = make_world(f"w{number}")
        row.path(world)
    return world


def page_of(row: Row, world: World) -> Page:
    assert row.get is not None
    who = next(person for person in PEOPLE if row.get[person] == 200)
    person = str(getattr(world.cast, who).pk)
    path = row.path(world)
    return Page(row.name, path, person, who, queries_of(path, person))


def fill(rows: Sequence[Row], world: World, size: Size) -> None:
    """The engagement of the rows' world gets as much as is missing, but for the places: `bulk.add_leads` comes last."""
    names = {row.name for row in rows}
    heavy = any(name.startswith(HEAVY) for name in names)
    with transaction.atomic():
        go_on(world, parts=size.parts, rounds=size.rounds)
        more_papers(world, size.papers)
        engagement = Engagement.objects.get(pk=world.engagement.pk)
        _inspect(engagement, size, wanted=size.many if names & {*LISTED} else size.own, heavy=heavy)
        bulk.add_events(engagement, world.cast.olivia, size.long_record if names & LONG else size.events)
        people = world.cast.everybody().values()
        bulk.add_notices(engagement, people, size.own_notices if "notices:index" in names else size.notices)


def _inspect(engagement: Engagement, size: Size, *, wanted: int, heavy: bool) -> None:
    """Fills up to `wanted`, each with its verdicts. Those that a heavy page names, and one before them that they are
    compared with, are as bad as can be."""
    named = list(engagement.inspections.filter(state=State.DONE).order_by("-asked"))
    mirror = named[0].mirror if named else "one.git"
    new = bulk.add_inspections(engagement, wanted - engagement.inspections.count(), mirror)
    if heavy:
        worst = [*named, *new[:1]]
        bulk.add_verdicts(worst, each=size.verdicts, failing=bulk.MANY_FAILING, places=size.many_places)
        Verdict.objects.filter(inspection__in=worst, outcome="fail").update(places=size.many_places)
        Inspection.objects.filter(pk__in=[one.pk for one in new[:1]]).update(asked=timezone.now() - timedelta(days=20))
    done = engagement.inspections.filter(state=State.DONE).only("pk")
    bulk.add_verdicts(list(done), each=size.verdicts, places=size.places)


def compare() -> None:
    """The newest of each engagement with the one before it, as `inspections.recording` does with each that ends."""
    newest = (
        Inspection.objects.filter(state=State.DONE)
        .order_by("engagement_id", "asked")
        .only("engagement_id", "mirror", "asked")
    )
    for inspection in {one.engagement_id: one for one in newest}.values():
        Inspection.objects.filter(pk=inspection.pk).update(compared=compared(inspection))


def freshen() -> None:
    """What was to be confirmed within the hour of the building still is."""
    Intent.objects.filter(event=None).update(expires=timezone.now() + timedelta(days=1))


def tell() -> None:
    """The worker has nothing to tell of what happened before: a server that begins with these data is at rest soon."""
    rows = [Told(engagement=one, upto=one.tree_size) for one in Engagement.objects.only("tree_size")]
    Told.objects.bulk_create(rows, update_conflicts=True, unique_fields=["engagement"], update_fields=["upto"])


def _others(cast: Cast, size: Size, worlds: int) -> list[Engagement]:
    count = max(size.others, size.engagements - worlds)
    left = max(0, size.inspections - Inspection.objects.count())
    made: list[Engagement] = []
    for number in range(count):
        with transaction.atomic():
            engagement = make_engagement(cast, f"Engagement {number}", mark=f" {number}")
            world = World(cast, engagement)
            money.of_payment(world)
            go_on(world, parts=size.parts, rounds=0)
            engagement.refresh_from_db()
            bulk.add_verdicts(bulk.add_inspections(engagement, left // count))
            bulk.add_events(engagement, cast.olivia, size.events)
            bulk.add_notices(engagement, cast.everybody().values(), size.notices)
        made.append(engagement)
    return made


def _of_many(page: Page, world: World, others: Sequence[Engagement]) -> Page:
    """Its person has all the others, too; `few` is counted with three of them, as a page without any asks for less."""
    person, role = getattr(world.cast, page.who), Role.OWNER if page.who == "olivia" else Role.ADVISOR
    seat(person, others[:3], role)
    few = queries_of(page.path, page.person)
    seat(person, others[3:], role)
    return replace(page, few=few)


def seat(person: User, engagements: Sequence[Engagement], role: Role) -> None:
    granted = sorted(act.value for act in GRANTABLE) if role == Role.ADVISOR else []
    Seat.objects.bulk_create(Seat(engagement=one, user=person, role=role, capabilities=granted) for one in engagements)


def hurry() -> None:
    """While the data are made: nothing is lost but a file that is made again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in ("synchronous=off", "cache_size=-200000", "foreign_keys=off"):
                cursor.execute(f"pragma {pragma}")
            cursor.execute("pragma temp_store=memory")


def settle() -> None:
    """What a database that lives for long knows of itself."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze" if connection.vendor == "postgresql" else "analyze")  # as it does by itself
        if connection.vendor == "sqlite":
            cursor.execute("pragma wal_checkpoint(truncate)")
    connection.close()
