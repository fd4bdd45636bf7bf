"""Money: integer cents in one currency per engagement, shares in hundredths of a percent."""
