"""What a report of a violation says on paper."""

from collections.abc import Sequence

from src.domain.access import GuardedContract
from src.domain.attachments import Attachment
from src.domain.printing import ActPaper
from src.domain.statements import METERS, Statement
from src.services.requisites import Client
from src.services.statements import reading
from src.settings import Settings
from src.web.templates import day, moment_in

SIGNATURES = ("Представитель потребителя", "Свидетель", "Представитель поставщика")


def paper_of(contract: GuardedContract, client: Client, shown: reading.Shown, settings: Settings) -> ActPaper:
    report, moment = shown.statement, moment_in(settings.time_zone)
    said, sent_at = report.said, report.sent_at or report.saved_at
    noticed = f"{moment(said.noticed_at)} по времени поставщика" if said.noticed_at else ""
    pairs = [
        ("Поставщик", settings.supplier_name),
        ("Потребитель", f"{client.payer.name}, ИНН {client.payer.inn}"),
        ("Договор", f"№ {contract.number}"),
        ("Место", said.place),
        ("Когда замечено", noticed),
        ("Прибор учёта", METERS[said.meter]),
    ]
    return ActPaper(
        title=f"Акт о нарушении № {report.number}",
        placed=day(sent_at.astimezone(settings.time_zone)),
        pairs=[(name, text) for name, text in pairs if text],
        sections=list(_sections(report, shown.files)),
        signatures=SIGNATURES,
        notes=[f"Отправлено через личный кабинет {moment(sent_at)}, отправитель: {report.who}."],
    )


def _sections(report: Statement, files: Sequence[Attachment]) -> list[tuple[str, str]]:
    told = [("Что замечено", report.said.text), ("Кто присутствовал", report.said.present or "Не указано")]
    return [*told, ("Приложены фотографии", ", ".join(file.name for file in files))] if files else told
