"""What is said of an uploaded workbook: why it is not taken, and what is wrong with a row."""

from src.domain.periods import Period
from src.domain.uploads import CheckFault, RowFault, Upload
from src.domain.workbooks import CellFault, FileFault
from src.services.readings.uploading import Why
from src.web.templates import month

ANEW = "выгрузите форму заново и перенесите в неё показания"
_XLSX = "Сохраните файл как «Книга Excel (.xlsx)» и загрузите снова"
FILES: dict[str, str] = {
    FileFault.EMPTY: f"Файл пустой: {ANEW}",
    FileFault.TOO_LARGE: f"Файл больше 10 МБ: {ANEW}",
    FileFault.NOT_WORKBOOK: "Это не книга Excel. Нужен файл .xlsx, полученный кнопкой «Выгрузить в Excel файл»",
    FileFault.OLD_FORMAT: f"Это книга старого Excel (.xls). {_XLSX}",
    FileFault.OPEN_DOCUMENT: f"Это таблица OpenDocument (.ods). {_XLSX}",
    FileFault.BINARY: f"Это двоичная книга Excel (.xlsb). {_XLSX}",
    FileFault.ENCRYPTED: "Файл закрыт паролем. Снимите пароль, сохраните и загрузите снова",
    FileFault.BROKEN: f"Файл повреждён. Сохраните его в Excel или LibreOffice ещё раз; если не поможет, {ANEW}",
    FileFault.TOO_LARGE_INSIDE: f"Внутри файла слишком много данных: {ANEW}",
    FileFault.MACROS: f"В файле есть макросы. {_XLSX}",
    FileFault.EXTERNAL_LINKS: f"Файл связан с другими файлами или базами. Разорвите связи или {ANEW}",
    FileFault.EMBEDDED: f"В файл вложены другие файлы или кнопки. Удалите их или {ANEW}",
    FileFault.UNSAFE: f"Файл собран необычной программой. Сохраните его в Excel или LibreOffice либо {ANEW}",
    FileFault.TOO_MANY_ROWS: f"На листе слишком много строк: {ANEW}",
    FileFault.TOO_MANY_COLUMNS: f"На листе слишком много столбцов: {ANEW}",
    FileFault.FOREIGN: f"В файле нет листа показаний, полученного в кабинете: {ANEW}",
    FileFault.TWO_SHEETS: "В файле несколько листов показаний, и непонятно, какой из них верный: оставьте один",
    FileFault.NO_COLUMN: f"На листе показаний нет столбца «{{place}}»: верните его или {ANEW}",
    FileFault.TWO_COLUMNS: "На листе показаний несколько столбцов «{place}»: оставьте тот, в который вписаны показания",
    FileFault.STRICT: f"Книга сохранена в строгом варианте Open XML. {_XLSX}",
    CheckFault.OTHER_CONTRACT: "Это форма другого договора: загрузите её на странице того договора",
    CheckFault.OTHER_PERIOD: "Это форма за {place}: выберите тот период или загрузите форму за {period}",
    CheckFault.SHUT: "Окно приёма закрыто. Если показания нужно передать сейчас, обратитесь к куратору договора",
    CheckFault.NO_RIGHT: "Передавать показания по этому договору вам больше не разрешено",
    CheckFault.NOTHING: "В столбце «Текущее показание» ничего не заполнено: заполните хотя бы одну ячейку",
    CheckFault.TOO_HARD: f"Файл не удалось проверить: это слишком долго. Загрузите его ещё раз; не поможет — {ANEW}",
    CheckFault.LOST: "Файл не сохранился на сервере: загрузите его ещё раз",
    CheckFault.INTERRUPTED: "Проверка несколько раз прерывалась: загрузите файл ещё раз",
}
NOT_TAKEN: dict[Why, str] = {
    Why.NO_FILE: "Выберите файл .xlsx, полученный кнопкой «Выгрузить в Excel файл»",
    Why.EMPTY: FILES[FileFault.EMPTY],
    Why.TOO_LARGE: FILES[FileFault.TOO_LARGE],
    Why.TOO_MANY: "Ваши предыдущие файлы ещё проверяются: дождитесь ответа и загрузите этот",
    Why.TOO_OFTEN: "За последний час вы загрузили слишком много файлов: подождите немного и повторите",
    Why.SHUT: FILES[CheckFault.SHUT],
    Why.SENDING: "Другие ваши файлы ещё передаются: дождитесь их и загрузите этот ещё раз",
    Why.CROWDED: "Сейчас файлы передают слишком многие. Загрузите файл ещё раз через минуту: ничего не потеряно",
}
ROWS: dict[str, str] = {
    CellFault.FORMULA: "Формулы не считаются: впишите само число",
    CellFault.DATE: "Программа превратила число в дату: впишите его ещё раз, поставив впереди апостроф",
    CellFault.PERCENT: "Ячейка показывает проценты: задайте ей общий формат и впишите число ещё раз",
    CellFault.NO_KEY: "По столбцу A не видно, какой это прибор: впишите показание в строку, которая была в форме",
    CellFault.TWICE: "Этот прибор стоит в нескольких строках: оставьте одну",
    RowFault.UNKNOWN: "Такого прибора в договоре нет: сотрите показание или выгрузите форму заново",
    RowFault.GONE: "Прибор сняли с учёта: сотрите показание. Если это не так, сообщите куратору договора",
    RowFault.SERIAL: f"По столбцу A здесь прибор № {{limit}}: похоже, отсортирован один столбец. Для верности {ANEW}",
    RowFault.COUNTED: "Уже принято в расчёт {limit}, изменить нельзя: сотрите показание",
    RowFault.CONFLICT: "Пока форма была у вас, показание изменили: сейчас {limit}. Впишите его или сотрите своё; "
    "чтобы оставить своё, введите его на странице «Передача показаний» или выгрузите форму заново",
    RowFault.KEPT: "После выгрузки формы сохранено {limit}: оно и осталось. Если верно число из файла, введите его на "
    "странице «Передача показаний»",
}


def file_words(upload: Upload) -> str:
    """Why the workbook is not taken."""
    words = FILES.get(upload.refusal, FILES[FileFault.BROKEN])
    return words.format(place=_named(upload.place), period=month(upload.period)) + "."


def _named(place: str) -> str:
    try:
        return month(Period.parse(place))
    except ValueError:
        return place or "другой период"
