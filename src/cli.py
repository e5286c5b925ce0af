"""The command line: parse, then one call."""

import argparse
import os
import signal
import sys
from pathlib import Path

from src.launch import chores, demo, server
from src.launch.sandboxes import SandboxError
from src.launch.server import CannotListen
from src.settings import Settings, SettingsError

REFUSALS = (SettingsError, CannotListen, SandboxError, chores.Refused)


def main(arguments: list[str] | None = None) -> int:
    """Answers the exit code: 0, or 2 with a reason on standard error."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that `with` blocks are left in order
    given = _parser().parse_args(arguments)
    try:
        given.call(given)
    except KeyboardInterrupt:
        return 130
    except REFUSALS as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kabinet", description="Self-service portal of an electricity supplier.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, call: object, explanation: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=explanation, description=explanation)
        added.set_defaults(call=call)
        return added

    command("run", lambda _: demo.run(os.environ), "demo on this machine: invented data, sandbox mailbox, portal")
    command("serve", lambda _: server.serve(_settings()), "serve the portal; production unless KABINET_MODE says demo")
    command("migrate", lambda _: chores.migrate(_settings()), "bring the database to the schema of this version")
    command("work", lambda _: chores.work(_settings()), "run the worker alone: letters, exchange with billing")
    command("exchange", lambda _: chores.exchange(_settings()), "take in deliveries of billing, write ours, and end")
    _demo_options(command("demo", chores.invent, "write an invented delivery of billing of any size into a folder"))
    return parser


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where the deliveries are written: the in/ of an exchange folder")
    parser.add_argument("--contracts", type=int, default=12)
    parser.add_argument("--months", type=int, default=13, help="months of readings for each register")
    parser.add_argument("--seed", type=int, default=1, help="the same seed and day give the same data")


def _settings() -> Settings:
    return Settings.from_environment(os.environ)


if __name__ == "__main__":
    sys.exit(main())
