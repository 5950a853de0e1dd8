"""The findings of an invented plan, for tests of the draft made of them."""

from __future__ import annotations

from ntmtrack.drafting.document_model import Contradiction
from ntmtrack.drafting.document_model import DraftReason
from ntmtrack.drafting.document_model import Findings
from ntmtrack.drafting.document_model import FoundDuty
from ntmtrack.drafting.document_model import FoundEvent
from ntmtrack.drafting.document_model import FoundHead
from ntmtrack.drafting.document_model import FoundParty
from ntmtrack.drafting.document_model import FoundVillage
from ntmtrack.drafting.document_model import SourcePlace
from ntmtrack.drafting.document_model import UnusedText

LONG = (
    "Rà soát, lập danh sách các hộ có nhà ở tạm, nhà dột nát trên địa bàn; phân loại theo mức độ "
    "hư hỏng: loại A, loại B, loại C # gửi kèm ảnh, và niêm yết công khai tại nhà văn hóa các thôn"
)


def plan() -> Findings:
    """Return the findings of a commune's plan with a table, two sentences and their doubts."""
    return Findings(
        head=FoundHead(
            number="31/KH-UBND",
            issuer="UBND xã Đồi Chè",
            superior="UBND tỉnh Mẫu",
            subject="Kế hoạch xóa nhà tạm, nhà dột nát",
            signer_name="Lò Văn Páo",
            signer_title="Chủ tịch",
            form="state",
            propose={"issued": "2025-10-02"},
        ),
        parties=[
            FoundParty("phong-kinh-te", "Phòng Kinh tế", aliases=("Phòng KT",)),
            FoundParty("mat-tran", "Ủy ban MTTQ xã", near=("Ủy ban Mặt trận Tổ quốc xã",)),
            FoundParty("mat-tran-2", "Ủy ban Mặt trận Tổ quốc xã", near=("Ủy ban MTTQ xã",)),
            FoundParty("ong-pao", "Lò Văn Páo", title="Chủ tịch", kind="person"),
            FoundParty("cac-thon", "Các thôn", is_group=True),
        ],
        villages=[FoundVillage("na-lay", "Nà Lay"), FoundVillage("thon-1", "Thôn 1")],
        events=[FoundEvent("le-ban-giao", "Lễ bàn giao", "2025-12-20", SourcePlace(paragraph=9))],
        duties=[
            FoundDuty(
                "ra-soat-nha-tam",
                LONG,
                LONG,
                SourcePlace(table=1, row=3),
                clause="1",
                section="I. Rà soát",
                owner=("phong-kinh-te",),
                support=("mat-tran", "phong-kinh-te"),
                villages=("all",),
                product="Danh sách",
                deadline="30/10/2025",
                due="2025-10-30",
                due_is="by",
            ),
            FoundDuty(
                "van-dong",
                "Vận động kinh phí: quỹ “Vì người nghèo”",
                "Ủy ban MTTQ xã vận động kinh phí, hoàn thành trước 20/11, phấn đấu 15/11.",
                SourcePlace(paragraph=12),
                section="II. Kinh phí",
                owner=("mat-tran",),
                deadline="trước 20/11, phấn đấu 15/11",
                propose={"due": ["2025-11-20", "2025-11-15"]},
                why=(DraftReason("Two days: choose one.", {}),),
            ),
            FoundDuty(
                "ban-giao",
                "Tổ chức bàn giao nhà",
                "Tổ chức bàn giao nhà cho các hộ.",
                SourcePlace(paragraph=14),
                section="II. Kinh phí",
                due="2025-09-01",
                propose={"repeat": {"every": "month", "on": "20", "from": "2025-10-02"}},
            ),
        ],
        unused=[UnusedText(SourcePlace(paragraph=20), "Các đơn vị nghiêm túc thực hiện.")],
        contradictions=[
            Contradiction(
                SourcePlace(paragraph=12),
                "Thứ Hai 20/11",
                DraftReason("That day is a {day}.", {"day": "x"}),
            )
        ],
        unknown_columns=["Cột 6: Mã dự án"],
    )
