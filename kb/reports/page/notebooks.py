"""Running a notebook from top to bottom: the only place that knows nbclient."""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import Fault, FaultsFound, KbError
from kb.privacy.ledger import LEDGER
from kb.reports.page.cells import cell_faults

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbformat import NotebookNode


class Runs:
    """Notebooks that are being run, each in a thread of its own, so that one word ends them all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: set[Callable[[], None]] = set()
        self._ended = False

    def end(self) -> None:
        """End the runs under way with their Pythons, and let no other begin; each raises `CancelledError`."""
        with self._lock:
            self._ended = True
            for stop in self._under_way:
                stop()

    @contextmanager
    def one(self, client: NotebookClient) -> Iterator[None]:
        """Take in the coroutine that runs here, for as long as it runs."""
        task, loop = asyncio.current_task(), asyncio.get_running_loop()

        def stop() -> None:
            client.shutdown_kernel = "immediate"
            if task is not None:
                loop.call_soon_threadsafe(task.cancel)

        with self._lock:
            if self._ended:
                raise asyncio.CancelledError
            self._under_way.add(stop)
        try:
            yield
        finally:
            with self._lock:
                self._under_way.discard(stop)


def run(
    path: Path, *, timeout: int = 600, ledger: Path | None = None, runs: Runs | None = None
) -> NotebookNode:
    """Run a notebook in its own folder, with this interpreter, and give it back with its outputs.

    The timeout is in seconds a cell. What `protect` hides is left in the `ledger`, where one is named, and
    `runs` can end it. Raises `FaultsFound` when a cell fails, warns or takes too long.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    node = read_notebook(path)
    kernel = _kernel()
    client = NotebookClient(
        node, km=kernel, timeout=timeout, resources={"metadata": {"path": str(path.resolve().parent)}}
    )
    stopped: list[Fault] = []
    environment = os.environ | ({LEDGER: str(ledger)} if ledger else {})
    try:
        _wait_for(lambda: _execute(client, kernel, environment, runs or Runs()))
    except CellExecutionError:
        pass  # the failed cell holds its error; it is told below with the warnings before it
    except CellTimeoutError:
        stopped = [
            Fault(path.name, "run", f"A cell took more than {timeout} seconds.", "Give it less to do.")
        ]
    except DeadKernelError:
        stopped = [Fault(path.name, "run", "Python stopped while running.", "Look for too little memory.")]
    faults = cell_faults(node, path.name) + stopped
    if faults:
        raise FaultsFound(faults)
    return node


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook without its stored outputs. Raises `KbError` for a file that is none."""
    import nbformat

    read: Callable[..., NotebookNode] = nbformat.read  # has no types of its own
    try:
        node = read(path, as_version=4)
    except FileNotFoundError:
        raise KbError(f"There is no notebook {path}. Check the name.") from None
    except (nbformat.ValidationError, ValueError, TypeError, AttributeError, KeyError) as fault:
        reason = str(fault).partition("\n")[0]
        raise KbError(f"{path} is no notebook ({reason}). Save it again from Jupyter.") from None
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    node.metadata["kb"] = {**node.metadata.get("kb", {}), "notebook": path.name}
    return node


async def _execute(
    client: NotebookClient, kernel: AsyncKernelManager, environment: dict[str, str], runs: Runs
) -> None:
    with runs.one(client):
        try:
            await client.async_execute(cleanup_kc=True, env=environment)
        finally:
            # A client that is ended while its Python starts or stops leaves it, and its own last word, behind.
            atexit.unregister(client._cleanup_kernel)
            if kernel.has_kernel:
                await kernel.shutdown_kernel(now=True)


def _wait_for(start: Callable[[], Coroutine[Any, Any, object]]) -> None:
    """Wait for a coroutine in a loop of its own; in a thread where this one has a loop running already."""

    def wait() -> None:
        # zmq needs a selector loop; on Windows that is not the default.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(start())

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        wait()
        return
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(wait).result()


def _kernel() -> AsyncKernelManager:
    """Start kernels with this very interpreter, whatever kernels are installed."""
    import zmq
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    command = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "{connection_file}"]

    class ThisInterpreter(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            metadata = {"supported_encryption": ["curve"]}
            return KernelSpec(argv=command, display_name=kernel_name, language="python", metadata=metadata)

    # A kernel that is reached without encryption writes a warning, and other users of the machine could listen.
    encryption = "required" if zmq.has("curve") else "disabled"
    return AsyncKernelManager(
        kernel_name="python3", kernel_spec_manager=ThisInterpreter(), transport_encryption=encryption
    )
