"""A `khotin serve` of its own for tests, and what is asked of its API."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from flows.settings import Home
from warehouse.lease import lease_holder

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180.0
IF_SLOW = pytest.mark.skipif(
    not os.environ.get("KHOTIN_SLOW_TESTS"), reason="takes a minute; set KHOTIN_SLOW_TESTS=1"
)
ENDED = {"COMPLETED", "FAILED", "CANCELLED", "CRASHED"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """The environment without what other tests told Prefect in this process."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "KHOTIN_"))}
    return {**kept, "COLUMNS": "200", "PREFECT_RUNNER_POLL_FREQUENCY": "1", **more}


def khotin(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would, with no server named."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(**more),
    )


def wait_for(what: str, ask: Callable[[], Any], patience: float = PATIENCE_SECONDS) -> Any:
    """Ask again and again until the answer is not empty."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {patience:.0f} s in vain for {what}")


BUSY_TRIES = 20


@dataclass
class Served:
    """A running `khotin serve`."""

    home: Path
    sources: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    metrics_port: int = field(default_factory=free_port)
    address: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "flows.cli", "serve", str(self.sources), "--json"]
        self.process = subprocess.Popen(
            [*command, "--home", str(self.home)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(
                KHOTIN_PREFECT_PORT=str(self.port),
                KHOTIN_METRICS_PORT=str(self.metrics_port),
                **self.settings,
            ),
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1] + self.logs()
        self.address = json.loads(line)
        wait_for("the deployment", lambda: self.try_ask("GET", self._deployment_path))

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=90)

    def logs(self) -> str:
        return "".join(path.read_text() for path in Home(self.home).serve.glob("*.log"))

    @property
    def auth(self) -> tuple[str, str]:
        user, _, password = Home(self.home).auth_file.read_text().strip().partition(":")
        return user, password

    _deployment_path = "/deployments/name/scheduled_load_press/khotin"

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Ask Prefect's API as its UI does: with the password, and a token against forgery."""
        client = str(uuid.uuid4())
        with httpx.Client(base_url=self.address["api_url"], auth=self.auth, timeout=30) as api:
            token = api.get("/csrf-token", params={"client": client}).raise_for_status().json()
            headers = {"Prefect-Csrf-Client": client, "Prefect-Csrf-Token": token["token"]}
            for _ in range(BUSY_TRIES):
                answer = api.request(method, path, json=body, headers=headers)
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                    break
                # SQLite is busy for a moment; Prefect's own client asks again as well.
                time.sleep(0.5)
        return answer.raise_for_status().json()

    def try_ask(self, method: str, path: str, body: Any = None) -> Any:
        """The same; None where the server is away or does not know."""
        try:
            return self.ask(method, path, body)
        except httpx.HTTPError:
            return None

    def trigger(self) -> str:
        """Start a run of the deployment, as its schedule does; return its id."""
        deployment = self.ask("GET", self._deployment_path)
        run = self.ask("POST", f"/deployments/{deployment['id']}/create_flow_run", {})
        return str(run["id"])

    def state(self, run: str) -> dict[str, Any]:
        found = self.try_ask("GET", f"/flow_runs/{run}")
        return dict(found["state"]) if found else {"type": "UNKNOWN"}

    def ended(self, run: str) -> dict[str, Any]:
        """The state in which a run ended."""

        def end() -> dict[str, Any] | None:
            state = self.state(run)
            return state if state["type"] in ENDED else None

        try:
            return dict(wait_for(f"the end of run {run}", end))
        except AssertionError as error:
            raise AssertionError(f"{error}: {self.state(run)}\n{self.logs()}") from error

    def runner_of_home(self) -> int:
        """The process that holds the home's lease, once there is one."""

        def pid() -> int | None:
            holder = lease_holder(Home(self.home).lease_file)
            return int(holder["pid"]) if holder and "pid" in holder else None

        return int(wait_for("a run that holds the lease", pid))

    def child(self, module: str) -> int:
        """The process of one of the service's parts."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        for pid in map(int, children.split()):
            if module in Path(f"/proc/{pid}/cmdline").read_text():
                return pid
        raise AssertionError(f"{module} does not run")

    def is_answering(self) -> bool:
        return self.try_ask("GET", self._deployment_path) is not None

    def metrics(self) -> str:
        return httpx.get(f"http://127.0.0.1:{self.metrics_port}/metrics").raise_for_status().text
