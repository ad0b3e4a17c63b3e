"""The files that others deploy by: what they name is there, and their tools accept them."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.operations.served import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DEPLOY = ROOT / "deploy"


def test_prefect_yaml_names_a_flow_and_its_parameters() -> None:
    [entry] = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    path, name = entry["entrypoint"].split(":")
    module = import_module(path.removesuffix(".py").replace("/", "."))
    assert entry["parameters"].keys() <= getattr(module, name).parameters.properties.keys()
    assert entry["work_pool"]["name"] == "khotin"
    assert entry["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_the_unit_is_accepted_by_systemd(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    unit = (DEPLOY / "khotin.service").read_text()
    command = re.search(r"^ExecStart=(\S+)", unit, re.MULTILINE)
    assert command is not None
    assert command[1] == "/opt/khotin/.venv/bin/khotin"
    # The program need not be installed here for the rest to be checked.
    present = tmp_path / "khotin.service"
    present.write_text(unit.replace(command[1], "/bin/true"))
    checked = subprocess.run(
        ["systemd-analyze", "verify", str(present)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_containerfile_copies_what_is_there_and_no_data() -> None:
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    copied = [source for line in lines if line.startswith("COPY") for source in line.split()[2:-1]]
    assert {"flows", "warehouse", "expectations", "dbt", "seeds"} <= set(copied)
    for source in copied:
        assert (ROOT / source).exists(), source
    assert "warehouse/data" in (ROOT / ".dockerignore").read_text().splitlines()
    assert any(re.fullmatch(r"USER \d+", line) for line in lines)


def test_hadolint_has_nothing_to_say() -> None:
    if shutil.which("hadolint") is None:
        pytest.skip("hadolint is not installed")
    checked = subprocess.run(
        ["hadolint", str(DEPLOY / "Containerfile")], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")
