"""The command line: parse, then one call."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from src.launch import (
    card_payments,
    exchange,
    held_payments,
    invention,
    journal,
    migrating,
    second_factor,
    server,
    sessions,
    work,
)
from src.launch.demo.running import run
from src.launch.refused import Refused
from src.settings import Settings, SettingsError


def main(arguments: list[str] | None = None) -> int:
    """Answers the exit code: 0; 1 where a check found something; 2 with a reason on standard error."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that `with` blocks are left in order
    given = _parser().parse_args(arguments)
    try:
        return given.call(given) or 0
    except KeyboardInterrupt:
        return 130
    except (SettingsError, Refused) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (FileExistsError, NotADirectoryError, PermissionError) as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}. KABINET_DATA_DIR names the folder to write to.\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kabinet", description="Self-service portal of an electricity supplier.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, call: Callable[[argparse.Namespace], int | None], explanation: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=explanation, description=explanation)
        added.set_defaults(call=call)
        return added

    command("run", lambda _: run(os.environ), "demo on this machine: invented data, sandbox mailbox, portal")
    command("serve", lambda _: server.serve(_settings()), "serve the portal; production unless KABINET_MODE says demo")
    command("migrate", lambda _: migrating.migrate(_settings()), "bring the database to the schema of this version")
    command("work", lambda _: work.work(_settings()), "run the worker alone: letters, exchange with billing")
    command("exchange", lambda _: exchange.exchange(_settings()), "take in deliveries of billing, hand out ours, end")
    _witness(command("check-journal", _check_journal, "walk the sealed journal; name the first line that does not fit"))
    _whose(command("end-sessions", _end_sessions, "sign a person, or everybody, out of every browser"))
    _login(command("reset-second-factor", _reset, "take a person's second factor away: all that shows it is lost"))
    command("held-payments", _held, "payments by card that wait for people: number, contract, what is not clear")
    _decision(command("settle-payment", _settle, "a held payment by card was paid, or was not, as people have found"))
    _refund_options(
        command("refund-payment", _refund, "have the bank give back a payment by card, the whole or a part")
    )
    _demo_options(command("demo", _invent, "write an invented delivery of billing, of any size"))
    return parser


def _witness(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--expect", metavar="ROUND:SEAL", default="", help="a round as the log told it earlier")


def _login(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "login", metavar="LOGIN", help="the person's e-mail; make sure first that it is the person who asks"
    )


def _reset(given: argparse.Namespace) -> int:
    return second_factor.reset_second_factor(_settings(), given.login)


def _check_journal(given: argparse.Namespace) -> int:
    return journal.check(_settings(), given.expect)


def _whose(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--login", help="the address with which the person signs in")
    whose.add_argument("--everybody", action="store_true")


def _end_sessions(given: argparse.Namespace) -> None:
    sessions.end(_settings(), given.login)


def _held(_: argparse.Namespace) -> int:
    return held_payments.tell_held(_settings())


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help="of the payment, as the bank has it (orderNumber)")
    parser.add_argument("--by", required=True, metavar="OPERATOR", help="who decides: a sign for the journal")


def _decision(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("outcome", choices=("credited", "unpaid"), help="the money counts, or nothing was taken")
    parser.add_argument("--sum", metavar="ROUBLES", help="what was taken, where it is not what was asked for")
    parser.add_argument("--given-back", metavar="ROUBLES", help="of it, where the bank does not tell the portal")


def _settle(given: argparse.Namespace) -> None:
    card_payments.settle(_settings(), given.number, given.outcome, given.by, given.sum, given.given_back)


def _refund_options(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    how_much = parser.add_mutually_exclusive_group(required=True)
    how_much.add_argument("--whole", action="store_true")
    how_much.add_argument(
        "--total", metavar="ROUBLES", help="with what was given back before: repeated, it does nothing"
    )


def _refund(given: argparse.Namespace) -> None:
    card_payments.refund(_settings(), given.number, given.by, given.total)


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where it is written: the in/ of an exchange folder")
    parser.add_argument("--name", default="invented", help="name of the delivery")
    parser.add_argument("--contracts", type=_count, default=30)
    parser.add_argument("--months", type=_count, default=13, help="months of readings of each register")
    parser.add_argument("--largest", type=_count, default=0, help="registers of one more, very large contract")
    parser.add_argument("--seed", type=int, default=1, help="the same seed and day give the same data")


def _invent(given: argparse.Namespace) -> None:
    size = invention.Size(given.contracts, given.months, given.largest, given.seed)
    invention.invent(_settings(), given.folder, given.name, size)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of things")
    return int(text)


def _settings() -> Settings:
    return Settings.from_environment(os.environ)


if __name__ == "__main__":
    sys.exit(main())
