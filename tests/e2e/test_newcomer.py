"""The whole way of a newcomer, once more as one: nothing is there but the address of the portal."""

from tests.e2e.billing import Billing
from tests.e2e.mailbox import Mailbox
from tests.e2e.newcomers import walk_to_the_receipt
from tests.e2e.person import Person


def test_a_newcomer_comes_as_far_as_billing(person: Person, mailbox: Mailbox, billing: Billing) -> None:
    walk_to_the_receipt(person, mailbox, billing)
