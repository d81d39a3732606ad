"""Speed and memory against stated floors, as ratios within one run: ``python3 dev.py bench``.

A floor is the least that the job can cost in Python: the same rows by sqlite3, the same XML by string
formatting. Only ratios travel from one machine to the next.
"""
