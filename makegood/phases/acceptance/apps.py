from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "makegood.phases.acceptance"
    label = "acceptance"

    def ready(self) -> None:
        from makegood.engagements import intents
        from makegood.engagements.figures import (
            Section,
            register_figures,
            register_needed,
            register_section,
            register_waiting,
        )
        from makegood.engagements.permissions import Act
        from makegood.phases.acceptance.actions import (
            appealing,
            attesting,
            bundling,
            certifying,
            comparing,
            deciding,
            receiving,
            releasing,
            requesting,
            signing_reports,
            silence,
            waiving,
        )
        from makegood.phases.acceptance.actions.submitting import HAND_IN
        from makegood.phases.acceptance.queries.amending import what_was_paid_stays
        from makegood.phases.acceptance.queries.arriving import waiting_about_code
        from makegood.phases.acceptance.queries.figures import figures
        from makegood.phases.acceptance.queries.needed import needed
        from makegood.phases.acceptance.queries.waiting import waiting_about_decisions
        from makegood.phases.acceptance.queries.waiting_money import waiting_about_money
        from makegood.phases.agreement.queries.problems import register_objections

        del bundling, certifying, comparing, receiving, silence  # declare the durable work, which the worker must know
        intents.register(HAND_IN)
        for room in (deciding, waiving, attesting, appealing, signing_reports):
            room.register()
        requesting.register()
        releasing.register()
        register_figures(figures)
        register_waiting(waiting_about_money)
        register_waiting(waiting_about_code)
        register_needed(needed)
        register_waiting(waiting_about_decisions)
        register_objections(what_was_paid_stays)
        register_section(Section(label="Deliveries", url="acceptance:submissions", needs=Act.SEE_WORK, place=30))
        register_section(Section(label="Money", url="acceptance:money", needs=Act.SEE_MONEY, place=40))
        register_section(Section(label="To pay", url="acceptance:to_pay", needs=Act.SEE_RELEASES, place=50))
