"""«Запрос акта сверки» as a letter to sign."""

from src.domain.access import Action, GuardedContract
from src.domain.printing import LetterPaper
from src.routes.printed import printed
from src.services.documents.asked import Asked, NoSuchRequest, find
from src.settings import Settings
from src.web.front import (
    AnyRequest,
    FromPath,
    NamedDependency,
    NotFoundException,
    Response,
    Router,
    SignedIn,
    contract,
    get,
    kit_of,
)
from src.web.templates import day, moment_in

PATH = "/contracts/{contract_id:int}/documents/reconciliation/{reconciliation_id:int}/request.pdf"


@get(PATH, dependencies=contract(Action.PAY))
async def print_request(
    request: AnyRequest,
    person: NamedDependency[SignedIn],
    contract: NamedDependency[GuardedContract],
    reconciliation_id: FromPath[int],
) -> Response[bytes]:
    try:
        asked = await find(contract, reconciliation_id)
    except NoSuchRequest as error:
        raise NotFoundException from error
    paper = letter_of(contract, asked, kit_of(request).settings)
    return await printed(request, paper, f"Запрос акта сверки {asked.request.number}", f"request-{contract.id}")


def letter_of(contract: GuardedContract, asked: Asked, settings: Settings) -> LetterPaper:
    client, payee, wish = asked.client.payer, settings.requisites, asked.request
    sent = moment_in(settings.time_zone)(wish.asked_at)
    kpp = f", КПП {client.kpp}" if client.kpp else ""
    return LetterPaper(
        title="Запрос акта сверки взаиморасчётов",
        sender=[client.name, f"ИНН {client.inn}{kpp}", asked.client.address],
        recipient=[payee.full_name, payee.address] if payee else [settings.supplier_name],
        placed=f"№ {wish.number} от {day(wish.asked_at.astimezone(settings.time_zone))}",
        paragraphs=[
            f"Просим направить акт сверки взаиморасчётов по договору энергоснабжения № {contract.number}"
            f" за период с {day(wish.since)} по {day(wish.until)}.",
            f"Запрос отправлен через личный кабинет {sent}, отправитель: {wish.who}.",
        ],
        signatures=["Руководитель", "Главный бухгалтер"],
    )


router = Router("/", route_handlers=[print_request])
