"""What the looks of all journeys find, and that a page which is known in part is still judged in its other parts."""

import pytest

from tests.e2e.conftest import NewPerson

PAGE = """<!doctype html><html lang="ru"><title>Страница</title><style>.night {{ background: #333 }}</style>
<body><main class="{0}"><h1>Страница</h1><form><label>Имя <input></label></form>{1}</main></body></html>"""


@pytest.mark.parametrize(
    ("name", "part", "found"),
    [
        ("", "<p style='color: #ddd'>Бледно</p>", "color-contrast"),
        ("", "<form><input></form>", "label"),
        ("", "<p style='width: 400px'>Широко</p>", "on a phone"),
        ("", "<h1>Ещё раз</h1><h4>Глубоко</h4>", "heading-order"),
        ("night", "", "color-contrast"),
    ],
)
def test_what_is_wrong_beside_known_parts_is_found(new_person: NewPerson, name: str, part: str, found: str) -> None:
    person = new_person()
    person.page.set_content(PAGE.format("", ""))
    person.look()
    person.page.set_content(PAGE.format(name, part))
    with pytest.raises(AssertionError, match=found):
        person.look()
