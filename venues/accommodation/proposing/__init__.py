"""Who gets which room, worked out without a database: a stated objective, its optimum, and the bar beside it.

``best.propose`` takes a ``World`` and gives a ``Plan``. How many guests of a delegation go to which
hotel and type of room is decided by a mixed integer program (``counting``) and, for comparison, one
guest after the other (``greedy``); rooms are then chosen by rank (``placing``).
"""
