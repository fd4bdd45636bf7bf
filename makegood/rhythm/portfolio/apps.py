from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "makegood.rhythm.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        from makegood.engagements.actions.seats import register_ending
        from makegood.engagements.figures import register_waiting
        from makegood.engagements.record.forgetting import keeps_words
        from makegood.phases.agreement.queries.offered import register_checklists
        from makegood.rhythm.desk.queries.delegating import register_delegation
        from makegood.rhythm.desk.queries.rewording import register_letter_words
        from makegood.rhythm.desk.queries.stationery import register_stationery
        from makegood.rhythm.desk.queries.wording import register_wording
        from makegood.rhythm.portfolio.actions import importing, letters, limits, reports
        from makegood.rhythm.portfolio.actions.away import ending_with
        from makegood.rhythm.portfolio.models import Away, MonthlyLetter
        from makegood.rhythm.portfolio.queries.away import waiting_about_away
        from makegood.rhythm.portfolio.queries.branding import brand_for
        from makegood.rhythm.portfolio.queries.limits import waiting_for_the_owners_word, why_it_waits
        from makegood.rhythm.portfolio.queries.offering import checklists_for, letters_for, wording_at

        register_wording(wording_at)
        register_letter_words(letters_for)
        register_checklists(checklists_for)
        register_delegation(why_it_waits)
        register_stationery(brand_for)
        register_waiting(waiting_for_the_owners_word)
        register_waiting(waiting_about_away)
        register_ending(ending_with)
        keeps_words("advisor.away_asked", Away, "event", "reason")
        limits.register_deeds()
        del importing, letters, reports  # loading them declares the durable work, which the worker must know
        keeps_words("advisor.letter_sent", MonthlyLetter, "event", "address subject text problem")
