#!/usr/bin/python3
"""The portal on the wire: ./run, nginx and all.  Prints TAP.

tests/e2e/wire.py [PART ...] runs only these parts.
"""

import sys
import traceback

import downloads
import fence
import bodies
import files
import headers
import incoming
import kept
import limits
import policy
import safety
import served
import uploads
import vault
from portal import Portal, done, ok

SETTINGS = """
[server]
login_rate = 60
login_burst = 30
[uploads]
max_size = 1M
ceiling_size = 1M
max_chunked = 2G
user_volume = 8G
daily_volume = 8G
[tickets]
urge_grace = 0
"""

PARTS = {
    "headers": headers.run,
    "incoming": incoming.run,
    "files": files.run,
    "downloads": downloads.run,
    "served": served.run,
    "policy": policy.run,
    "limits": limits.run,
    "kept": kept.run,
    "safety": safety.run,
    "vault": vault.run,
    "fence": fence.run,
    "uploads": uploads.run,
    "bodies": bodies.run,
}


def main():
    wanted = sys.argv[1:] or PARTS
    with Portal(SETTINGS) as portal:
        for name in ("claire", "colleague", "victim"):
            portal.add_user(f"wire-{name}", "customer", "Wire")
        portal.add_user("wire-stranger", "customer", "Elsewhere")
        portal.add_user("wire-manager", "customer", "Wire", "--account-admin")
        portal.add_user("wire-operator", "customer", "Wire")
        portal.guichet(
            *["group", "add", "wire-desk", "--account", "Wire"],
            *["--role", "group-operator"],
        )
        for name in ("wire-operator", "wire-claire"):
            portal.guichet("group", "member", "wire-desk", name)
        for role in ("agent", "lead", "admin"):
            portal.add_user(f"wire-{role}", role)
        for name in wanted:
            try:
                PARTS[name](portal)
            except Exception:  # a part that breaks is a failure
                ok(False, f"{name} runs to its end", traceback.format_exc())
        faults = [
            line
            for line in portal.log().splitlines()
            if "level=error" in line
        ]
        ok(not faults, "the log has no fault", "\n".join(faults))
    done()


main()
