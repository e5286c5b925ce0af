"""Points, meters, registers and their readings of one invented contract."""

from __future__ import annotations

from random import Random

from src.demo import names
from src.demo.counters import Counter, counters, month_number
from src.demo.plan import Plan, contract_key
from src.demo.shapes import Shape
from src.exchange import nouns
from src.exchange.writing import DeliveryWriter

_INSTALLED_ON = "2024-03-01"
_REPLACED_DAY = 10
_VOLTAGES = ("NN", "NN", "SN2", "SN1", "VN")


def add_metering(delivery: DeliveryWriter, plan: Plan, index: int, random: Random) -> None:
    shape, contract = plan.shape(index), contract_key(index)
    for place in range(1, shape.objects + 1):
        for number, sign in enumerate(shape.points, 1):
            key = f"{contract}-{place}-{number}"
            _add_point(delivery, shape, key, f"{contract}-{place}", sign, f"77{index:07}{place:03}{number:03}")
            if shape.replaced:
                _add_replaced_meter(delivery, plan, shape, key, random, opened=number == 1)
            else:
                _add_meter(delivery, plan, shape, key, f"M{key[1:]}", random)


def _add_point(delivery: DeliveryWriter, shape: Shape, key: str, place: str, sign: int, code: str) -> None:
    power = max(shape.monthly_kwh // 120, 15)
    name = f"Ввод {key.rpartition('-')[2]}" if sign == 1 else "Транзит субабонента"
    voltage = _VOLTAGES[min(shape.monthly_kwh // 8000, 4)]
    kwh, percent, loss_sign = shape.losses
    row = (key, place, code, name, power, voltage, sign, kwh, percent, loss_sign, False)
    delivery.table(nouns.POINTS).write(row)


def _add_meter(delivery: DeliveryWriter, plan: Plan, shape: Shape, point: str, meter: str, random: Random) -> None:
    registers = _add_device(delivery, plan, shape, meter, random)
    _install(delivery, point, meter, _INSTALLED_ON, "", shape.ratio)
    source = "remote" if shape.remote else "billing"
    for register in registers:
        _write_readings(delivery, plan, register, source)


def _add_replaced_meter(
    delivery: DeliveryWriter, plan: Plan, shape: Shape, point: str, random: Random, *, opened: bool
) -> None:
    """The old meter goes and the new one comes on the tenth of the open period, each with its reading of that day;
    unless `opened`, that of the new one is for the client to say."""
    old, new = f"M{point[1:]}-old", f"M{point[1:]}"
    period = plan.open_period
    day = period.day(_REPLACED_DAY).isoformat()
    moment = period.start(plan.zone).replace(day=_REPLACED_DAY).isoformat()
    before = _add_device(delivery, plan, shape, old, random)
    after = _add_device(delivery, plan, shape, new, random)
    _install(delivery, point, old, _INSTALLED_ON, day, shape.ratio)
    _install(delivery, point, new, day, "", shape.ratio)
    month, passed = month_number(period), _REPLACED_DAY - 1
    table = delivery.table(nouns.READINGS)
    for register in before:
        _write_readings(delivery, plan, register, "billing")
        table.write(_reading(register.key, moment, "billing", register.at(month, passed)))
    if opened:
        table.write_texts([_reading(r.key, moment, "opening", r.at(month, passed)) for r in after])


def _add_device(delivery: DeliveryWriter, plan: Plan, shape: Shape, meter: str, random: Random) -> list[Counter]:
    verified = "" if shape.verified_in_days is None else plan.day_from_now(shape.verified_in_days)
    serial = f"{random.randrange(10**8):08}"
    row = (meter, serial, names.meter_type(random), verified, shape.state, shape.remote, False)
    delivery.table(nouns.METERS).write(row)
    registers = counters(meter, shape, random, month_number(plan.open_period))
    delivery.table(nouns.REGISTERS).write_texts([
        [r.key, meter, r.zone, r.channel, str(r.digits), str(r.fraction_digits), "0"] for r in registers
    ])
    return registers


def _install(delivery: DeliveryWriter, point: str, meter: str, day: str, removed: str, ratio: str) -> None:
    delivery.table(nouns.INSTALLATIONS).write((point, meter, day, removed, ratio, False))


def _write_readings(delivery: DeliveryWriter, plan: Plan, register: Counter, source: str) -> None:
    """The value at the start of each period up to the open one; the first of all is where the history opens."""
    instants = plan.instants
    begin = month_number(plan.open_period) - plan.months
    rows = [
        _reading(register.key, instant, source if step else "opening", register.at(begin + step))
        for step, instant in enumerate(instants)
    ]
    delivery.table(nouns.READINGS).write_texts(rows)


def _reading(register: str, instant: str, source: str, value: str) -> list[str]:
    return [register, instant, source, value, "in_calculation", "", "", "0"]
