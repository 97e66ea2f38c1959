"""Files and the values of the field: text in, values out, and back; no database, no clock.

A reader takes bytes and returns values of `tracker.domain`, or raises InvalidFile with everything
that is wrong in the file, in the order of the file.
"""
