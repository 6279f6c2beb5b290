"""The scripts behind `make`: what is missing or wrong gets one plain sentence, before any long work."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from tests.house_rules import HOUSE

OLD_PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2" && exit 0
exit 1
"""
NO_VENV = f"""#!/bin/sh
case "$*" in *ensurepip*) exit 1;; esac
exec {sys.executable} "$@"
"""


@pytest.fixture
def machine(tmp_path):
    """A copy of the scripts on a machine whose PATH holds only what the test puts there."""
    shutil.copytree(HOUSE / "scripts", tmp_path / "scripts")
    (tmp_path / "bin").mkdir()
    for tool in ("sh", "dirname", "cmp", "rm", "cp"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def give(machine, name, script):
    """Puts a program on the machine."""
    program = machine / "bin" / name
    program.write_text(script)
    program.chmod(0o755)


def run(machine, script, *arguments, **variables):
    return subprocess.run(
        [machine / "scripts" / script, *arguments],
        cwd=machine,
        env={"PATH": str(machine / "bin"), **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("script", ["run.sh", "setup.sh"])
def test_a_python_too_old_gets_one_sentence(machine, script):
    give(machine, "python3", OLD_PYTHON)

    done = run(machine, script)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        'Kneesite needs Python 3.11 or newer; "python3" is Python 3.9.2. PYTHON=/path/to/python names another one.\n'
    )


def test_a_machine_without_python_gets_one_sentence(machine):
    done = run(machine, "run.sh")

    assert done.returncode == 1
    assert done.stderr == (
        "Kneesite needs Python 3.11 or newer, and this machine has none. PYTHON=/path/to/python names one.\n"
    )


def test_a_newer_python_beside_an_old_one_is_found(machine):
    give(machine, "python3", OLD_PYTHON)
    give(machine, "python3.13", f'#!/bin/sh\nexec {sys.executable} "$@"\n')

    done = run(machine, "find-python.sh")

    assert done.stdout == f"{machine}/bin/python3.13\n"


def test_a_missing_venv_module_gets_one_sentence_and_leaves_nothing_half_made(machine):
    give(machine, "python3", NO_VENV)

    done = run(machine, "setup.sh")

    version = "{}.{}".format(*sys.version_info)
    assert done.returncode == 1
    assert done.stderr == (
        f"Python {version} is here, but without its venv module; "
        f"on Debian and Ubuntu: apt install python{version}-venv\n"
    )
    assert not (machine / ".venv").exists()


def test_nothing_is_installed_twice(machine):
    (machine / ".venv" / "bin").mkdir(parents=True)
    (machine / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for place in (machine / "requirements.txt", machine / ".venv" / "installed-requirements.txt"):
        place.write_text("django==5.2\n")

    done = run(machine, "setup.sh")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def serve_check(**variables):
    environment = {name: value for name, value in os.environ.items() if name not in ("PORT", "WORKERS")}
    command = [sys.executable, HOUSE / "scripts" / "serve.py", "--check"]
    return subprocess.run(command, env=environment | variables, capture_output=True, text=True, timeout=60)


def test_a_taken_port_gets_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = serve_check(PORT=str(port))

    assert done.returncode == 1
    assert done.stderr == f"Port {port} is already in use. Another one: make run PORT=8123\n"


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "8000.5", "٣", "9" * 30])
def test_a_port_that_is_none_gets_one_sentence(port):
    done = serve_check(PORT=port)

    assert done.returncode == 1
    assert done.stderr == f"PORT must be a number from 1 to 65535, not “{port}”.\n"


def test_too_many_workers_get_one_sentence():
    done = serve_check(PORT="65535", WORKERS="65")

    assert done.stderr == "WORKERS must be a number from 1 to 64, not “65”.\n"


def test_make_help_names_every_command_of_the_contract():
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
    done = subprocess.run(["make", "help"], cwd=HOUSE, env=ours, capture_output=True, text=True, timeout=60)

    named = {line.split()[1] for line in done.stdout.splitlines()}

    assert named == {"help", "run", "dev", "test", "browser-test", "faults", "check", "bench", "lock"}


def test_no_compiled_requirement_names_where_packages_come_from():
    for file in ("requirements.txt", "requirements-dev.txt"):
        text = (HOUSE / file).read_text()

        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "index-url" not in text


def test_at_most_eighteen_packages_run_the_site():
    running, proving = (HOUSE / "requirements.in").read_text().split("# What proves it")

    packages = [line for line in running.splitlines() if line and not line.startswith("#")]

    assert len(packages) <= 18
    assert "pytest" in proving
