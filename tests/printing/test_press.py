"""Documents as people get them: set, opened and read back."""

from dataclasses import replace

import pytest

from src.domain.printing import ActPaper, BillPaper, Column, LetterPaper, OrderFormPaper, Paper, TablePaper
from src.domain.requisites import INVENTED, Payer
from src.domain.transfers import Transfer, payload
from src.domain.words import in_words
from src.gateways.workshop.child import said
from src.printing.press import FONTS, TEMPLATES
from src.printing.tasks import PRINT, TASKS, Printed
from tests.printing.reading import drawn_over, read

VEGA = Payer("ООО «Вега»", "7736520080", "772901001")
TRANSFER = Transfer(INVENTED, VEGA, 1_026_758_94, "Оплата по счёту № 1 по договору № 97000001.", "97000001")
BILL = BillPaper(
    title="Счёт на оплату № 17 от 29.11.2026",
    payee=INVENTED,
    payer=VEGA,
    payer_address="117312, Москва, ул. Вавилова, 9",
    basis="Договор № 97000001",
    rows=[["1", "Замена прибора учёта", "1", "шт.", "841 605,69", "841 605,69"]],
    sums=[("Итого:", "841 605,69"), ("НДС 22 %:", "185 153,25"), ("Всего к оплате:", "1 026 758,94")],
    count="Всего наименований 1, на сумму 1 026 758,94 руб.",
    words=in_words(1_026_758_94),
    code=payload(TRANSFER).hex(),
)
ORDER = OrderFormPaper(
    title="Платёжное поручение №",
    payee=INVENTED,
    payer=VEGA,
    amount="1026758-94",
    words=in_words(1_026_758_94),
    purpose=TRANSFER.purpose,
    code=payload(TRANSFER).hex(),
)
TABLE = TablePaper(
    title="Квитанция № 2611-1-1",
    pairs=[("Потребитель", "ООО «Вега»")],
    columns=[Column("Прибор", 2), Column("Показание", 1, right=True)],
    rows=[["Меркурий 230", "2 450"]],
    notes=["Сформировано в кабинете"],
)
LETTER = LetterPaper(
    title="Запрос акта сверки",
    sender=["ООО «Вега»", "ИНН 7736520080"],
    recipient=["АО «Сбыт»"],
    placed="№ 3 от 29.11.2026",
    paragraphs=["Просим направить акт сверки."],
    signatures=["Главный бухгалтер"],
)
ACT = ActPaper(
    title="Акт о нарушении",
    placed="№ 3 от 29.11.2026",
    pairs=[("Место", "Склад")],
    sections=[("Что произошло", "Сорвана пломба.\nСледы на корпусе.")],
    signatures=["Представитель потребителя"],
)
ALL = [BILL, ORDER, TABLE, LETTER, ACT]


def printed(paper: Paper) -> bytes:
    *stretches, answer = said(TASKS[PRINT](paper.template, paper.told, [paper.rows]))
    heard = Printed()
    for stretch in stretches:
        heard.hear(stretch)
    return heard.pdf(answer)


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.template)
def test_a_document_tells_what_it_is_and_can_be_read_aloud(paper):
    pdf = printed(paper)
    found = read(pdf)
    assert (found.title, found.language, found.tagged, found.pages) == (paper.title, "ru", True, 1)
    assert found.text.startswith(paper.title) or paper.title in found.text
    assert pdf == printed(paper)
    assert b"PTSans" in pdf


def test_every_template_has_its_document():
    assert {path.stem for path in TEMPLATES.glob("*.typ")} == {paper.template for paper in ALL} | {"paper"}


def test_a_bill_says_the_sum_in_words_and_the_tax():
    text = read(printed(BILL)).text
    assert "Один миллион двадцать шесть тысяч семьсот пятьдесят восемь рублей 94 копейки" in text
    assert "НДС 22 %: 185 153,25" in text
    assert "ООО «Вега», ИНН 7736520080, КПП 772901001, 117312, Москва" in text


