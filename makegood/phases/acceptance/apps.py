from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "makegood.phases.acceptance"
    label = "acceptance"

    def ready(self) -> None:
        _register_acts()
        _register_what_pages_ask()


def _register_acts() -> None:
    """The deeds, the durable work that the worker must know, which rows repeat what an entry says, what is sealed."""
    from makegood.accounts.resealing import keeps_sealed
    from makegood.engagements import intents
    from makegood.phases.acceptance.actions import forgetting
    from makegood.phases.acceptance.actions.deciding import (
        answering,
        appealing,
        attesting,
        certifying,
        ending,
        rerunning,
        signing_reports,
        silence,
        waiving,
    )
    from makegood.phases.acceptance.actions.handing_in import bundling, comparing, receiving
    from makegood.phases.acceptance.actions.handing_in.submitting import HAND_IN
    from makegood.phases.acceptance.actions.money import releasing, requesting
    from makegood.phases.acceptance.models import CodeSource

    del bundling, certifying, comparing, ending, receiving, rerunning, silence  # loading them declares their work
    intents.register(HAND_IN)
    for room in (answering, waiving, attesting, appealing, signing_reports, requesting, releasing, forgetting):
        room.register()
    keeps_sealed(CodeSource, "secret", lambda source: source.purpose)


def _register_what_pages_ask() -> None:
    from makegood.engagements.figures import (
        Section,
        register_course,
        register_figures,
        register_needed,
        register_section,
        register_waiting,
    )
    from makegood.engagements.permissions import Act
    from makegood.inspections.deciding import register_decision
    from makegood.phases.acceptance.queries.deciding.waiting import waiting_about_decisions
    from makegood.phases.acceptance.queries.handing_in.arriving import waiting_about_code
    from makegood.phases.acceptance.queries.handing_in.needed import needed
    from makegood.phases.acceptance.queries.handing_in.submissions import path_of_decision
    from makegood.phases.acceptance.queries.journey import course
    from makegood.phases.acceptance.queries.money.amending import what_was_paid_stays
    from makegood.phases.acceptance.queries.money.figures import figures
    from makegood.phases.acceptance.queries.money.waiting import waiting_about_money
    from makegood.phases.agreement.queries.problems import register_objections

    register_figures(figures)
    register_course(course)
    for waiting in (waiting_about_money, waiting_about_code, waiting_about_decisions):
        register_waiting(waiting)
    register_needed(needed)
    register_objections(what_was_paid_stays)
    register_decision(path_of_decision)
    register_section(Section(label="Deliveries", url="acceptance:submissions", needs=Act.SEE_WORK, place=30))
    register_section(Section(label="Money", url="acceptance:money", needs=Act.SEE_MONEY, place=40))
    register_section(Section(label="To pay", url="acceptance:to_pay", needs=Act.SEE_RELEASES, place=50))
