"""«Профиль»: one's own account, each matter a small room of its own."""

from litestar import Router

from src.routes.profile import (
    consents,
    data,
    delete,
    devices,
    email,
    email_confirm,
    export,
    notices,
    overview,
    password,
)

router = Router(
    "/profile",
    route_handlers=[
        overview.show_profile,
        data.show_data,
        data.save_data,
        password.show_password,
        password.set_password,
        email.show_email,
        email.ask_email,
        email.cancel_email,
        email_confirm.show_confirm,
        email_confirm.answer_confirm,
        consents.show_consents,
        consents.withdraw_consent,
        consents.back_to_consents,
        consents.agree,
        export.show_export,
        export.give_export,
        delete.show_delete,
        delete.ask_delete,
        delete.cancel_delete,
        notices.show_notices,
        notices.choose_notices,
        devices.show_devices,
        devices.end_device,
        devices.end_others,
    ],
)
