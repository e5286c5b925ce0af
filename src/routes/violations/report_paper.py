"""A report of a violation as an act to be signed."""

from src.domain.access import Action
from src.domain.printing import ActPaper
from src.domain.statements import Meter
from src.routes.printed import printed
from src.routes.violations.reports import PATH, Guarded, report_of
from src.services.requisites import Client, client_of
from src.services.statements.reading import Shown, shown
from src.settings import Settings
from src.web.front import AnyRequest, FromPath, Response, Router, contract, get, kit_of
from src.web.templates import moment_in

_METERS = {Meter.UNKNOWN: "неизвестно", Meter.WORKS: "работает", Meter.FAILS: "не работает"}


@get(PATH + "/{report_id:int}/act.pdf", dependencies=contract(Action.VIEW_VIOLATIONS))
async def print_report(request: AnyRequest, contract: Guarded, report_id: FromPath[int]) -> Response[bytes]:
    found = await shown(contract, await report_of(contract, report_id))
    paper = act_of(contract.number, found, await client_of(contract), kit_of(request).settings)
    return await printed(request, paper, paper.title, f"violation-{contract.id}-{report_id}")


def act_of(contract: str, found: Shown, client: Client, settings: Settings) -> ActPaper:
    """`contract`: its number."""
    moment, report, said = moment_in(settings.time_zone), found.statement, found.statement.said
    sent = f"{moment(report.sent_at)}, {report.who}" if report.sent_at else ""
    sections = [
        ("Что замечено", said.text),
        ("Приложения", "\n".join(file.name for file in found.files)),
        ("Ответ поставщика", f"{moment(report.answered_at)}\n{report.answer}" if report.answered_at else ""),
    ]
    return ActPaper(
        title=f"Акт о нарушении № {report.number}",
        placed="Сообщение потребителя о нарушении" + ("" if report.stands else ". Отозвано"),
        pairs=[
            ("Кому", settings.supplier_name),
            ("Потребитель", f"{client.payer.name}, ИНН {client.payer.inn}"),
            ("Договор", f"№ {contract}"),
            ("Отправлено", sent),
            ("Место", said.place),
            ("Когда замечено", moment(said.noticed_at) if said.noticed_at else ""),
            ("Прибор учёта", _METERS[said.meter]),
            ("Кто присутствовал", said.present or "не указано"),
        ],
        sections=[(heading, text) for heading, text in sections if text],
        signatures=["Представитель потребителя", "Свидетель", "Представитель поставщика"],
    )


router = Router("/", route_handlers=[print_report])
