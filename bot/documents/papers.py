"""What papers look like, as data: a new kind of paper is an entry here, a sentence `paper-<kind>`, and a test.

All phrases are *folded* as `cells.fold` does it: small letters and digits, nothing else, so that
"Trade Name, if any" is `tradenameifany` and OCR's lost spaces do not matter. Labels are those that the forms print.

Social category, gender, phone, mail and account numbers are listed as stops only: a stop ends the value before it, and
what stands beside it is never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Label:
    """`field` is what the value becomes; `reader` names how the text beside `words` is understood (values.READERS)."""

    field: str
    reader: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper. `marks` are phrases and their weights; two points make it this paper, the most points win.

    `needs` is the field without which the paper is of no use; `anywhere` are identifiers that are also looked for
    outside their label, because they prove themselves by their form.
    """

    kind: str
    marks: Mapping[str, int]
    labels: tuple[Label, ...] = ()
    stops: tuple[str, ...] = ()
    needs: str | None = None
    anywhere: tuple[str, ...] = ()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Identifiers that a sentence may hold, right behind one of these words."""


ADDRESS_PARTS: Mapping[str, str] = {
    "buildingnoflatno": "part",
    "flatdoorblockno": "part",
    "floorno": "part",
    "nameofpremisesbuilding": "part",
    "nameofthepremisesbuilding": "part",
    "roadstreetlane": "part",
    "roadstreet": "part",
    "nearbylandmark": "part",
    "localitysublocality": "part",
    "villagetown": "part",
    "block": "part",
    "citytownvillage": "part",
    "city": "part",
    "district": "part",
    "state": "state",
    "pincode": "pincode",
    "pin": "pincode",
    "mobile": "drop",
    "email": "drop",
    "emailid": "drop",
    "latitude": "drop",
    "longitude": "drop",
}
"""The small labels within an address block: a part of the address, its own field, or not to be read."""

_ISSUED = (
    "dateofissueofcertificate",
    "dateofissueofregistrationcertificate",
    "dateofissue",
    "issuedate",
    "dateofissuance",
)

GST = Paper(
    kind="gst",
    marks={
        "formgstreg06": 3,
        "goodsandservicestax": 1,
        "constitutionofbusiness": 1,
        "addressofprincipalplaceofbusiness": 1,
        "dateofliability": 1,
        "typeofregistration": 1,
        "tradenameifany": 1,
    },
    labels=(
        Label("gstin", "gstin", ("registrationnumber", "gstinuin", "gstin", "goodsandservicestaxidentificationnumber")),
        Label("legal_name", "name", ("legalname", "legalnameofbusiness")),
        Label("trade_name", "name", ("tradenameifany", "tradename")),
        Label("constitution", "line", ("constitutionofbusiness",)),
        Label("address", "address", ("addressofprincipalplaceofbusiness", "addressofprincipalplaceof")),
        Label("date_of_issue", "date", _ISSUED),
        Label("registration_type", "line", ("typeofregistration",)),
        Label("valid_until", "until", ("periodofvalidity",)),
        Label("status", "status", ("gstinstatus", "gstinuinstatus", "registrationstatus", "status")),
    ),
    stops=(
        "additionaltradenamesifany",
        "dateofliability",
        "particularsofapprovingauthority",
        "signature",
        "name",
        "designation",
        "jurisdictionaloffice",
        "note",
        "detailsofadditionalplacesofbusiness",
        "annexurea",
    ),
    needs="gstin",
    anywhere=("gstin",),
)

UDYAM = Paper(
    kind="udyam",
    marks={
        "udyamregistrationcertificate": 3,
        "udyamregistrationnumber": 2,
        "nameofenterprise": 1,
        "typeofenterprise": 1,
        "majoractivity": 1,
        "dateofudyamregistration": 1,
    },
    labels=(
        Label("udyam", "udyam", ("udyamregistrationnumber",)),
        Label("enterprise_name", "name", ("nameofenterprise",)),
        Label("constitution", "line", ("typeoforganisation", "typeoforganization")),
        Label("activity", "line", ("majoractivity",)),
        Label(
            "address",
            "address",
            ("officaladdressofenterprise", "officialaddressofenterprise", "officaladdressof", "officialaddressof"),
        ),
        Label("date_of_issue", "date", ("dateofudyamregistration",)),
    ),
    stops=(
        "typeofenterprise",
        "socialcategoryofentrepreneur",
        "socialcategory",
        "gender",
        "speciallyabled",
        "nameofunits",
        "dateofincorporationregistrationofenterprise",
        "dateofincorporation",
        "dateofcommencementofproductionbusiness",
        "nationalindustryclassificationcodes",
        "mobilenumber",
        "emailid",
        "bankdetails",
    ),
    needs="udyam",
    anywhere=("udyam",),
)

IEC = Paper(
    kind="iec",
    marks={
        "importerexportercode": 2,
        "directorategeneralofforeigntrade": 1,
        "iecnumber": 1,
        "certificateofimporterexportercode": 2,
    },
    labels=(
        Label("iec", "iec", ("iecnumber", "iecno", "iecode", "importerexportercodeiec", "importerexportercode", "iec")),
        Label("pan", "pan", ("pannumber", "panno", "pan")),
        Label(
            "legal_name", "name", ("firmname", "nameofthefirm", "nameoffirm", "entityname", "nameandaddressofthefirm")
        ),
        Label("address", "address", ("firmaddress", "addressofthefirm", "registeredaddress", "address")),
        Label("constitution", "line", ("natureofconcernfirm", "natureofconcern", "natureoffirm", "constitution")),
        Label("date_of_issue", "date", ("iecallotmentdate", "iecissuancedate", "dateofallotment", *_ISSUED)),
        Label("status", "status", ("iecstatus", "status")),
    ),
    stops=(
        "filenumber",
        "fileno",
        "filedate",
        "dgftra",
        "dgftraoffice",
        "signatoryname",
        "nameofthesignatory",
        "nameofsignatory",
        "signatory",
        "dateofbirthincorporation",
        "dateofincorporation",
        "mobileno",
        "mobile",
        "email",
        "emailid",
        "branches",
        "detailsofproprietorpartnerdirectorkarta",
        "note",
        "issuedby",
        "placeofissue",
    ),
    needs="iec",
    beside={"iec": ("iec", "iecnumber", "iecno", "exportercode", "exportercodenumber", "exportercodeno")},
)

CHEQUE = Paper(
    kind="cheque",
    marks={
        "orbearer": 2,
        "authorisedsignatory": 1,
        "authorisedsignatories": 1,
        "ifsccode": 1,
        "ifscode": 1,
        "ifsc": 1,
        "rupees": 1,
        "payableatparatallbranches": 1,
        "cancelled": 1,
        "acno": 1,
    },
    labels=(
        Label("ifsc", "ifsc", ("rtgsneftifsccode", "rtgsneftifsc", "ifsccode", "ifscode", "ifsc")),
        Label("legal_name", "name", ("for",)),
    ),
    stops=(
        "acno",
        "accountno",
        "accountnumber",
        "pay",
        "rupees",
        "orbearer",
        "authorisedsignatory",
        "authorisedsignatories",
        "date",
    ),
    needs="ifsc",
    anywhere=("ifsc",),
)

SHOP = Paper(
    kind="shop",
    marks={
        "shopsandestablishments": 3,
        "shopandestablishment": 3,
        "shopsandcommercialestablishments": 3,
        "gumasta": 3,
        "nameoftheestablishment": 2,
        "nameofestablishment": 2,
        "tradelicence": 2,
        "tradelicense": 2,
    },
    labels=(
        Label(
            "enterprise_name", "name", ("nameoftheestablishment", "nameofestablishment", "nameoftheshop", "tradename")
        ),
        Label(
            "address",
            "address",
            (
                "postaladdressoftheestablishment",
                "addressoftheestablishment",
                "addressofestablishment",
                "postaladdress",
                "address",
            ),
        ),
        Label("date_of_issue", "date", ("dateofregistration", "registrationdate", *_ISSUED)),
        Label("valid_until", "date", ("validupto", "validuntil", "validtill", "dateofexpiry")),
        Label(
            "licence_number",
            "line",
            ("registrationcertificateno", "registrationnumber", "registrationno", "licenceno", "licenseno"),
        ),
    ),
    stops=(
        "nameoftheemployer",
        "nameofemployer",
        "natureofbusiness",
        "numberofemployees",
        "gender",
        "mobileno",
        "signature",
    ),
    needs="enterprise_name",
)

PAN_CARD = Paper(
    kind="pan_card", marks={"incometaxdepartment": 2, "permanentaccountnumbercard": 2, "permanentaccountnumber": 1}
)
AADHAAR_CARD = Paper(
    kind="aadhaar_card",
    marks={"uniqueidentificationauthority": 3, "enrolmentno": 1, "youraadhaarno": 2, "meraaadhaar": 2},
)

READ_PAPERS: Mapping[str, Paper] = {paper.kind: paper for paper in (GST, UDYAM, IEC, CHEQUE, SHOP)}
"""Papers that we ask for and read."""

KNOWN_PAPERS: tuple[Paper, ...] = (*READ_PAPERS.values(), PAN_CARD, AADHAAR_CARD)
"""Papers that we recognise. A PAN card is never asked for; an Aadhaar card is refused."""

UNREAD_KINDS = frozenset({"catalogue", "photo", "other"})
"""Kinds of document whose words are nobody's answer; they are only checked."""
