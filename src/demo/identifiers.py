"""Numbers of invented parties, valid to the last digit: those of an inspection «7700» that does not exist."""


def inn_of_legal_entity(index: int) -> str:
    nine = f"77{index:07}"
    return nine + _key(nine, (2, 4, 10, 3, 5, 9, 4, 6, 8))


def inn_of_person(index: int) -> str:
    ten = f"77{index:08}"
    eleven = ten + _key(ten, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
    return eleven + _key(eleven, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


def kpp(index: int) -> str:
    return f"770001{index % 999 + 1:03}"


def ogrn(index: int) -> str:
    twelve = f"11677{index:07}"
    return twelve + str(int(twelve) % 11 % 10)


def ogrnip(index: int) -> str:
    fourteen = f"3167700{index:07}"
    return fourteen + str(int(fourteen) % 13 % 10)


def _key(digits: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10)
