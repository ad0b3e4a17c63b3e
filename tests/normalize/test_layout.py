"""Header, title, lead, captions, bylines: the shapes that files of the press come in."""

from __future__ import annotations

from datetime import date

import pytest

from flows.extract.places import find_places
from flows.normalize.sentences import sentence_spans
from tests.normalize.samples import article, kinds, normalised

BODY = "Công an tỉnh đã họp để bàn việc này. Cuộc họp kéo dài hai giờ."
MORE = "Đại diện các phòng nghiệp vụ đã phát biểu ý kiến về nhiều nội dung."


def test_header_title_lead() -> None:
    text = f" date 2024-03 Công an tỉnh họp sơ kết\n\n{BODY}\n\n{MORE}"
    assert kinds(text) == [
        ("header", "date 2024-03"),
        ("title", "Công an tỉnh họp sơ kết"),
        ("lead", BODY),
        ("paragraph", MORE),
    ]
    made = article(text)
    assert made["header_month"] == date(2024, 3, 1)
    assert made["published_date"] is None
    assert (made["title"], made["lead"]) == ("Công an tỉnh họp sơ kết", BODY)


def test_header_with_a_day_dates_the_article() -> None:
    made = article(f" date 2024-03-12 Công an tỉnh họp\n\n{BODY}")
    assert (made["header_month"], made["published_date"]) == (date(2024, 3, 1), date(2024, 3, 12))
    assert made["published_date_basis"] == "header"
    made = article(f"Thứ ba, 12/03/2024 - 10:15\nCông an tỉnh họp\n{BODY}")
    assert (made["published_date"], made["title"]) == (date(2024, 3, 12), "Công an tỉnh họp")


def test_header_may_run_into_the_lead() -> None:
    made = article(f" date 2024-06 {BODY}\n\n{MORE}")
    assert made["title"] is made["title_start_char"] is None
    assert made["lead"] == BODY


@pytest.mark.parametrize("header", ["date 2024-13 ", "date 20240 ", "2024 ", ""])
def test_what_is_no_header(header: str) -> None:
    assert article(f"{header}{BODY}\n{MORE}")["header_month"] is None


def test_title_lead_and_body_on_three_lines() -> None:
    made = kinds(f"Công an tỉnh họp sơ kết\n{BODY}\n{MORE} Một câu nữa. Lê Na ")
    assert made == [
        ("title", "Công an tỉnh họp sơ kết"),
        ("lead", BODY),
        ("paragraph", f"{MORE} Một câu nữa."),
        ("byline", "Lê Na"),
    ]


def test_no_title() -> None:
    assert article(f"(QNO) - {BODY}\n{MORE}")["title"] is None
    assert article(BODY)["title"] is None


def test_subheads_are_no_lead() -> None:
    made = article(f"Công an tỉnh họp\nKhông để bị động\n{BODY}")
    assert made["lead"] == BODY


