"""Why a row or a file of a delivery is refused: one table of words."""

from enum import StrEnum

from src.domain.statuses import Status, billing_may_set


class Reason(StrEnum):
    """The word that goes into report.csv, with what to do."""

    # files and deliveries
    NOT_IN_MANIFEST = "файла нет в manifest.csv: допишите строку и пришлите новую поставку"
    UNKNOWN_FILE = "такого файла портал не знает: проверьте имя"
    TWICE_IN_MANIFEST = "файл назван в manifest.csv дважды"
    FILE_MISSING = "файл назван в manifest.csv, но в папке его нет"
    NOT_UTF8 = "файл не в кодировке UTF-8"
    OTHER_HEADER = "другой заголовок: колонки должны идти так, как в описании обмена"
    OTHER_COUNT = "число строк не такое, как в manifest.csv"
    OTHER_DIGEST = "контрольная сумма не такая, как в manifest.csv: файл изменился или передан не весь"
    NOT_CSV = "файл не читается как CSV: проверьте кавычки и концы строк"
    LONG_LINE = "строка длиннее допустимого"
    BROKEN_MANIFEST = "manifest.csv не читается: нужны колонки file;rows;sha256"
    OTHER_CONTENT = "поставка с таким именем уже загружена с другим содержимым: назовите папку иначе"
    # files in the folder `files/`
    BAD_FILE_NAME = "имя файла: буквы, цифры, пробел, точка и знаки _ - ( ) + , №, не длиннее 120 знаков, без папок"
    FILE_NOT_LISTED = "файла нет в manifest.csv: допишите строку files/имя и пришлите новую поставку"
    LARGE_FILE = "файл пуст или больше 20 МиБ"
    MANY_FILES = "в папке files больше 2 000 файлов или больше 1 ГиБ: разделите поставку"
    OTHER_KIND_OF_FILE = "не PDF, XLSX, XML или ZIP: содержимое должно отвечать окончанию имени"
    # the form of a value
    FIELD_COUNT = "в строке другое число полей"
    EMPTY = "поле не заполнено"
    LONG_TEXT = "текст длиннее 500 знаков"
    LONGER_TEXT = "текст длиннее 4000 знаков"
    LONG_CODE = "код длиннее 40 знаков"
    BAD_CODE = "в коде пробел по краям или управляющий знак"
    BAD_TEXT = "в тексте управляющий знак"
    BAD_DATE = "не дата вида 2026-11-30"
    BAD_INSTANT = "не момент со смещением вида 2026-12-01T00:00:00+03:00"
    BAD_PERIOD = "не период вида 2026-11"
    BAD_NUMBER = "не число: нужны цифры и десятичная точка, не более 9 знаков до неё и 6 после"
    BAD_MONEY = "не сумма в рублях: нужны цифры и десятичная точка, не более 12 знаков до неё и 2 после"
    BAD_WHOLE = "не целое число"
    BAD_FLAG = "не 0 и не 1"
    UNKNOWN_WORD = "такого значения нет в описании обмена"
    # what the values mean together
    UNKNOWN_PARENT = "такого кода портал не знает: сначала нужна строка о нём"
    BAD_INN = "ИНН неверен: не сходится длина или контрольная цифра"
    BAD_KPP = "КПП неверен: у организации девять знаков, у предпринимателя его нет"
    BAD_OGRN = "ОГРН неверен: не сходится длина или контрольная цифра"
    DATES_REVERSED = "дата окончания раньше даты начала"
    OVERLAP = "в эти дни прибор или точка уже заняты другой установкой: сначала пришлите её окончание"
    OUT_OF_RANGE = "число вне допустимых пределов"
    NOT_FIRST_DAY = "сальдо сообщают на первое число месяца"
    FUTURE_BALANCE = "этот день ещё не наступил: пришлите сальдо, когда наступит"
    NOT_MIDNIGHT = "показание снимают на 00:00 по времени поставщика"
    BEYOND_DIGITS = "показание не помещается в значность прибора"
    RECEIPT_NEEDED = "показание передано через портал: укажите номер квитанции"
    RECEIPT_NOT_CLIENT = "номер квитанции бывает только у показания клиента и начального"
    NO_SUCH_SENDING = "по этой квитанции такого показания не передавали"
    OTHER_VALUE = "в квитанции другое значение: переданное показание не меняют"
    SENT_STAYS = "переданное показание не скрывают: отклоните его с причиной"
    CORRECTED = "клиент исправил это показание новой квитанцией: решайте о ней"
    STATUS_FINAL = "из нынешнего статуса в этот не переходят"
    NO_SUCH_APPEAL = "обращения с таким номером через портал не отправляли"
    OTHER_CONTRACT_OF_APPEAL = "обращение относится к другому договору"
    NO_SUCH_KIND_YET = "в этот день документов такого вида ещё не было: проверьте вид и дату"
    VAT_BEYOND_TOTAL = "НДС больше итоговой суммы, или суммы нет"
    NOT_A_RECONCILIATION = "номер запроса бывает только у акта сверки"
    NO_SUCH_REQUEST = "такого запроса акта сверки по этому договору нет: проверьте номер"
    NO_SUCH_ORDER = "заявки с таким номером в портале нет: свои коды начинайте не с «ЛК-»"
    OTHER_CONTRACT = "у заявки с этим кодом другой договор"
    OTHER_SERVICE = "в заявке, оформленной через портал, другая услуга: отклоните заявку с причиной"
    OTHER_TOTAL = "в заявке, оформленной через портал, другая сумма: отклоните заявку с причиной"
    ORDER_STAYS = "заявку, оформленную через портал, не скрывают: отклоните её с причиной"
    INVOICE_NEEDED = "заявке, которая ожидает оплаты, нужен номер счёта"
    NO_SUCH_STATEMENT = "возражения или сообщения с таким номером через портал не отправляли"
    NOT_OF_CONTRACT = "возражение или сообщение относится к другому договору"
    REASON_NEEDED = "отклонённому нужна причина"


def refuse_status(present: Status, wanted: Status) -> Reason | None:
    """Why billing may not move a sent reading to this status; None: it may, or it is there already."""
    if present is wanted or billing_may_set(present, wanted):
        return None
    return Reason.CORRECTED if present is Status.CORRECTED else Reason.STATUS_FINAL
