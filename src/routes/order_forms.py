"""A payment order as a document."""

from src.domain.printing import OrderFormPaper
from src.domain.transfers import Transfer
from src.domain.words import in_words
from src.services.payment_codes import code_of


def order_form(transfer: Transfer) -> OrderFormPaper:
    roubles, rest = divmod(transfer.kopecks, 100)
    return OrderFormPaper(
        title="Платёжное поручение №",
        payee=transfer.payee,
        payer=transfer.payer,
        amount=f"{roubles}-{rest:02}" if transfer.kopecks else "",
        words=in_words(transfer.kopecks) if transfer.kopecks else "",
        purpose=transfer.purpose,
        code=code_of(transfer),
    )
