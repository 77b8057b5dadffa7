"""Who did what to which row, when and why: an entry in the transaction of every act."""

from summit.audit.recording import OutsideAct, history, name_of, record, record_many, record_past

__all__ = ["OutsideAct", "history", "name_of", "record", "record_many", "record_past"]
