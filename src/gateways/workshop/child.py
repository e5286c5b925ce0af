"""A child of the workshop: `python -m src.gateways.workshop.child MODULE…`. It imports what the tasks need, says that
it is ready, does one task with hard limits, answers in lines of JSON and ends."""

import gc
import json
import resource
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from importlib import import_module
from math import ceil
from typing import Any

MEMORY = 512 * 2**20
CPU_SECONDS = 3.0
LARGEST_WRITTEN = 64 * 2**20
OPEN_FILES = 64
READY = b"ready\n"
"""The child has imported all it needs."""
NO_MEMORY = 71
"""How the child ends when its memory was not enough."""

Tasks = dict[str, Callable[..., Any]]


def main(modules: Sequence[str]) -> int:
    tasks: Tasks = {}
    for name in modules:
        tasks.update(import_module(name).TASKS)
    answer, sys.stdout = sys.stdout.buffer, sys.stderr  # whatever a library prints is no answer
    answer.write(READY)
    answer.flush()
    gc.disable()  # one task, and its memory is limited
    line = sys.stdin.buffer.readline()
    if not line:
        return 0  # the parent has ended without a task
    asked = json.loads(line)
    _limit(asked["cpu"])
    told = {"told": map(json.loads, sys.stdin.buffer)} if asked["told"] else {}
    try:
        for each in said(tasks[asked["task"]](**told, **asked["with"])):
            answer.write(json.dumps(each).encode() + b"\n")
        answer.flush()
        sys.stdin.buffer.read()  # who is still telling would not hear the answer
    except MemoryError:
        return NO_MEMORY
    return 0


def said(answer: Any) -> Iterator[Any]:
    """A task that has much to say yields it in stretches; what it returns comes last."""
    yield (yield from answer) if isinstance(answer, Generator) else answer


def _limit(cpu_seconds: float) -> None:
    """From here on: what was spent on getting ready is not the task's. The timer is exact, the limit behind it is in
    whole seconds, and nobody in the child can take it back."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = ceil(spent.ru_utime + spent.ru_stime + cpu_seconds) + 1
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, LARGEST_WRITTEN),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
    ):
        resource.setrlimit(kind, (most, most))
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