def test_placeholders_and_captions() -> None:
    assert kinds(
        f"{BODY}\n[img]\nĐại tá Lê Văn A kiểm tra hiện trường\n{MORE}\n[img]\n---\n{BODY}"
    ) == [
        ("lead", BODY),
        ("placeholder", "[img]"),
        ("caption", "Đại tá Lê Văn A kiểm tra hiện trường"),
        ("paragraph", MORE),
        ("placeholder", "[img]"),
        ("placeholder", "---"),
        ("paragraph", BODY),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Quang cảnh hội nghị.",
        "Các đại biểu dự hội nghị.",
        "Đại tá Lê Văn A phát biểu tại buổi làm việc.",
        "Lãnh đạo Công an tỉnh trao giấy khen cho các tập thể.",
        "Tang vật vụ án. Ảnh: Lê Na",
        "Tang vật vụ án (Ảnh: Lê Na/TTXVN).",
    ],
)
def test_captions_without_a_mark(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{MORE}")[1] == ("caption", line)


@pytest.mark.parametrize(
    "line",
    [
        "Phát biểu tại hội nghị, Đại tá Lê Văn A ghi nhận kết quả tại hội nghị.",
        "Đại tá Lê Văn A cho biết đã phá nhiều vụ án.",
        MORE,
    ],
)
def test_paragraphs_that_are_no_captions(line: str) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{MORE}")[1] == ("paragraph", line)


@pytest.mark.parametrize(
    ("byline", "author", "agency", "is_collaborator"),
    [
        ("Đình Hợp (CTV)", "Đình Hợp", None, True),
        ("Tố Phương", "Tố Phương", None, False),
        ("NGUYỄN HÂN", "NGUYỄN HÂN", None, False),
        ("T.SỸ", "T.SỸ", None, False),
        ("Hà Giang - Hoàng Trung", "Hà Giang, Hoàng Trung", None, False),
        ("Đức Thọ (TTXVN)", "Đức Thọ", "TTXVN", False),
        ("Lưu Sơn/VOV-TPHCM", "Lưu Sơn", "VOV-TPHCM", False),
        ("Theo DUY CƯỜNG/SGGP", "DUY CƯỜNG", "SGGP", False),
        ("Theo Báo Công an nhân dân", None, "Báo Công an nhân dân", None),
        ("TTXVN", None, "TTXVN", None),
        ("PV", None, None, None),
        ("Nguyệt Minh (Theo Dân trí)", "Nguyệt Minh", "Dân trí", False),
        ("Theo Khám Phá", None, "Khám Phá", None),
        ("Lê Na -", "Lê Na", None, False),
        ("HỒNG HÀ (Thực hiện)", "HỒNG HÀ", None, False),
        ("Bài và ảnh: Trường Hoàng", "Trường Hoàng", None, False),
        ("Q.Đ", "Q.Đ", None, False),
    ],
)
def test_bylines_on_a_line(
    byline: str, author: str | None, agency: str | None, is_collaborator: bool | None
) -> None:
    text = f"{BODY}\n\n{MORE}\n\n{byline}"
    made = article(text)
    assert (made["author"], made["agency"], made["is_collaborator"]) == (
        author,
        agency,
        is_collaborator,
    )
    assert kinds(text)[-1] == ("byline", byline)


@pytest.mark.parametrize(
    ("tail", "author"),
    [
        ("Lê Trai ", "Lê Trai"),
        ("Hưng - Thủy/VOV.VN ", "Hưng, Thủy"),
        ("Thế Kha - Theo Dân Trí", "Thế Kha"),
        ("Phước Tuần - Chi Mai - Hà Hương", "Phước Tuần, Chi Mai, Hà Hương"),
        ("Tin, ảnh: Trung Kiên (TTXVN) ", "Trung Kiên"),
        ("Ông nói thêm.", None),
        ("Hết giờ", None),
    ],
)
def test_bylines_fused_to_the_last_sentence(tail: str, author: str | None) -> None:
    assert article(f"Công an tỉnh họp\n{BODY}\n{MORE} {tail}")["author"] == author


def test_byline_before_a_text_on_one_line() -> None:
    made = article(f"Tư Hoàng Tại buổi sơ kết, {BODY}")
    assert made["author"] == "Tư Hoàng"
    assert made["lead"].startswith("Tại buổi sơ kết")


def test_credits_have_a_row_each() -> None:
    made = normalised(
        f"{BODY}\n\nTang vật vụ án. Ảnh: Lê Na/TTXVN\n\n{MORE} Ảnh: N.H Đại tá Lê Văn A nói.\n\n"
        "Bài và ảnh: Trường Hoàng"
    )
    assert made.credits.select("role", "name", "is_initials").rows() == [
        ("photographer", "Lê Na", False),
        ("photographer", "N.H", True),
        ("author", "Trường Hoàng", False),
        ("photographer", "Trường Hoàng", False),
    ]
    assert made.articles["photographers"][0].to_list() == ["Lê Na", "N.H", "Trường Hoàng"]


@pytest.mark.parametrize(
    "credit",
    [
        "Ảnh: TTXVN",
        "Ảnh: CACC",
        "Ảnh: CÔNG AN NGHỆ AN",
        "Ảnh minh họa",
        "Ảnh: quochoi.vn",
        "Ảnh: Shutterstock",
        "Ảnh: KCNA",
        "Ảnh: ABC News",
    ],
)
def test_organisations_photograph_nothing(credit: str) -> None:
    assert article(f"{BODY}\n\nTang vật vụ án. {credit}\n\n{MORE}")["photographers"] == []


def test_what_the_source_says_wins() -> None:
    made = article(
        f"Công an tỉnh họp\n\n{BODY}\n\nLê Na",
        source_title="Công an tỉnh họp - Báo X",
        source_author="Trần Bình",
        source_date="2024-03-12T08:00:00+07:00",
    )
    assert (made["title"], made["title_basis"]) == ("Công an tỉnh họp - Báo X", "source")
    # The text has it without the paper's name: a span that does not hold is never stored.
    assert (made["title_start_char"], made["title_end_char"]) == (None, None)
    assert (made["author"], made["author_basis"]) == ("Trần Bình", "source")
    assert made["published_date"] == date(2024, 3, 12)
    made = article(f"Công an tỉnh họp\n\n{BODY}", source_title="Công an tỉnh họp")
    assert made["text"][made["title_start_char"] : made["title_end_char"]] == made["title"]
    made = article(f"{BODY}\n\n{MORE}", source_title="Tiêu đề khác hẳn")
    assert made["title_start_char"] is None
    assert made["lead"] == BODY


def test_rejected_and_repeated_documents() -> None:
    made = normalised(BODY, BODY, MORE)
    assert made.articles["article_id"].n_unique() == 2
    assert made.articles.height == 3
    assert made.blocks.height == 2
    assert normalised(BODY, reason_code="not_text").articles.is_empty()
    assert normalised("  \n ").articles["lead"].to_list() == [None]


@pytest.mark.parametrize(
    "text",
    [
        " " * 200_000,
        "date" + " " * 200_000 + "x",
        "sáng nay" + " " * 50_000 + "x",
        "ngày" + " " * 50_000 + "12",
        "." * 100_000,
        "a" * 200_000,
        "1/2" * 50_000,
        "(" * 50_000,
        "Ảnh: " * 5_000,
        "tại Hà Nội Bộ Công an " * 3_000,
        "từ ngày 1 đến " * 5_000,
        "Ng. " * 20_000,
    ],
    ids=lambda text: text[:12].strip() or "blanks",
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    """Patterns that divide a run in every way would take hours on these."""
    made = normalised(text)
    assert made.articles.height == 1
    assert sentence_spans(text) is not None
    find_places(made.articles)
