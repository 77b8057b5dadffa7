"""The tables of the programme."""

from summit.programme.items import ItemPerson, ProgrammeItem

__all__ = ["ItemPerson", "ProgrammeItem"]
