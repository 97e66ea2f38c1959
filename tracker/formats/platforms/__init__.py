"""Files of other trackers: a module each, and what they share.

A reader gives rows in the order in which the ledger can take them: a question before what attaches
to it. Keys begin with the platform's name. Of a claim that the ledger has already, only its outcome
is held against the file; wording and dates may have been edited there, and the ledger's stay.
"""
