"""Three words by which leaks are told apart; pages may write them in capitals.

``OTHERS`` stands in everything that is not our delegation's, ``OURS`` in the names of our people,
``RESTRICTED`` in every value that no page may show unasked (S3).
"""

OTHERS, OURS, RESTRICTED = "harmattan-kora", "oryx-balafon", "zq7opal"
