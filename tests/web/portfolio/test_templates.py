"""A practice's own checklists, positions and letters: kept in versions, shared by its members, moved as one file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from makegood.accounts.models import Membership
from makegood.engagements.intents import Refused
from makegood.engine import playbook
from makegood.engine.catalogue import checks
from makegood.rhythm.portfolio.actions import contents
from makegood.rhythm.portfolio.actions.templates import change_template, make_template, serve_all
from makegood.rhythm.portfolio.models import Practice, Template, TemplateKind
from makegood.rhythm.portfolio.queries.templates import LetterText
from makegood.rules.templates.positions import Position, Stance
from tests.engine.invented import TEN, traces
from tests.web.cast import Cast, signed_in
from tests.web.engagements.people_of_tests import words
from tests.web.portfolio.practices import practice_for
from tests.web.portfolio.templates import again, checklist_of, letter_of, positions_of

pytestmark = pytest.mark.django_db
ALL = "/practice/templates/"
SUMS = "data.no_personal_data"


@pytest.fixture
def practice(cast: Cast) -> Practice:
    return practice_for(cast.adam)


@pytest.fixture
def adam(cast: Cast) -> Client:
    return signed_in(cast.adam)


def at(template: Template, rest: str = "") -> str:
    return f"{ALL}{template.pk}/{rest}"


def item(client: Client, template: Template, check: str, **changed: object) -> int:
    """The item's form as its page shows it, with what was changed."""
    path = at(template, f"items/{check}")
    form = client.get(path).context["form"]
    given = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    return client.post(path, {**given, **changed}).status_code


def brought(client: Client, content: bytes) -> str:
    answer = client.post(f"{ALL}bring", {"file": SimpleUploadedFile("t.json", content)}, follow=True)
    return words(answer)


def test_a_checklist_is_begun_with_ours_changed_in_plain_words_and_says_that_it_is_weaker(
    adam: Client, practice: Practice
) -> None:
    answer = adam.post(f"{ALL}new/checklist", {"name": "Shops", "begins": "standard"}, follow=True)
    assert "It asks for no less than standard." in words(answer)
    template = Template.objects.get()
    assert item(adam, template, SUMS, priority="advisory") == 302
    page = words(adam.get(at(template)))
    assert "It is weaker than standard in 1 point" in page
    assert "only informs; usually it should be right" in page
    assert "Weaker than standard in 1 point" in words(adam.get(ALL))
    assert item(adam, template, SUMS, priority="none") == 302
    assert SUMS not in again(practice, template).book.criteria
    assert item(adam, template, SUMS, priority="required") == 302
    assert "It asks for no less than standard." in words(adam.get(at(template)))


def test_what_cannot_be_a_limit_is_said_beside_it_and_nothing_is_kept(
    cast: Cast, adam: Client, practice: Practice
) -> None:
    held = checklist_of(practice, cast.adam)
    check = next(id for id, one in held.book.criteria.items() if "most_share" in one.limits)
    assert item(adam, held.template, check, limit_most_share="lots") == 422
    assert again(practice, held.template).template.number == 1


def test_every_version_stays_with_who_and_what_and_can_be_taken_back(
    cast: Cast, adam: Client, practice: Practice
) -> None:
    held = checklist_of(practice, cast.adam)
    Membership.objects.create(company=practice.company, user=cast.stan)
    item(signed_in(cast.stan), held.template, SUMS, priority="blocker")
    page = words(adam.get(at(held.template)))
    assert "must be right. Stan" in page
    assert "Begun with ours" in words(adam.get(at(held.template, "versions/1")))
    adam.post(at(held.template, "versions/1"))
    now = again(practice, held.template)
    assert (now.version.number, now.version.content) == (3, held.version.content)
    assert now.version.what == "As it was in version 1"
    assert adam.get(at(held.template, "versions/4")).status_code == 404


