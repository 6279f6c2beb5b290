"""Similar questions among 100,000 published ones, measured against a query by primary key in the same run."""

import os
import subprocess
import sys
import tempfile

from faults.house import TOP


def run():
    with tempfile.TemporaryDirectory(prefix="kneesite-bench-") as folder:
        environment = os.environ | {
            "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "kneesite.settings", "SQLITE_SYNC": "OFF",
        }  # fmt: skip
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=TOP, env=environment, check=True)
        subprocess.run([sys.executable, "-m", "bench.similar_questions"], cwd=TOP, env=environment, check=True)
