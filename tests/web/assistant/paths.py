"""A company's assistant is set by who may act for a company that buys; in this world Olivia alone."""

from __future__ import annotations

from collections.abc import Mapping

from tests.web.rows import Row, World, only


def _company(world: World) -> Mapping[str, object]:
    return {"company_id": world.engagement.owner_company_id}


ROWS = (
    Row("assistant:companies", get=only("olivia", 302)),
    Row("assistant:setting", get=only("olivia"), post=only("olivia", 422), kwargs=_company),
    Row("assistant:try", post=only("olivia", 302), kwargs=_company),
    Row("assistant:end", post=only("olivia", 302), kwargs=_company),
)
