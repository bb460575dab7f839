"""Statistics of the appraisals: frames and arrays in, frozen results out.

Nothing here knows a database, a page, a clock or a file. What a page draws at once (shares,
pattern distance, suppression, findings) is computed from small aggregated frames; a caller hands
in whatever varies: rule sets, dates, visibility.
"""
