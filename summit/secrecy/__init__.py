"""What is personal, how it is kept, who may see it and how long it stays.

Each model declares beside its fields::

    sensitivity = {"name": S2, "passport": S3}   # a field not named is S1
    retention = {S3: 30, S2: 90}                 # days after the summit's last day
    reveal_right = "delegations.view_passport"   # or {"passport": right, ...}
"""

from summit.secrecy.fields import BlindIndexField, EncryptedJSONField, EncryptedTextField, with_indexes
from summit.secrecy.keys import Unreadable, blind_index, blind_indexes
from summit.secrecy.levels import S0, S1, S2, S3, is_personal, sensitivity_of
from summit.secrecy.purging import Certificate, purge
from summit.secrecy.rotation import rotate, rotating_models
from summit.secrecy.seeing import disclosed, reveal

__all__ = [
    "S0",
    "S1",
    "S2",
    "S3",
    "BlindIndexField",
    "Certificate",
    "EncryptedJSONField",
    "EncryptedTextField",
    "Unreadable",
    "blind_index",
    "blind_indexes",
    "disclosed",
    "is_personal",
    "purge",
    "reveal",
    "rotate",
    "rotating_models",
    "sensitivity_of",
    "with_indexes",
]
