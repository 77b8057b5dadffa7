"""Work in the background: periodic duties, and jobs whose worker died.

A job is a row of the tasks' database, written in the transaction of the act that wants it. It
runs at least once: a worker may be killed after the effect and before the note of it. So every
job and every duty must be **idempotent**: look at the row that says what is done, not at how
often one was called.
"""

from summit.jobs.duties import Duty, periodic, run_due
from summit.jobs.leases import heartbeat, requeue_expired

__all__ = ["Duty", "heartbeat", "periodic", "requeue_expired", "run_due"]