def test_nobody_overwrites_what_another_wrote_meanwhile(cast: Cast, adam: Client, practice: Practice) -> None:
    held = letter_of(practice, cast.adam, "partner", "Good day")
    typed = {"subject": "One", "text": "Mine", "version": "1"}
    assert adam.post(at(held.template), typed).status_code == 302
    answer = adam.post(at(held.template), {**typed, "text": "Of an old page"})
    assert answer.status_code == 422
    assert "Adam changed it meanwhile" in words(answer)
    assert "Of an old page" in answer.content.decode()
    with pytest.raises(Refused, match="changed it meanwhile"):
        change_template(held=held, content="x", what="y", by=cast.adam)


def test_an_unknown_placeholder_is_refused_beside_its_field_and_a_key_is_masked(
    cast: Cast, adam: Client, practice: Practice
) -> None:
    held = letter_of(practice, cast.adam, "partner", "Good day")
    answer = adam.post(at(held.template), {"subject": "{amout}", "text": "{happened} {x}", "version": "1"})
    assert answer.status_code == 422
    assert "Did you mean {amount}?" in words(answer)
    assert "{happened} is not known in this letter" in words(answer)
    adam.post(at(held.template), {"subject": "A", "text": f"Use {TEN['github-token']}", "version": "1"})
    assert traces(again(practice, held.template).version.content.encode()) == set()


def test_a_stranger_finds_nothing_and_a_colleague_all(cast: Cast, practice: Practice) -> None:
    held = checklist_of(practice, cast.adam)
    practice_for(cast.pat, " of Pat")
    for user in (cast.stan, cast.olivia, cast.pat):
        for rest in ("", "name", "versions/1", f"items/{SUMS}"):
            assert signed_in(user).get(at(held.template, rest)).status_code == 404
    Membership.objects.create(company=practice.company, user=cast.stan)
    assert signed_in(cast.stan).get(at(held.template)).status_code == 200


def test_what_is_put_away_is_offered_nowhere_and_comes_back(cast: Cast, adam: Client, practice: Practice) -> None:
    held = positions_of(practice, cast.adam, {1: Position(Stance.MUST)})
    assert "serves your clients from now on" in words(adam.post(at(held.template, "serve"), follow=True))
    adam.post(at(held.template, "put-away"))
    row = Template.objects.get()
    assert row.put_away is not None
    assert not row.used
    adam.post(at(held.template, "serve"))
    assert not Template.objects.get().used
    assert "A copy of" not in words(adam.get(f"{ALL}new/positions"))
    adam.post(at(held.template, "take-out"))
    assert Template.objects.get().put_away is None


def test_of_two_sets_of_positions_one_serves_the_clients(cast: Cast, practice: Practice) -> None:
    one, other = (positions_of(practice, cast.adam, {}, name=name) for name in ("One", "Other"))
    serve_all(held=one, used=True)
    serve_all(held=other, used=True)
    assert [row.name for row in Template.objects.filter(used=True)] == ["Other"]
    desk_letter = letter_of(practice, cast.adam, "partner", "Good day")
    serve_all(held=desk_letter, used=True)
    assert not Template.objects.get(pk=desk_letter.template.pk).used


def test_the_same_name_twice_is_refused_and_a_new_name_is_a_version(
    cast: Cast, adam: Client, practice: Practice
) -> None:
    held = checklist_of(practice, cast.adam)
    answer = adam.post(f"{ALL}new/checklist", {"name": "Shops", "begins": "standard"})
    assert "There is one called “Shops” already" in words(answer)
    adam.post(at(held.template, "name"), {"name": "Web shops"})
    now = again(practice, held.template)
    assert (now.template.name, now.version.what) == ("Web shops", "Renamed; it was called “Shops”")


