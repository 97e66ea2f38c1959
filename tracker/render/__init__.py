"""Answers as text: a Table or Card for a terminal, a script, a spreadsheet or a page."""
