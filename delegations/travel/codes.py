"""The codes that the forms of travel propose."""


def next_code(rows, prefix: str, *, width: int) -> str:
    """The next free code among ``rows``: ``A-014`` after ``A-013``, ``VS-01`` where none begins with VS."""
    taken = rows.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(code.removeprefix(prefix)) for code in taken if code.removeprefix(prefix).isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:0{width}d}"
