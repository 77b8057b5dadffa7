"""Order of precedence, computed from a rule and approved by protocol."""
