"""What a browser says of itself, in words."""

import pytest

from src.domain.agents import device_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/140.0 Safari/537.36", "Chrome, Linux"),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 YaBrowser/25.8 Safari/537.36",
            "Яндекс Браузер, Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604",
            "Safari, iPhone",
        ),
        (f"Mozilla/5.0 (Linux; Android 15) {WEBKIT} SamsungBrowser/27 Chrome/125 Mobile", "Samsung Internet, Android"),
        ("curl/8.5.0", "curl"),
        ("www.evil.example", "www"),
        ("", "Неизвестный браузер"),
        ("\N{SNOWMAN}" * 300, "Неизвестный браузер"),
    ],
)
def test_a_device_in_words(agent, words):
    assert device_of(agent) == words
