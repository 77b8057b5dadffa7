"""Rights on delegations, people, their papers and the notes that announce them.

Protocol keeps the roster. A liaison officer's duty is narrowed to one delegation and opens that
one alone. Those who lodge, drive, screen or receive people read names; papers are restricted.
"""

from summit.rights import (
    AUDITOR,
    AUTHORITY,
    COORDINATOR,
    HEAD,
    NOBODY,
    OFFICER,
    SECRETARY,
    committee,
    define,
    held,
    holds,
    holds_for,
    is_me,
    of_person,
)

PROTOCOL, LIAISON = "protocol", "liaison"
above = committee(COORDINATOR, SECRETARY, AUTHORITY, AUDITOR)
runs = committee(COORDINATOR) | holds(PROTOCOL, HEAD, OFFICER)
decides = committee(COORDINATOR) | holds(PROTOCOL, HEAD)
# Whose work needs the names: beds, cars, screening, the apron, badges.
needs_names = (
    holds("accreditation") | holds("security") | holds("lodging") | holds("transport") | holds("airport")
)
own_delegation = holds_for(LIAISON, at="public_id")
of_own_delegation = holds_for(LIAISON, at="delegation__public_id")
person_of_own_delegation = holds_for(
    LIAISON, at="delegation__public_id", through="delegations.Membership", row="person"
)
# Ranks and categories belong to no delegation: a duty that is narrowed to one reads them as well.
accompanies = of_person(lambda user: bool(held(user, LIAISON, ())))
reads_people = committee(COORDINATOR, SECRETARY) | holds(PROTOCOL) | needs_names

define(
    {
        "delegations.view_delegation": above | holds(PROTOCOL) | needs_names | own_delegation,
        "delegations.edit_delegation": runs,
        "delegations.step_delegation": runs,
        "delegations.confirm_delegation": decides,
        "delegations.view_person": reads_people | person_of_own_delegation,
        "delegations.edit_person": runs,
        "delegations.view_membership": reads_people | of_own_delegation,
        "delegations.edit_membership": runs,
        "delegations.view_document": runs | holds("accreditation", HEAD, OFFICER) | holds("security"),
        "delegations.reveal_document": runs | holds("accreditation", HEAD, OFFICER) | holds("security"),
        "delegations.edit_document": runs,
        "delegations.edit_photo": runs | holds("accreditation", HEAD, OFFICER),
        "delegations.merge_person": runs,
        "delegations.import_person": runs,
        "delegations.export_person": runs | holds("accreditation", HEAD, OFFICER),
        "delegations.view_quota": above | holds(PROTOCOL) | needs_names | of_own_delegation,
        "delegations.edit_quota": decides,
        "delegations.view_change": committee(COORDINATOR, SECRETARY) | holds(PROTOCOL) | of_own_delegation,
        "delegations.ask_change": runs | of_own_delegation,
        "delegations.ask_addition": runs | own_delegation,
        # A line of a version is asked when the version is accepted, never by hand.
        "delegations.hand_in_change": (runs | of_own_delegation) & is_me("asked_by"),
        "delegations.decide_change": runs,
        "delegations.withdraw_change": is_me("asked_by"),
        "delegations.view_submission": committee(COORDINATOR, SECRETARY)
        | holds(PROTOCOL)
        | of_own_delegation,
        # By the sealed link alone: its holder has no account, the system's user takes the step.
        "delegations.hand_in_submission": NOBODY,
        "delegations.decide_submission": runs,
        "delegations.issue_link": runs,
        "delegations.view_note": committee(COORDINATOR, SECRETARY, AUDITOR) | holds(PROTOCOL),
        "delegations.edit_note": runs,
        "delegations.view_liaison": above | holds(PROTOCOL) | is_me("officer") | of_own_delegation,
        "delegations.edit_liaison": runs,
        "delegations.step_liaison": runs | is_me("officer"),
        "delegations.view_reference": above | holds(PROTOCOL) | needs_names | accompanies,
        "delegations.edit_reference": decides,
    }
)
