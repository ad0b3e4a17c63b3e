"""Drives Debian's headless Chromium over its DevTools protocol.

In: pages of ours, as files. Out: what a reader's browser makes of them: requests that leave the
page, scripts that run, violations of the page's policy, text as shown, pictures.
"""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-port=0",
)
START_SECONDS = 30
ANSWER_SECONDS = 30


def chromium() -> str | None:
    """Return the path of Chromium, or None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Visit:
    """What happened while a page was open."""

    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)


class Browser:
    """One tab of a headless Chromium."""

    def __init__(self, endpoint: str) -> None:
        self._socket = connect(endpoint, max_size=None, compression=None)
        self._number = 0
        self.visit = Visit()
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def close(self) -> None:
        """Close the connection to the tab."""
        self._socket.close()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a DevTools method and return its result; events on the way are noted."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=ANSWER_SECONDS))
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def open(
        self, page: Path, *, width: int = 1280, height: int = 900, dark: bool = False
    ) -> Visit:
        """Open a page at a size and in a colour scheme and wait until it is loaded."""
        self.visit = Visit()
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Page.navigate", url=page.as_uri())
        deadline = time.monotonic() + ANSWER_SECONDS
        while self.evaluate("document.readyState") != "complete":
            if time.monotonic() > deadline:
                raise TimeoutError(f"{page} did not load")
            time.sleep(0.02)
        return self.visit

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, run from outside the page's policy."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def picture(self, path: Path, *, full: bool = True) -> Path:
        """Write a picture of the page and return its path."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        if full:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
            answer = self.call(
                "Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip
            )
        path.write_bytes(base64.b64decode(answer["data"]))
        return path

    def _note(self, message: dict[str, Any]) -> None:
        parameters = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.visit.requests.append(parameters["request"]["url"])
            case "Page.javascriptDialogOpening":
                self.visit.dialogs.append(parameters["message"])
                self._number += 1
                answer = {"id": self._number, "method": "Page.handleJavaScriptDialog"}
                self._socket.send(json.dumps(answer | {"params": {"accept": True}}))
            case "Runtime.consoleAPICalled":
                self.visit.console.append(json.dumps(parameters["args"]))
            case "Log.entryAdded":
                self.visit.console.append(parameters["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.visit.exceptions.append(json.dumps(parameters["exceptionDetails"]))


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start Chromium with a fresh profile, yield its first tab, and end it."""
    program = chromium()
    if program is None:
        raise FileNotFoundError("chromium is not installed")
    process = subprocess.Popen(
        [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        port = _port(profile / "DevToolsActivePort", process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
            tab = next(t for t in json.load(answer) if t["type"] == "page")
        tab_browser = Browser(tab["webSocketDebuggerUrl"])
        yield tab_browser
        tab_browser.close()
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _port(file: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"chromium ended with {process.returncode}")
        with contextlib.suppress(FileNotFoundError, IndexError, ValueError):
            return int(file.read_text().splitlines()[0])
        time.sleep(0.05)
    raise TimeoutError("chromium did not start")
