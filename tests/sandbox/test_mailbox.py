"""The demo's mailbox as its users meet it: over SMTP and over HTTP."""

import http.client
import json
import os
import smtplib
import subprocess
import sys
from email.message import EmailMessage

import pytest

from src.sandbox.mailbox.letters import Letters
from src.sandbox.mailbox.page import MailboxServer
from src.sandbox.mailbox.server import Mailbox


@pytest.fixture
def mailbox(tmp_path):
    letters = Letters(tmp_path)
    with Mailbox(letters, MailboxServer(("127.0.0.1", 0), letters)) as running:
        yield running


def deliver(mailbox, subject="Проверка связи", **headers):
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "noreply@kabinet.example", "anna@zavod.example", subject
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content("Откройте https://kabinet.example/sign-up?a=1&b=2 сейчас.\n")
    letter.add_alternative('<p>Привет<script>alert("нет")</script></p>', subtype="html")
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=5) as smtp:
        smtp.send_message(letter)


def fetch(mailbox, path, **headers):
    connection = http.client.HTTPConnection(mailbox.url.removeprefix("http://"), timeout=5)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_a_letter_is_listed_and_shown_with_its_links(mailbox):
    deliver(mailbox)
    _, listed = fetch(mailbox, "/")
    assert '<a href="/letters/1">Проверка связи</a>' in listed
    assert "anna@zavod.example" in listed
    _, shown = fetch(mailbox, "/letters/1")
    assert '<a href="https://kabinet.example/sign-up?a=1&amp;b=2">' in shown


def test_html_of_a_letter_may_do_nothing(mailbox):
    deliver(mailbox)
    answer, body = fetch(mailbox, "/letters/1/html")
    assert "Привет" in body
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; img-src data:"
    _, shown = fetch(mailbox, "/letters/1")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in shown


def test_a_subject_with_markup_stays_text(mailbox):
    deliver(mailbox, subject="<b>Жирный</b>")
    _, listed = fetch(mailbox, "/")
    assert "&lt;b&gt;Жирный&lt;/b&gt;" in listed


def test_codes_of_pictures_stand_apart(mailbox):
    deliver(mailbox, subject="Картинка 7F3A", X_Picture_Code="40216")
    _, listed = fetch(mailbox, "/")
    assert '<td class="code">40216</td><td>Картинка 7F3A</td>' in listed
    assert "Писем пока нет." in listed


def test_json_gives_new_letters_to_one_person(mailbox):
    deliver(mailbox, subject="Первое")
    deliver(mailbox, subject="Второе")
    _, body = fetch(mailbox, "/api/letters?after=1&wait=5&to=Anna@zavod.example")
    assert [letter["subject"] for letter in json.loads(body)] == ["Второе"]
    _, nobody = fetch(mailbox, "/api/letters?to=boris@zavod.example")
    assert json.loads(nobody) == []


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/letters/9", {}, 404),
        ("/letters/one", {}, 404),
        ("/nowhere", {}, 404),
        ("/api/letters?after=x", {}, 400),
        ("/", {"Host": "evil.example"}, 403),
        ("/", {"Host": "127.0.0.1.evil.example"}, 403),
        ("/", {"Host": "[::1"}, 403),
        ("/letters/" + "9" * 5000, {}, 404),
    ],
)
def test_what_is_not_there_is_refused(mailbox, path, headers, status):
    answer, _ = fetch(mailbox, path, **headers)
    assert answer.status == status


def test_letters_outlive_a_restart(mailbox, tmp_path):
    deliver(mailbox)
    (letter,) = Letters(tmp_path).newest()
    assert (letter.id, letter.subject, letter.recipients) == (1, "Проверка связи", ("anna@zavod.example",))


def test_a_letter_that_cannot_be_read_is_kept_all_the_same(mailbox):
    with smtplib.SMTP("127.0.0.1", mailbox.smtp_port, timeout=5) as smtp:
        smtp.sendmail("a@a.example", ["b@b.example"], b"Content-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe")
    answer, _ = fetch(mailbox, "/letters/1")
    assert answer.status == 200


def start(tmp_path, **environment):
    command = [sys.executable, "-m", "src.sandbox.mailbox", "--dir", str(tmp_path), "--until-input-closes"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=os.environ | environment)


def test_it_ends_with_the_one_who_started_it(tmp_path):
    with start(tmp_path) as process:
        addresses = json.loads(process.stdout.readline())
        assert set(addresses) == {"smtp_port", "url"}
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_it_refuses_production(tmp_path):
    with start(tmp_path, KABINET_MODE="production") as process:
        assert process.wait(timeout=10) == 2
        assert b"refuses production" in process.stderr.read()