def test_all_go_out_as_one_file_and_come_in_elsewhere_as_they_were(
    cast: Cast, adam: Client, practice: Practice
) -> None:
    held = checklist_of(practice, cast.adam)
    positions_of(practice, cast.adam, {1: Position(Stance.MUST, "Provider assigns “all”.")})
    letter_of(practice, cast.adam, "monthly", "Dear {owner},\n\n{happened}")
    file = adam.get(f"{ALL}file").content
    assert "3 were here already" in brought(adam, file)
    other = practice_for(cast.pat, " of Pat")
    assert "3 are new" in brought(signed_in(cast.pat), file)
    both = [{one.name: one.versions.get(number=one.number).content for one in of.templates.all()}
            for of in (practice, other)]  # fmt: skip
    assert both[0] == both[1]
    item(adam, held.template, SUMS, priority="blocker")
    assert "1 got a new version; the older ones are kept, 2 were here already" in brought(adam, file)
    assert again(practice, held.template).version.number == 3


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("x", "cannot be read as TOML"),
        ("a = " + "[" * 20_000, "cannot be read as TOML"),
        (
            '[[criterion]]\ncheck = "no.such"\npriority = "blocker"\n',
            "The checklist asks for the check &#x27;no.such&#x27;",
        ),
        ('[[criterion]]\ncheck = "tests.assert_something"\npriority = "urgent"\n', "priority"),
    ],
)
def test_a_checklist_that_does_not_load_is_refused_with_one_sentence_and_nothing_comes_in(
    adam: Client, practice: Practice, toml: str, word: str
) -> None:
    head = 'schema = "makegood.playbook/1"\nversion = 1\n'
    good = {"kind": "letter", "name": "Good", "letter": {"for": "partner", "subject": "A", "text": "B"}}
    rows = [good, {"kind": "checklist", "name": "Bad", "toml": head + toml}]
    content = json.dumps({"schema": "makegood.templates/1", "templates": rows}).encode()
    page = brought(adam, content)
    assert "“Bad”" in page
    assert word in page
    assert not practice.templates.exists()


def test_a_checklist_goes_to_the_command_line_and_comes_back_under_its_name(
    cast: Cast, adam: Client, practice: Practice, tmp_path: Path
) -> None:
    held = checklist_of(practice, cast.adam, "Shops, all of them")
    file = tmp_path / "mine.toml"
    file.write_bytes(adam.get(at(held.template, "checklist.toml")).content)
    book = playbook.load(str(file), checks())
    assert (book.name, book.title) == ("shops-all-of-them", "Shops, all of them")
    assert book.criteria == held.book.criteria
    assert "1 was here already" in brought(adam, file.read_bytes())
    small = b'schema = "makegood.playbook/1"\nversion = 1\nbase = "standard"\n'
    assert "1 is new" in brought(adam, small)
    assert Template.objects.get(name="t").number == 1
    assert "The checklist asks for the check" in brought(adam, small + b'[[criterion]]\ncheck = "x"\n')


def test_a_limit_that_no_person_could_type_is_refused(adam: Client, cast: Cast, practice: Practice) -> None:
    held = checklist_of(practice, cast.adam)
    toml = held.version.content.replace('"0.', '"7.')
    assert toml != held.version.content
    rows = [{"kind": "checklist", "name": "Bad", "toml": toml}]
    page = brought(adam, json.dumps({"schema": "makegood.templates/1", "templates": rows}).encode())
    assert "A percentage is between 0 and 100" in page


def test_the_statements_do_not_grow_with_the_templates(cast: Cast, adam: Client, practice: Practice) -> None:
    counted = []
    for number in range(12):
        checklist_of(practice, cast.adam, f"C{number}")
        letter_of(practice, cast.adam, "partner", "Good day", f"L{number}")
        if number in (0, 11):
            with CaptureQueriesContext(connection) as asked:
                assert adam.get(ALL).status_code == 200
            counted.append(len(asked))
    assert counted[1] <= counted[0]


def test_a_practice_has_no_more_than_it_can_look_over(
    cast: Cast, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("makegood.rhythm.portfolio.actions.templates.MOST", 1)
    checklist_of(practice, cast.adam)
    told = contents.letter(LetterText(letter="partner", subject="A", text="B"))
    with pytest.raises(Refused, match="can have 1 templates"):
        make_template(practice=practice, kind=TemplateKind.LETTER, name="B", content=told, what="", by=cast.adam)
