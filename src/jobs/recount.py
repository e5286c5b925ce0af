"""What is derived of the directory and the readings is counted again."""

from zoneinfo import ZoneInfo

from src.domain.clock import Clock
from src.jobs.worker import Job
from src.services import recount


def marks_are_worked_off(clock: Clock, zone: ZoneInfo) -> Job:
    return Job("marked contracts are counted again", 2.0, lambda: recount.recount_all(clock(), zone))


def a_new_month_opens(clock: Clock, zone: ZoneInfo) -> Job:
    return Job("the sheets of a new month are counted", 600.0, lambda: recount.open_month(clock(), zone))


def days_off_are_followed(clock: Clock, zone: ZoneInfo) -> Job:
    return Job("what is due moves with days off", 600.0, lambda: recount.follow_calendar(clock(), zone))
