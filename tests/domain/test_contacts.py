"""What can be dialled in a text of the supplier's, and what cannot."""

import pytest

from src.domain.contacts import pieces


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("+7 495 123-45-67", ["tel:+74951234567"]),
        ("8 (495) 123-45-67", ["tel:+74951234567"]),
        ("(495) 123-45-67", ["tel:+74951234567"]),
        ("8 800 550-00-55 доб. 12", ["tel:+78005500055;ext=12"]),
        ("123-45-67", ["tel:1234567"]),
        ("+7 495 123-45-67, +7 495 765-43-21", ["tel:+74951234567", "tel:+74957654321"]),
        ("8 495 1234567; office@example.ru", ["tel:+74951234567", "mailto:office@example.ru"]),
        ("кабинет 12345, по будням с 9 до 18", []),
        ("дом 7, корпус 2", []),
        ("1234567890123456789", []),
        ("нет", []),
        ("", []),
    ],
)
def test_telephones_and_addresses_are_found(text, links):
    found = pieces(text)
    assert [piece.href for piece in found if piece.href] == links
    assert "".join(piece.text for piece in found) == text


def test_in_the_address_of_a_street_only_mail_is_linked():
    text = "127006, Москва, Каретный ряд, 5, тел. 123-45-67, sever+a%b@example.ru"
    found = pieces(text, only_mail=True)
    assert [piece.href for piece in found if piece.href] == ["mailto:sever%2Ba%25b@example.ru"]
    assert "".join(piece.text for piece in found) == text


def test_nothing_becomes_a_link_of_another_kind():
    found = pieces('javascript:alert(1) <b>@</b> \'x"@y.z" data:text/html,a@b')
    assert all(piece.href.startswith(("tel:", "mailto:")) for piece in found if piece.href)
