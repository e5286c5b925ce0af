"""The jobs of this portal, each one service call."""

from src.domain.clock import Clock
from src.gateways.all import Gateways
from src.jobs import (
    account,
    appeals,
    card_payments,
    exchange,
    files,
    journal,
    members,
    orders,
    outbox,
    outgoing,
    recount,
    service_orders,
    statements,
    workbooks,
)
from src.jobs.worker import Job
from src.services.account import letters_of
from src.services.making import Makers
from src.settings import Settings


def all_jobs(settings: Settings, gateways: Gateways, makers: Makers, clock: Clock) -> tuple[Job, ...]:
    letters = letters_of(settings, settings.address)
    return (
        appeals.answers_are_told(settings, clock),
        appeals.old_drafts_are_forgotten(clock),
        outbox.letters_leave(gateways.mail, clock),
        outbox.old_letters_are_forgotten(clock),
        account.old_attempts_are_forgotten(clock),
        account.unfinished_registrations_are_forgotten(clock),
        account.old_invitations_are_forgotten(clock),
        account.old_sessions_are_forgotten(clock),
        account.old_devices_are_forgotten(clock),
        account.old_email_changes_are_forgotten(clock),
        account.accounts_are_erased(letters, clock),
        account.old_proofs_are_forgotten(clock),
        recount.marks_are_worked_off(clock, settings.time_zone),
        recount.a_new_month_opens(clock, settings.time_zone),
        recount.days_off_are_followed(clock, settings.time_zone),
        exchange.deliveries_come_in(settings, gateways.files, clock),
        outgoing.deliveries_go_out(settings, gateways.files, clock),
        exchange.rejections_are_told(settings, clock),
        service_orders.orders_are_told(letters, clock),
        workbooks.workbooks_are_checked(settings, gateways, clock),
        workbooks.old_workbooks_are_forgotten(settings, clock),
        orders.orders_are_made(settings, makers, clock),
        orders.old_orders_are_forgotten(settings, clock),
        files.orphans_are_cleared(gateways.files, clock),
        statements.answers_to_statements_are_told(letters, clock),
        statements.old_drafts_of_statements_are_forgotten(clock),
        journal.lines_are_sealed(settings, clock),
        members.ended_access_is_told(letters, clock),
        members.members_are_named(),
        members.many_contracts_are_worked_on(letters, clock),
        members.old_choices_are_forgotten(clock),
        *card_payments.the_bank_is_asked(settings, gateways, clock),
    )
