"""The ground floor: settings, rights, workflows and lists, and the event's own frame and timeline.

Imports point only left: ``summit <- delegations <- venues``.
"""
