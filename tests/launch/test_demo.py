import io
import json
from pathlib import Path

import pytest

from src.launch.demo import notes
from src.launch.demo.notes import Notes
from src.launch.demo.settings import complete, demo_settings, secret_key, with_bank
from src.launch.listening import CannotListen, listen
from src.launch.sandboxes import Bank, Mailbox
from src.settings import Settings, SettingsError

BOX = Mailbox(2525, "http://127.0.0.1:8025/")
NOTES: Notes = {
    "base_url": "http://127.0.0.1:8000",
    "mailbox_url": BOX.url,
    "sandboxes": {"bank": "http://127.0.0.1:8033"},
    "accounts": [{"role": "administrator", "login": "nina@kabinet.example", "password": "a-b-c"}],
    "contract_to_link": {
        "number": "90000017",
        "inn": "7700000000",
        "kpp": "770001001",
        "invoice_number": "А-17",
        "invoice_sum": "10.50",
        "email": "dogovor17@client.example",
    },
}


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"KABINET_MODE": "production"}, "use serve"),
        ({"KABINET_HOST": "0.0.0.0"}, "127.0.0.1"),
        ({"KABINET_PROT": "1"}, "KABINET_PROT"),
    ],
)
def test_what_would_not_be_a_demo_is_refused(environment: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        demo_settings(environment)


def test_what_was_not_set_is_completed(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as listener:
        given = demo_settings({"KABINET_DATA_DIR": str(tmp_path), "KABINET_PORT": "0", "HOME": "/"})
        settings = complete(given, listener, BOX)
        port = listener.getsockname()[1]
    assert (settings.base_url, settings.port) == (f"http://localhost:{port}", port)
    assert (settings.smtp_host, settings.smtp_port, settings.smtp_tls) == ("127.0.0.1", 2525, "none")
    assert len(settings.secret_key) == 64


def test_what_was_set_stays(tmp_path: Path) -> None:
    own = {"KABINET_SMTP_HOST": "mail", "KABINET_BASE_URL": "https://a.example", "KABINET_SECRET_KEY": "s" * 32}
    with listen("127.0.0.1", 0) as listener:
        settings = complete(demo_settings({"KABINET_DATA_DIR": str(tmp_path)} | own), listener, BOX)
    assert (settings.smtp_host, settings.base_url, settings.secret_key) == tuple(own.values())
    assert not list(tmp_path.iterdir())


def test_the_sandbox_takes_the_cards_unless_another_bank_was_set() -> None:
    till = Bank("http://127.0.0.1:8033", "kabinet-api", "sesame", "key")
    told = with_bank(Settings(), till)
    assert (told.bank_url, told.pay_origins) == (till.url, {till.url})
    assert (told.bank_user, told.bank_password, told.bank_checksum_key) == ("kabinet-api", "sesame", "key")
    own = Settings(bank_url="https://bank.example")
    assert with_bank(own, till) == own


def test_the_key_of_a_copy_is_kept_and_private(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    assert secret_key(path) == secret_key(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_taken_port_is_said_with_what_to_set() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(CannotListen, match="set KABINET_PORT"):
            listen("127.0.0.1", taken.getsockname()[1])


def test_notes_are_for_their_owner_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    notes.write(path, NOTES)
    assert json.loads(path.read_text()) == NOTES
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["demo.json"]


def test_passwords_stay_for_the_life_of_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    first = notes.passwords(path, ["nina@kabinet.example", "new@kabinet.example"])
    assert len(set(first.values())) == 2
    notes.write(path, NOTES)
    later = notes.passwords(path, ["nina@kabinet.example", "new@kabinet.example"])
    assert later["nina@kabinet.example"] == "a-b-c"


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"accounts": [1]}'])
def test_broken_notes_are_made_anew(tmp_path: Path, broken: str) -> None:
    (tmp_path / "demo.json").write_text(broken)
    assert notes.passwords(tmp_path / "demo.json", ["a@kabinet.example"])["a@kabinet.example"]


def test_people_are_told_addresses_accounts_and_what_to_link() -> None:
    out = io.StringIO()
    notes.tell(out, NOTES)
    assert all(
        word in out.getvalue()
        for word in ("http://127.0.0.1:8000", BOX.url, "Bank     http://127.0.0.1:8033", "a-b-c", "90000017", "10.50")
    )
