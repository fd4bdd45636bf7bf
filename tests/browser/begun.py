"""`python -m tests.browser.begun BUNDLE`: in the home of its environment, a signed agreement and its first part handed
in, waiting for a worker; prints the path of the page that says how far it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from makegood.web.serving import prepare


def main() -> None:
    prepare()
    from django.urls import reverse

    from makegood.engagements import intents
    from makegood.engagements.intents import Confirmed
    from makegood.engagements.models import Strength
    from makegood.engagements.permissions import standing_of
    from makegood.inspections.origins import keep_upload
    from makegood.phases.acceptance.actions.handing_in.submitting import HAND_IN
    from makegood.phases.acceptance.models import Submission
    from tests.web.acceptance.built import signed_agreement_of
    from tests.web.acceptance.handing import content
    from tests.web.cast import make_cast, make_engagement

    cast = make_cast()
    engagement = make_engagement(cast)
    part = signed_agreement_of(engagement, cast.pat).milestones.all()[0]
    bundle = Path(sys.argv[1]).read_bytes()
    digest, name = keep_upload(engagement=engagement, chunks=[bundle], name="shop.bundle", by=cast.pat)
    standing = standing_of(cast.pat, engagement.pk)
    given = content(part, upload=digest, upload_name=name)
    intent = intents.prepare(standing=standing, kind=HAND_IN.kind, content=given, back="/")
    intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))
    print(reverse("acceptance:handed_in", args=[engagement.pk, Submission.objects.get().pk]))


if __name__ == "__main__":
    main()
