"""The mail gateway against a real SMTP server in a thread."""

import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from src.gateways.mail import Letter, MailRefused, MailUnavailable, SmtpMail, mailable
from src.settings import Settings
from tests.gateways.post import PostOffice

LETTER = Letter(
    idem="sign-up.7",
    recipient="anna@zavod.example",
    subject="Завершите регистрацию",
    text="Здравствуйте, Анна!\n",
    html="<p>Здравствуйте, Анна!</p>",
    written_at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
)


def gateway(port, **more):
    told = {"smtp_tls": "none", "mail_from": "noreply@kabinet.example"} | more
    return SmtpMail(Settings(smtp_host="127.0.0.1", smtp_port=port, **told))


async def test_a_letter_arrives_whole():
    with PostOffice() as office:
        await gateway(office.port).send(LETTER)
    (message,) = office.letters
    assert message["Subject"] == "Завершите регистрацию"
    assert message["From"].addresses[0].display_name == "Мосэнергосбыт"
    assert (message["Message-ID"], message["Auto-Submitted"]) == ("<sign-up.7@kabinet.example>", "auto-generated")
    assert message["Date"].datetime == LETTER.written_at
    assert message.get_body(("plain",)).get_content() == "Здравствуйте, Анна!\r\n"
    assert message.get_body(("html",)).get_content().strip() == "<p>Здравствуйте, Анна!</p>"


@pytest.mark.parametrize(
    "subject",
    ["Вход в личный кабинет с нового устройства", "Поставщик отклонил показания: 3, " * 6 + "7"],
)
async def test_no_blank_of_a_long_subject_is_lost(subject):
    with PostOffice() as office:
        await gateway(office.port).send(replace(LETTER, subject=subject))
    assert office.letters[0]["Subject"] == subject
    assert max(map(len, office.raw[0].partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78


async def test_a_link_that_ends_letters_stands_in_one_line():
    link = "https://kabinet.example/unsubscribe?token=" + "A1b2-_" * 40
    with PostOffice() as office:
        await gateway(office.port).send(replace(LETTER, unsubscribe=link))
        await gateway(office.port).send(LETTER)
    marked, plain = office.letters
    assert f"\nList-Unsubscribe: <{link}>\r\n".encode() in office.raw[0]
    assert marked["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in plain


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 no such user"}, MailRefused),
        ({"RCPT": "450 mailbox busy"}, MailUnavailable),
        ({"DATA": "554 looks like spam"}, MailRefused),
        ({"DATA": "451 try later"}, MailUnavailable),
        ({"MAIL": "550 we do not know you"}, MailUnavailable),
    ],
)
async def test_a_refusal_is_final_only_when_it_is_about_the_letter(answers, error):
    with PostOffice(answers) as office, pytest.raises(error):
        await gateway(office.port).send(LETTER)
    assert office.letters == []


async def test_a_server_that_is_down_is_unavailable():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(MailUnavailable):
            await gateway(taken.getsockname()[1]).send(LETTER)


@pytest.mark.parametrize("field", ["recipient", "subject"])
async def test_a_line_break_in_a_header_is_refused(field):
    injected = Letter(**{
        **{f: getattr(LETTER, f) for f in LETTER.__slots__},
        field: "a@b.example\r\nBcc: evil@e.example",
    })
    with PostOffice() as office, pytest.raises(MailRefused):
        await gateway(office.port).send(injected)
    assert office.letters == []


async def test_a_server_without_starttls_gets_nothing_in_the_clear():
    with PostOffice() as office, pytest.raises(MailUnavailable):
        await gateway(office.port, smtp_tls="starttls").send(LETTER)
    assert office.letters == []


async def test_a_wrong_password_at_the_server_is_our_trouble_and_may_be_mended():
    def nobody(server, session, envelope, mechanism, data):
        return AuthResult(success=False, handled=False)

    with PostOffice(authenticator=nobody) as office, pytest.raises(MailUnavailable):
        await gateway(office.port, smtp_user="kabinet", smtp_password="wrong").send(LETTER)
    assert office.letters == []


def test_a_russian_domain_is_written_as_mail_servers_know_it():
    assert mailable("anna@почта.рф") == "anna@xn--80a1acny.xn--p1ai"


@pytest.fixture
def certificate(tmp_path):
    """A certificate that nobody else signed, for 127.0.0.1; the server's context and the file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509
        .CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*plain) + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context, path


async def test_starttls_with_a_server_that_is_trusted(certificate, monkeypatch):
    context, path = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with PostOffice(tls_context=context) as office:
        await gateway(office.port, smtp_tls="starttls").send(LETTER)
    assert len(office.letters) == 1


async def test_a_server_whose_certificate_is_strange_gets_nothing(certificate):
    with PostOffice(tls_context=certificate[0]) as office, pytest.raises(MailUnavailable):
        await gateway(office.port, smtp_tls="starttls").send(LETTER)
    assert office.letters == []
