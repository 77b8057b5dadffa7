"""The programme: what takes place when and where, and who is expected."""
