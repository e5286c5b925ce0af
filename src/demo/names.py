"""Invented names: companies, people, places and addresses under `.example`, a zone that nobody can own."""

from random import Random

_FORMS = ("ООО", "ООО", "ООО", "АО", "ПАО")
_HOW = ("Северный", "Луговой", "Ясный", "Тихий", "Новый", "Дальний", "Зелёный", "Первый", "Озёрный", "Лесной")
_WHAT = ("хлебозавод", "молокозавод", "склад", "элеватор", "ткач", "рынок", "причал", "цех", "питомник", "терминал")
_FAMILIES = ("Орлов", "Зуев", "Лисицын", "Ежов", "Яковлев", "Соколов", "Щукин", "Журавлёв", "Чижов", "Барсуков")
_GIVEN = ("Андрей", "Борис", "Виктор", "Георгий", "Дмитрий", "Евгений", "Игорь", "Кирилл", "Лев", "Михаил")
_FATHERS = ("Андреевич", "Борисович", "Викторович", "Денисович", "Игоревич", "Львович", "Олегович", "Павлович")
_STREETS = ("Полевая", "Заводская", "Счётчиков", "Трансформаторная", "Вольтова", "Амперная", "Линейная", "Ёлочная")
_TOWNS = ("Моторск", "Генераторск", "Ветрогорск", "Светлоамперск", "Турбинск")
_PLACES = ("Цех", "Склад", "Магазин", "Насосная", "Котельная", "Офис", "Гараж", "Пекарня")
_TYPES = ("Меркурий 234 ART", "СЭТ-4ТМ.03М", "Энергомера СЕ303", "ПСЧ-4ТМ.05", "Милур 307")


def company(random: Random, index: int) -> str:
    return f"{random.choice(_FORMS)} «{random.choice(_HOW)} {random.choice(_WHAT)} № {index + 1}»"


def person(random: Random) -> str:
    return f"{random.choice(_FAMILIES)} {random.choice(_GIVEN)} {random.choice(_FATHERS)}"


def address(random: Random) -> str:
    town, street = random.choice(_TOWNS), random.choice(_STREETS)
    return f"{random.randrange(601000, 602000)}, г. {town}, ул. {street}, д. {random.randrange(1, 200)}"


def place(random: Random, number: int) -> str:
    return f"{random.choice(_PLACES)} {number}"


def meter_type(random: Random) -> str:
    return random.choice(_TYPES)


def phone(number: int) -> str:
    return f"+7 495 000-{number // 100 % 100:02}-{number % 100:02}"
