"""The file of «Скачать мои данные»: its sections one after another, a JSON object that people can read too."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from src.domain.appeals import topic_of
from src.domain.sessions import Session
from src.routes.journal_file import JournalFile
from src.services import consents, journal
from src.services.own_data import Export, Known, Written
from src.web.kit import Kit
from src.web.macro_words import plain_words

Line = Mapping[str, Any]
JOURNAL = ("Когда", "Кто", "Действие", "Договор", "Сетевой адрес", "Заверено")


class OwnData:
    """Says the file of one person, whose session asks."""

    def __init__(self, kit: Kit, session: Session, now: datetime) -> None:
        self._kit, self._session, self._now = kit, session, now
        words: Any = kit.templates.get_template("templates/components/contracts.html").module
        self._role = words.role_name
        self._card: Any = kit.templates.get_template("templates/components/card_payments.html").module

    async def text(self, found: Export) -> AsyncIterator[str]:
        yield "{\n" + _field("Составлено", self._at(self._now))
        yield ",\n" + _field("Учётная запись", self._account(found))
        for name, lines in (
            ("Согласия", self._consents()),
            ("Второй фактор", self._factors(found)),
            ("Входы", self._visits(found)),
            ("Узнаваемые браузеры", self._known(found.browsers)),
            ("Запросы на доступ", self._known(found.requests)),
            ("Договоры", self._accesses(found)),
            ("Квитанции", self._receipts(found)),
            ("Заявки на услуги", self._orders(found)),
            ("Оплаты картой", self._card_payments(found)),
            ("Обращения", self._appeals(found)),
            ("Возражения и сообщения о нарушениях", self._statements(found)),
            ("Приложенные файлы", self._files(found)),
            ("Запросы актов сверки", self._reconciliations(found)),
            ("Письма", self._letters(found)),
            ("Действия", self._acts()),
        ):
            yield f',\n"{name}": ['
            mark = "\n"
            async for line in lines:
                yield mark + json.dumps(line, ensure_ascii=False)
                mark = ",\n"
            yield "\n]"
        yield "\n}\n"

    def _at(self, moment: datetime | None) -> str | None:
        return moment.astimezone(self._kit.settings.time_zone).isoformat(timespec="seconds") if moment else None

    def _account(self, found: Export) -> Line:
        account = found.account
        return {
            "Номер": account.id,
            "Фамилия": account.family_name,
            "Имя": account.given_name,
            "Отчество": account.patronymic,
            "Электронная почта": account.email,
            "Телефон": account.phone,
            "Создана": self._at(found.created_at),
            "Отключённые уведомления": sorted(account.silenced),
            "Новый логин ждёт подтверждения": found.email or None,
            "Удаление назначено": self._at(account.erase_at),
        }

    async def _consents(self) -> AsyncIterator[Line]:
        for given in await consents.everything(self._session.user_id):
            yield {
                "Согласие": given.kind,
                "Редакция": given.version,
                "Дано": self._at(given.given_at),
                "Сетевой адрес": given.address,
                "Отозвано": self._at(given.withdrawn_at),
            }

    async def _factors(self, found: Export) -> AsyncIterator[Line]:
        if found.factors.app_at:
            yield {"Способ": "Приложение с кодами", "Подключён": self._at(found.factors.app_at)}
        for key in found.factors.passkeys:
            used = self._at(key.used_at)
            yield {"Способ": f"Ключ входа «{key.name}»", "Подключён": self._at(key.added_at), "Последний вход": used}
        if found.factors.codes:
            yield {"Способ": "Запасные коды", "Осталось": found.factors.codes}

    async def _visits(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.visits:
            for visit in batch:
                yield {
                    "Браузер": visit.agent,
                    "Сетевой адрес": visit.address,
                    "Вход": self._at(visit.began),
                    "Последнее действие": self._at(visit.seen),
                    "Завершён или завершится": self._at(visit.ends),
                }

    async def _known(self, found: Sequence[Known]) -> AsyncIterator[Line]:
        for each in found:
            yield ({"Договор": each.contract} if each.contract else {}) | {"С": self._at(each.since)}

    async def _accesses(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.accesses:
            for access in batch:
                yield {
                    "Договор": access.number,
                    "Роль": self._role(access.role),
                    "С": self._at(access.since),
                    "По": self._at(access.until),
                }

    async def _receipts(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.receipts:
            for sent in batch:
                yield {
                    "Номер": sent.number,
                    "Договор": sent.contract,
                    "Период": sent.period,
                    "Отправлена": self._at(sent.sent_at),
                    "Показаний": sent.registers,
                }

    async def _orders(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.orders:
            for order in batch:
                yield {
                    "Номер": order.number,
                    "Договор": order.contract,
                    "Услуга": order.service,
                    "Оформлена": self._at(order.at),
                    "Телефон": order.phone,
                    "Комментарий": order.comment,
                }

    async def _card_payments(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.card_payments:
            for paid in batch:
                yield {
                    "Номер": paid.number,
                    "Договор": paid.contract,
                    "За что": paid.title,
                    "Сумма, ₽": paid.roubles,
                    "Состояние": plain_words(self._card.state(paid)),
                    "Возвращено, ₽": paid.back,
                    "Начата": self._at(paid.at),
                }

    async def _appeals(self, found: Export) -> AsyncIterator[Line]:
        for draft in found.drafts:
            yield self._appeal(draft, "Черновик", "Изменён")
        async for batch in found.appeals:
            for sent in batch:
                yield self._appeal(sent, sent.number, "Отправлено")

    def _appeal(self, written: Written, number: str, when: str) -> Line:
        line = {"Номер": number, "Договор": written.contract, "Тема": topic_of(written.theme)}
        return {**line, "Текст": written.text, when: self._at(written.sent_at)}

    async def _statements(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.statements:
            for said in batch:
                yield {
                    "Номер": said.number or "Черновик",
                    "Договор": said.contract,
                    "Место": said.place,
                    "Текст": said.text,
                    "Кто присутствовал": said.present,
                    "Отправлено или изменено": self._at(said.at),
                }

    async def _files(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.files:
            for file in batch:
                yield {"Имя": file.name, "Договор": file.contract, "Приложен": self._at(file.at)}

    async def _reconciliations(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.reconciliations:
            for asked in batch:
                yield {
                    "Номер": asked.number,
                    "Договор": asked.contract,
                    "С": asked.since.isoformat(),
                    "По": asked.until.isoformat(),
                    "Запрошен": self._at(asked.at),
                }

    async def _letters(self, found: Export) -> AsyncIterator[Line]:
        async for batch in found.letters:
            for letter in batch:
                yield {"Тема": letter.subject, "Написано": self._at(letter.at), "Отправлено": letter.state == "sent"}

    async def _acts(self) -> AsyncIterator[Line]:
        lines = journal.export(journal.of_account(self._session.user_id), journal.Wanted())
        async for batch in JournalFile(self._kit).cells(lines):
            for cells in batch:
                yield dict(zip(JOURNAL, cells, strict=False))


def _field(name: str, value: object) -> str:
    return f'"{name}": ' + json.dumps(value, ensure_ascii=False, indent=1)
