"""Writes of the agreement: one sentence each. All raise engagements.intents.Refused with one sentence."""
