"""The kind of gunicorn worker that serves the house: one request at a time, but never waiting for a silent visitor."""

import select
import time

from gunicorn.workers.sync import SyncWorker

LONGEST_SILENCE = 60  # seconds
SECONDS_TO_SPEAK = 5  # between two pieces of a request or an answer
MOST_SILENT = 200  # connections a worker; select() could not watch many more


class PatientWorker(SyncWorker):
    """Browsers open connections in advance. A plain sync worker would stand still until such a one says something;
    here it waits beside the door, and whoever speaks is served."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.silent = {}  # connection: (listener, address, since when)

    def accept(self, listener):
        """Raises an OSError, as the plain one does, when nobody is at the door."""
        self.serve_who_speaks(select.select([*self.silent], [], [], 0)[0] if self.silent else ())
        client, address = listener.accept()
        client.setblocking(True)
        client.set_inheritable(False)
        self.silent[client] = (listener, address, time.monotonic())
        self.serve_who_speaks(select.select([client], [], [], 0)[0])
        if len(self.silent) > MOST_SILENT:
            self.send_away(next(iter(self.silent)))

    def wait(self, timeout):
        """Until somebody comes, speaks or has been silent for too long."""
        doors = self.wait_fds
        self.wait_fds = [*doors, *self.silent]
        try:
            ready = super().wait(min(timeout, 1) if self.silent else timeout)
        finally:
            self.wait_fds = doors
        self.serve_who_speaks([client for client in ready or () if client in self.silent])
        self.send_away_the_silent()
        return [door for door in ready or () if door in doors]

    def serve_who_speaks(self, clients):
        for client in clients:
            listener, address, _ = self.silent.pop(client)
            self.notify()
            client.settimeout(SECONDS_TO_SPEAK)  # whoever stops in the middle of a word does not hold the house up
            self.handle(listener, client, address)

    def send_away_the_silent(self):
        latest = time.monotonic() - LONGEST_SILENCE
        for client in [client for client, (*_, since) in self.silent.items() if since < latest]:
            self.send_away(client)

    def send_away(self, client):
        del self.silent[client]
        client.close()
