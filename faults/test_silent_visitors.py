"""Browsers open connections in advance and say nothing on them: nobody else may have to wait for that."""

import socket
import time

from faults.visitor import Visitor


def test_silent_connections_do_not_keep_anybody_waiting(house):
    silent = [socket.create_connection(("127.0.0.1", house.port)) for _ in range(20)]  # ten for each worker

    began = time.monotonic()
    status, _, _ = Visitor(house, 1).open("/articles/")
    took = time.monotonic() - began

    for connection in silent:
        connection.close()
    assert status == 200
    assert took < 10, "a plain sync worker would stand still for thirty seconds"


def test_who_was_silent_is_served_when_they_speak(house):
    late = [socket.create_connection(("127.0.0.1", house.port), timeout=20) for _ in range(6)]
    Visitor(house, 1).open("/articles/")

    answers = []
    for connection in late:
        connection.sendall(b"GET /about/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answers.append(connection.recv(12))
        connection.close()

    assert answers == [b"HTTP/1.1 200"] * len(late)
