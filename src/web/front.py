"""The front door of this room: what a route needs to take a request in and to answer it, in one import."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, NotFoundException, PermissionDeniedException
from litestar.params import FromPath, FromQuery

from src.web.ahead import refuse_ahead
from src.web.attachment import attachment, silent
from src.web.forms import MISSING, Form, FormErrors, Secret, check_form, parse_fields, read_fields, read_form, wrong
from src.web.guards import contract, fresh, public, signed_in
from src.web.kit import kit_of
from src.web.made_file import pdf_answer, xlsx_answer
from src.web.next import safe_next
from src.web.pages import AnyRequest, Part, fragments, page, see_other
from src.web.sessions import forget, keep
from src.web.templates import month
from src.web.visitor import SignedIn, Visitor

__all__ = [
    "MISSING",
    "AnyRequest",
    "Form",
    "FormErrors",
    "FromPath",
    "FromQuery",
    "HTTPException",
    "NamedDependency",
    "NotFoundException",
    "Part",
    "PermissionDeniedException",
    "Response",
    "Router",
    "Secret",
    "SignedIn",
    "Visitor",
    "attachment",
    "check_form",
    "contract",
    "forget",
    "fragments",
    "fresh",
    "get",
    "keep",
    "kit_of",
    "month",
    "page",
    "parse_fields",
    "pdf_answer",
    "post",
    "public",
    "read_fields",
    "read_form",
    "refuse_ahead",
    "safe_next",
    "see_other",
    "signed_in",
    "silent",
    "wrong",
    "xlsx_answer",
]
