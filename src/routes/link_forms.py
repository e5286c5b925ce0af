"""What people type to link a contract, checked field by field: only the form of each, never whether it fits."""

from __future__ import annotations

from pydantic import Field, ValidationInfo, field_validator

from src.domain.identifiers import compact, contract_number, is_inn, is_inn_of_person, is_kpp
from src.domain.linking import CODE_DIGITS, Proof
from src.domain.quantities import NumberFault, read_money
from src.services.linking import Claim, InvoiceProof
from src.web.forms import MISSING, Form, wrong


class LinkForm(Form):
    """`kpp` is left empty by a sole proprietor; the invoice's fields count only for that proof."""

    number: str = Field(min_length=1, max_length=100)
    inn: str = Field(default="", validate_default=True)
    kpp: str = Field(default="", validate_default=True)
    proof: Proof
    invoice_number: str = Field(default="", max_length=500, validate_default=True)
    invoice_sum: str = Field(default="", max_length=40, validate_default=True)

    @field_validator("inn")
    @classmethod
    def check_inn(cls, typed: str) -> str:
        inn = compact(typed)
        if not inn:
            wrong(MISSING)
        if not is_inn(inn):
            wrong("В ИНН 10 цифр (организация) или 12 цифр (предприниматель), последние — контрольные. Проверьте цифры")
        return inn

    @field_validator("kpp")
    @classmethod
    def check_kpp(cls, typed: str, info: ValidationInfo) -> str:
        kpp = compact(typed).upper()
        if is_inn_of_person(info.data.get("inn", "")):
            return wrong("У предпринимателя КПП нет: оставьте поле пустым") if kpp else ""
        if not kpp and "inn" in info.data:
            wrong("Заполните КПП организации: 9 знаков. Пустым его оставляет только предприниматель")
        if kpp and not is_kpp(kpp):
            wrong("В КПП 9 знаков: 4 цифры, 2 цифры или латинские буквы, 3 цифры")
        return kpp

    @field_validator("invoice_number")
    @classmethod
    def check_invoice_number(cls, typed: str, info: ValidationInfo) -> str:
        if not typed and info.data.get("proof") is Proof.INVOICE:
            wrong("Заполните номер счёта или выберите код на почту")
        return typed

    @field_validator("invoice_sum")
    @classmethod
    def check_invoice_sum(cls, typed: str, info: ValidationInfo) -> str:
        if info.data.get("proof") is not Proof.INVOICE:
            return ""
        if isinstance(read_money(typed), NumberFault):
            wrong("Напишите сумму счёта в рублях, например 184 320,50" if typed else "Заполните сумму счёта")
        return typed

    def claim(self, pattern: str) -> Claim | None:
        """None where the supplier has no such numbers."""
        number = contract_number(self.number, pattern)
        return Claim(number, self.inn, self.kpp) if number else None

    def invoice(self) -> InvoiceProof:
        total = read_money(self.invoice_sum)
        return InvoiceProof(self.invoice_number, 0 if isinstance(total, NumberFault) else total)


class CodeForm(Form):
    code: str = Field(default="", validate_default=True)

    @field_validator("code")
    @classmethod
    def check_code(cls, typed: str) -> str:
        code = compact(typed)
        if not (len(code) == CODE_DIGITS and code.isascii() and code.isdigit()):
            wrong(f"Напишите {CODE_DIGITS} цифр из письма")
        return code


class AskForm(Form):
    offer: str = Field(min_length=1, max_length=1000)
