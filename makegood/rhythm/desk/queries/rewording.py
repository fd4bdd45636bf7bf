"""Templates by which a letter of the desk can be worded: whose they are, a later room says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from makegood.engagements.permissions import Standing
from makegood.phases.agreement.queries.offered import Offered
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.letters import Draft

Source = Callable[[Standing, Desk, Draft], Iterable[Offered]]
_sources: list[Source] = []


def register_letter_words(source: Source) -> None:
    """Posting to the path of what `source` offers words the letter so."""
    _sources.append(source)


def words_for(standing: Standing, desk: Desk, draft: Draft) -> list[Offered]:
    return [one for source in _sources for one in source(standing, desk, draft)]
