"""Who did what to which row, when and why: an entry in the transaction of every act."""

from summit.audit.recording import OutsideAct, history, record, record_many, record_past

__all__ = ["OutsideAct", "history", "record", "record_many", "record_past"]