@pytest.mark.parametrize("paper", [BILL, ORDER], ids=["bill", "order form"])
def test_the_code_is_read_back_from_the_page(paper):
    assert read(printed(paper), codes=True).codes == (payload(TRANSFER),)


def test_the_order_form_is_filled_in():
    text = read(printed(ORDER)).text
    for told in ("0401060", "ИНН 7799000012", "КПП 770001001", INVENTED.account, INVENTED.bic, "1026758-94"):
        assert told in text
    assert TRANSFER.purpose in text


def test_long_names_and_huge_sums_push_the_rest_down():
    """Nothing is drawn over anything else: the code is still read, and every word is there."""
    long = "Общество с ограниченной ответственностью " * 12
    paper = replace(
        ORDER, payer=Payer(long, "7736520080", "772901001"),
        payee=replace(INVENTED, full_name=long[:160], bank=long[:200]),
        words=in_words(10**17 - 1), amount="999999999999999-99",
    )  # fmt: skip
    found = read(printed(paper), codes=True)
    assert found.text.count("ответственностью") == 12 + long[:160].count("ответственностью") + 4
    assert found.codes == (payload(TRANSFER),)
    assert "Девятьсот девяносто девять триллионов" in found.text


def test_a_sole_proprietor_has_no_kpp():
    payer = Payer("ИП Иванов", "500100732259", "")
    text = read(printed(replace(BILL, payer=payer, payer_address="", code=""))).text
    assert "ИП Иванов, ИНН 500100732259 Основание" in text


def test_long_bills_go_on_and_repeat_the_head():
    rows = [[str(n), "Замена трансформатора тока " + "и проверка схемы " * 8, "1", "шт.", "1", "1"] for n in range(100)]
    found = read(printed(replace(BILL, rows=rows)))
    assert found.pages > 3
    assert found.text.count("Товары (работы, услуги)") == found.pages - ("99 Замена" in found.text and 0)
    assert f"Страница 2 из {found.pages}" in found.text


def test_words_longer_than_a_column_are_broken_and_stay_words():
    row = ["Щ" * 120, "9" * 40]
    text = read(printed(replace(TABLE, rows=[row])))
    assert "".join(text.text.split()).count("Щ") == 120
    assert text.pages == 1


def test_numbers_get_as_much_room_as_they_need():
    number = "12\u00a0345\u00a0678,123"
    columns = [Column("Прибор", 14), *(Column(name, 9, right=True) for name in ("Было", "Стало", "Расход"))]
    rows = [["Меркурий-230ART-03PQRSIDN № 1234567890", *[number] * 2, f"{number}\u00a0кВт·ч"]] * 2
    columns += [Column("Электроснабжение", 3), Column("Состояние", 3)]
    pdf = printed(replace(TABLE, columns=columns, rows=[[*row, "Электроснабжение", "Принято"] for row in rows]))
    assert drawn_over(pdf) == []
    assert read(pdf).text.count("12 345 678,123") == 6


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.template)
def test_nothing_is_drawn_over_anything_else(paper):
    assert drawn_over(printed(paper)) == []


@pytest.mark.parametrize(
    "hostile",
    ['#read("/etc/passwd")', "*_$x$_* `code` <b> @see // \\", '= Заголовок\n#import "@preview/x:1.0.0"', '")]#panic()'],
)
def test_nothing_in_a_text_is_markup(hostile):
    text = read(printed(replace(LETTER, title=hostile, paragraphs=[hostile], signatures=[hostile]))).text
    assert text.count(" ".join(hostile.split())) == 3


def test_signs_that_nobody_sees_are_blanks():
    text = read(printed(replace(LETTER, paragraphs=["а\0б\u202eв\ud800г\u2029д"]))).text
    assert "а б в г д" in text


def test_signs_that_the_letters_lack_do_no_harm():
    assert "Вега" in read(printed(replace(LETTER, paragraphs=["Вега 電力 \N{GRINNING FACE} ₽ €"]))).text


def test_only_own_letters_are_used():
    assert {path.name for path in FONTS.glob("*.ttf")} == {"PTSans-2.003-Regular.ttf", "PTSans-2.003-Bold.ttf"}
