"""How gunicorn serves Kneesite, under `make run` and under systemd alike; gunicorn reads this file by itself."""

import os
import socket

from django.db import connections

wsgi_app = "kneesite.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WORKERS") or 2)
worker_class = "sync"  # a page takes milliseconds; threads only make the slow ones slower
preload_app = True  # the workers share the memory of what is loaded before they start
timeout, graceful_timeout = 30, 10
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # a full disk must not stop it
control_socket_disable = True  # gunicorn would open it in the home folder
limit_request_line = 8190
loglevel = "warning"
accesslog, errorlog = "-", "-"
logger_class = "kneesite.access_log.AccessLog"


def when_ready(server):
    """A browser opens connections in advance; without this each would hold a worker until it says something."""
    for listener in server.LISTENERS:
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, timeout)


def pre_fork(server, worker):
    """No connection to a database is carried over into a worker."""
    connections.close_all()
