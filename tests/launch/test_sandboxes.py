import smtplib
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from src.launch import sandboxes
from src.launch.sandboxes import SandboxError, bank, mailbox


def test_the_mailbox_takes_letters_while_its_block_runs_and_ends_with_it(tmp_path: Path) -> None:
    with mailbox(tmp_path / "mailbox") as box:
        with smtplib.SMTP("127.0.0.1", box.smtp_port) as connection:
            connection.sendmail("a@example.org", ["b@example.org"], "Subject: seen\n\nhello")
        with urllib.request.urlopen(box.url) as page:
            assert b"seen" in page.read()
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP("127.0.0.1", box.smtp_port)


def test_the_bank_tells_what_a_merchant_must_know(tmp_path: Path) -> None:
    with bank(tmp_path / "bank") as till, urllib.request.urlopen(till.url) as page:
        assert "Учебный банк" in page.read().decode()
        assert till.user
        assert till.password
        assert till.key
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(till.url)


def test_a_sandbox_that_does_not_start_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SandboxError, match="nobody"), sandboxes._sandbox("nobody"):
        pass
    assert "nobody" in capfd.readouterr().err
