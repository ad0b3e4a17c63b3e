"""One run at a time: the lease is refused while its holder lives and free the moment it dies."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from warehouse.errors import LeaseHeldError
from warehouse.lease import hold_lease, lease_holder

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys, time
from pathlib import Path
from warehouse.lease import hold_lease
with hold_lease(Path(sys.argv[1]), "other-run"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_holder_is_told_who_holds_it(tmp_path: Path) -> None:
    lease = tmp_path / "lease.json"
    with hold_lease(lease, "first-run"):
        holder = lease_holder(lease)
        assert holder is not None
        assert holder["run_id"] == "first-run"
        assert holder["pid"] == os.getpid()
        with (
            pytest.raises(LeaseHeldError, match=rf"pid {os.getpid()} .* run first-run"),
            hold_lease(lease, "second-run"),
        ):
            pytest.fail("the lease was given twice")
    assert lease_holder(lease) is None
    with hold_lease(lease, "third-run"):
        assert lease_holder(lease) is not None


def test_a_killed_holder_leaves_no_lease_behind(tmp_path: Path) -> None:
    lease = tmp_path / "lease.json"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(lease)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LeaseHeldError, match="other-run"), hold_lease(lease, "mine"):
            pytest.fail("the lease was given twice")
        holder.kill()
        holder.wait()
    with hold_lease(lease, "mine"):
        holder_now = lease_holder(lease)
        assert holder_now is not None
        assert holder_now["run_id"] == "mine"
