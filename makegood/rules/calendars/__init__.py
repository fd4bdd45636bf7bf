"""Days and clocks: US business days in an agreed zone, deadlines with a close of business, alarms, lateness."""
