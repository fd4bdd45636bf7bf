from django.apps import AppConfig


class AgreementConfig(AppConfig):
    name = "makegood.phases.agreement"
    label = "agreement"

    def ready(self) -> None:
        from makegood.accounts.resealing import keeps_sealed
        from makegood.engagements.figures import (
            Section,
            register_course,
            register_needed,
            register_pay_words,
            register_section,
            register_waiting,
        )
        from makegood.engagements.intents import register
        from makegood.engagements.permissions import Act
        from makegood.phases.agreement.actions import forgetting, paying, signing
        from makegood.phases.agreement.models import Payee
        from makegood.phases.agreement.queries.beginning import not_begun
        from makegood.phases.agreement.queries.journey import course
        from makegood.phases.agreement.queries.needed import needed, pay_words
        from makegood.phases.agreement.queries.payees import purpose_of
        from makegood.phases.agreement.queries.waiting import waiting_about_agreements

        register_section(Section(label="Agreement", url="agreement:show", needs=Act.SEE_MONEY, place=10))
        register_course(course)
        register_waiting(not_begun)
        register_waiting(waiting_about_agreements)
        register_needed(needed)
        forgetting.register()
        keeps_sealed(Payee, "account", purpose_of)
        register_pay_words(pay_words)
        for deed in (
            signing.SIGNED_BY_OWNER,
            signing.SIGNED_BY_PARTNER,
            paying.CHANGE_ASKED,
            paying.CALLED_BACK,
            paying.CHANGE_REFUSED,
        ):
            register(deed)
