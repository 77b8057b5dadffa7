"""Uploads that never became part of anything are taken away."""

import datetime as dt

from summit import clock
from summit.files.models import StoredFile, private_storage
from summit.jobs import periodic

KEPT_UNHELD = dt.timedelta(days=2)  # somebody may still be writing the form that the file belongs to


@periodic(seconds=24 * 3600, name="files.sweep", lease_seconds=3600)
def sweep() -> int:
    """Delete rows that nothing holds and bytes that no row knows, once two days old; returns how many files went.

    The row goes first; a crash between the two leaves bytes for the next night.
    """
    StoredFile.objects.filter(uploaded_at__lt=clock.now() - KEPT_UNHELD).unheld().delete()
    known = set(StoredFile.objects.exclude(stored="").values_list("stored", flat=True))
    storage, limit, gone = private_storage(), clock.real_now() - KEPT_UNHELD, 0
    for path in list(stored_paths(storage)):
        if path not in known and storage.get_modified_time(path) < limit:
            storage.delete(path)
            gone += 1
    return gone


def stored_paths(storage):
    """Every path in the private folder, relative to it."""
    if not storage.exists(""):
        return
    for folder in storage.listdir("")[0]:
        for name in storage.listdir(folder)[1]:
            yield f"{folder}/{name}"
