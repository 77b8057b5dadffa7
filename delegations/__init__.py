"""Who comes and what they may enter. Imports ``summit``, never ``venues``."""
