"""How gunicorn serves Kneesite, under `make run` and under systemd alike; gunicorn reads this file by itself."""

import os
import socket

from django.db import connections
from gunicorn.http import message

from kneesite.web_worker import LONGEST_SILENCE

wsgi_app = "kneesite.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WORKERS") or 2)
worker_class = "kneesite.web_worker.PatientWorker"  # threads would only make the slow pages slower
preload_app = True  # the workers share the memory of what is loaded before they start
timeout, graceful_timeout = 30, 10
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # a full disk must not stop it
control_socket_disable = True  # gunicorn would open it in the home folder
# Whoever pastes 10,000 letters of any script into the search gets an answer: each takes up to twelve bytes in an address.
limit_request_line = message.MAX_REQUEST_LINE = 128 * 1024  # gunicorn itself lets nobody go beyond that constant
loglevel = "warning"
accesslog, errorlog = "-", "-"
logger_class = "kneesite.access_log.AccessLog"


def pre_fork(server, worker):
    """No connection to a database is carried over into a worker."""
    connections.close_all()


def when_ready(server):
    """A browser that opens a connection in advance stays with Linux until it speaks, instead of being taken in by a
    worker that may then be busy for seconds while the other one is free."""
    for listener in server.LISTENERS:
        if listener.sock.family != socket.AF_UNIX and hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, LONGEST_SILENCE)
