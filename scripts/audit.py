"""Asks for known vulnerabilities of the pinned packages and tells a clean answer from no answer at all.

pip-audit reports "none found" also when the service knew none of the packages, so its own words are not enough.
"""

import json
import subprocess
import sys

FILES = ("requirements.txt", "requirements-dev.txt")
NO_ANSWER = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "Max retries", "Could not connect", "Name or service")


def main():
    results = [audit(file) for file in FILES]
    flaws = [flaw for found, _ in results for flaw in found]
    looked_up = sum(number for _, number in results)
    print("\n".join(flaws) or f"{looked_up} packages looked up, no known vulnerability.")
    sys.exit(bool(flaws))


def audit(file):
    """(vulnerabilities as lines of text, number of packages looked up); says itself what could not be looked up."""
    command = [sys.executable, "-m", "pip_audit", "-r", file, "--require-hashes", "--disable-pip"]
    done = subprocess.run([*command, "-f", "json", "--progress-spinner", "off"], capture_output=True, text=True)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        if any(word in done.stderr for word in NO_ANSWER):
            print(f"{file}: the vulnerability service cannot be reached from here. NOT looked up: every package.")
            return [], 0
        return [f"{file}: pip-audit failed: {done.stderr.strip()[-500:]}"], 0
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if len(unknown) == len(packages):
        print(f"{file}: the vulnerability service gives no answer here. NOT looked up: every package.")
    elif unknown:
        print(f"{file}: NOT looked up: {', '.join(unknown)}.")
    flaws = [
        f"{file}: {package['name']} {package['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions'])}"
        for package in packages
        for flaw in package.get("vulns", [])
    ]
    return flaws, len(packages) - len(unknown)


if __name__ == "__main__":
    main()
