"""The ground floor: verdicts, periods, pages. No tables, no domain words."""
