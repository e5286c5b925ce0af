"""The supplier's directory, as it comes by the exchange; `key` is the supplier's own code of the thing."""

from piccolo.columns import BigInt, Boolean, Date, ForeignKey, Integer, Text, Varchar
from piccolo.table import Table


class Party(Table, tablename="party"):
    key = Varchar(length=40)
    kind = Varchar(length=8)
    name = Varchar(length=500)
    inn = Varchar(length=12)
    kpp = Varchar(length=9)
    ogrn = Varchar(length=15)
    address = Varchar(length=500)
    deleted = Boolean()


class Branch(Table, tablename="branch"):
    key = Varchar(length=40)
    name = Varchar(length=500)
    head = Varchar(length=500)
    address = Varchar(length=500)
    phone = Varchar(length=500)
    fax = Varchar(length=500)
    deleted = Boolean()


class Curator(Table, tablename="curator"):
    key = Varchar(length=40)
    name = Varchar(length=500)
    phone = Varchar(length=500)
    deleted = Boolean()


class Contract(Table, tablename="contract"):
    key = Varchar(length=40)
    party = ForeignKey(references=Party, null=False, default=None)
    number = Varchar(length=500)
    signed_on = Date(default=None)
    closed_on = Date(null=True, default=None)
    price_category = Integer()
    signature_required = Boolean()
    email = Varchar(length=500)
    phone = Varchar(length=500)
    branch = ForeignKey(references=Branch, null=True, default=None)
    curator = ForeignKey(references=Curator, null=True, default=None)
    search = Text()
    sort_key = Varchar(length=1200)
    sort_name = Varchar(length=1200)
    dues = Text()
    windows = Text()
    deleted = Boolean()
    second_factor = Boolean()


class SupplyObject(Table, tablename="supply_object"):
    key = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    name = Varchar(length=500)
    address = Varchar(length=500)
    deleted = Boolean()


class Point(Table, tablename="point"):
    key = Varchar(length=40)
    supply_object = ForeignKey(references=SupplyObject, null=False, default=None)
    code = Varchar(length=40)
    name = Varchar(length=500)
    power = BigInt()
    voltage = Varchar(length=3)
    flow_sign = Integer()
    loss_kwh = BigInt()
    loss_percent = BigInt()
    loss_sign = Integer()
    deleted = Boolean()


class Meter(Table, tablename="meter"):
    key = Varchar(length=40)
    serial = Varchar(length=40)
    type = Varchar(length=500)
    verified_until = Date(null=True, default=None)
    state = Varchar(length=8)
    remote = Boolean()
    deleted = Boolean()


class Installation(Table, tablename="installation"):
    point = ForeignKey(references=Point, null=False, default=None)
    meter = ForeignKey(references=Meter, null=False, default=None)
    installed_on = Date(default=None)
    removed_on = Date(null=True, default=None)
    ratio = BigInt()
    deleted = Boolean()


class Register(Table, tablename="register"):
    key = Varchar(length=40)
    meter = ForeignKey(references=Meter, null=False, default=None)
    zone = Varchar(length=2)
    channel = Varchar(length=2)
    digits = Integer()
    fraction_digits = Integer()
    deleted = Boolean()


class SubmissionWindow(Table, tablename="submission_window"):
    contract_key = Varchar(length=40)
    period = Varchar(length=7)
    opens_at = BigInt()
    closes_at = BigInt()
    deleted = Boolean()


class Invoice(Table, tablename="invoice"):
    key = Varchar(length=40)
    contract = ForeignKey(references=Contract, null=False, default=None)
    number = Varchar(length=500)
    issued_on = Date(default=None)
    period = Varchar(length=7)
    total = BigInt()
    vat = BigInt()
    due_on = Date(default=None)
    deleted = Boolean()
