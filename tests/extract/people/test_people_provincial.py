"""Posts of provinces and their units as the press writes them: each class of error once.

The sentences are our own.
"""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


def posts_of(text: str) -> list[tuple[str, list[str]]]:
    """Name and normalised posts of every mention that bears one."""
    return [
        (str(mention["name"]), list(mention["posts_normalised"]))
        for mention in mentions_of(text)
        if isinstance(mention["posts_normalised"], list)
    ]


def statuses_of(text: str) -> list[str]:
    """The standing of every post of a text, in order."""
    return [
        status
        for mention in mentions_of(text)
        if isinstance(mention["statuses"], list)
        for status in mention["statuses"]
    ]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A Party post borrows no body of the State; a membership the committee beside it.
        ("Bà Hà Thị Tám, Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Hà Nam cho biết.",
         ["Bí thư Tỉnh ủy Hà Nam", "Chủ tịch UBND tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, Ủy viên Ban Thường vụ, Trưởng ban Tổ chức Thành ủy Hòa Bình nói.",
         ["Ủy viên Ban Thường vụ Thành ủy Hòa Bình", "Trưởng ban Tổ chức Thành ủy Hòa Bình"]),
        # `này` points to what the article is about; `điểm cầu` is no part of the province's name.
        ("Công an tỉnh Hà Nam vào cuộc. Ông Mai Văn Khởi, Giám đốc Công an tỉnh này, nói vậy.",
         ["Giám đốc Công an tỉnh Hà Nam"]),
        ("Lãnh đạo huyện Mường Tè họp. Ông Mai Văn Khởi, Bí thư huyện này, nói vậy.",
         ["Bí thư Huyện ủy Mường Tè"]),
        ("Tại điểm cầu Hà Nam, Phó Chủ tịch UBND tỉnh Mai Văn Khởi phát biểu.",
         ["Phó Chủ tịch UBND tỉnh Hà Nam"]),
        # The one department that is told of.
        ("Giám đốc Sở Nội vụ Hà Nội đi vắng. Ông Mai Văn Khởi, Phó giám đốc sở, trả lời thay.",
         ["Phó giám đốc Sở Nội vụ Hà Nội"]),
        # A branch department leads no department.
        ("Chi cục trưởng Chi cục Hải quan Bến Lức họp. Phó cục trưởng Mai Văn Khởi chỉ đạo.",
         ["Phó cục trưởng"]),
        ("Ông Mai Văn Khởi, Chánh văn phòng kiêm người phát ngôn của UBND TP Hải Phòng, nói.",
         ["Chánh văn phòng UBND TP Hải Phòng", "người phát ngôn của UBND TP Hải Phòng"]),
        ("Ông Mai Văn Khởi, Chủ tịch HĐQT kiêm Tổng giám đốc TCty Sao Đỏ, nói.",
         ["Chủ tịch HĐQT TCty Sao Đỏ", "Tổng giám đốc TCty Sao Đỏ"]),
        # A comma before an office's own force, a verb behind a committee.
        ("Thượng tá Mai Văn Khởi, Phó Thủ trưởng Cơ quan An ninh điều tra, Công an tỉnh Hà Nam.",
         ["Phó Thủ trưởng Cơ quan An ninh điều tra Công an tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy báo cáo tình hình.",
         ["Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy"]),
        # A dash inside the name of a unit, and dashes that are none of it.
        ("Bác sĩ Mai Văn Khởi, Phó trưởng khoa Chẩn đoán hình ảnh - Xét nghiệm, nói.",
         ["Phó trưởng khoa Chẩn đoán hình ảnh - Xét nghiệm"]),
        ("Ông Mai Văn Khởi, Phó viện trưởng Viện Khoa học – Thủy lợi miền Nam cho biết.",
         ["Phó viện trưởng Viện Khoa học – Thủy lợi miền Nam"]),
        ("Ông Mai Văn Khởi - Trưởng phòng Khảo thí - đơn vị ra đề thi nói.",
         ["Trưởng phòng Khảo thí"]),
        ("Ông Mai Văn Khởi, Tổng Giám đốc Công ty Hạ tầng phát triển KCN - chia sẻ rằng vui.",
         ["Tổng Giám đốc Công ty Hạ tầng phát triển KCN"]),
        # An age before the post in brackets, a term of office between two posts.
        ("Ông Mai Văn Khởi (41 tuổi, Đội trưởng Đội đo đạc số 7), thuộc Sở Nội vụ.",
         ["Đội trưởng Đội đo đạc số 7"]),
        ("Ông Mai Văn Khởi, Chủ tịch Hội Nông dân, nhiệm kỳ 2014-2019, Bí thư Tỉnh ủy Hà Nam dự.",
         ["Chủ tịch Hội Nông dân", "Bí thư Tỉnh ủy Hà Nam"]),
        ("Ông Mai Văn Khởi, Phó Giám đốc Sở Nội vụ tỉnh Hà Nam, kiêm giữ chức Trưởng ban Tôn giáo.",
         ["Phó Giám đốc Sở Nội vụ tỉnh Hà Nam", "Trưởng ban Tôn giáo"]),
        # A unit with the department that its sentence tells of, not with who speaks of it.
        ("Tòa phạt cán bộ Sở Y tế tỉnh Hà Nam, gồm Mai Văn Khởi, nguyên Trưởng phòng Nghiệp vụ y.",
         ["Trưởng phòng Nghiệp vụ y Sở Y tế tỉnh Hà Nam"]),
        ("Sở Nội vụ tỉnh Hà Nam xác nhận việc bà Hà Thị Tám được bổ nhiệm làm phó trưởng phòng.",
         ["phó trưởng phòng"]),
        # The ministry or the embassy in a bracket, also where the name follows.
        ("Cục trưởng Cục Báo chí (Bộ Thông tin và Truyền thông) Mai Văn Khởi cho biết.",
         ["Cục trưởng Cục Báo chí Bộ Thông tin và Truyền thông"]),
        ("Ông Mai Văn Khởi - Tham tán Công sứ (Đại sứ quán Việt Nam tại Đức), nói.",
         ["Tham tán Công sứ Đại sứ quán Việt Nam tại Đức"]),
        # What is written short or in the old spelling.
        ("Trung tá Mai Văn Khởi, Trưởng CA xã Nậm Xa, dự.", ["Trưởng Công an xã Nậm Xa"]),
        ("Tổng GĐ Đường sắt Việt Nam Mai Văn Khởi nói.", ["Tổng Giám đốc Đường sắt Việt Nam"]),
        ("Ông Mai Văn Khởi, Uỷ viên Bộ Chính trị, đến.", ["Ủy viên Bộ Chính trị"]),
        ("Thượng tá Mai Văn Khởi, Trưởng phòng Cảnh sát PCCC&CNCH Công an tỉnh Hà Nam, nói.",
         ["Trưởng phòng Cảnh sát PCCC&CNCH Công an tỉnh Hà Nam"]),
        # Whom a text opens with that comes to others later.
        (("Tỉnh Hà Nam có nghề. Tỉnh Hà Nam đổi mới. Nay tỉnh Hà Nam khá. Tỉnh Lào Cai và tỉnh Lào "
          "Cai, Lào Cai học tập. Chủ tịch UBND tỉnh Mai Văn Khởi nói."),
         ["Chủ tịch UBND tỉnh Hà Nam"]),
        # A court and an inspectorate behind a mark; verbs that begin like terms.
        ("Thẩm phán Hà Thị Tám – Chánh tòa Hình sự - Tòa án Nhân dân tỉnh Hà Nam sẽ xử.",
         ["Thẩm phán", "Chánh tòa Hình sự Tòa án Nhân dân tỉnh Hà Nam"]),
        ("Cục trưởng Cục Chống tham nhũng, Thanh tra Chính phủ Mai Văn Khởi khẳng định.",
         ["Cục trưởng Cục Chống tham nhũng Thanh tra Chính phủ"]),
        ("Ông Mai Văn Khởi - Giám đốc Sở Y tế Yên Bái sở hữu 2 ngôi nhà.",
         ["Giám đốc Sở Y tế Yên Bái"]),
        ("Ông Mai Văn Khởi, Chánh Thanh tra Bộ Nội vụ thông tin về việc này.",
         ["Chánh Thanh tra Bộ Nội vụ"]),
        ("Ông Mai Văn Khởi, Giám đốc Sở TN - MT TP HCM: Không có.", ["Giám đốc Sở TN - MT TP HCM"]),
        ("Đội trưởng Đội TTGT số 3 (quận Ninh Kiều) Mai Văn Khởi khai.",
         ["Đội trưởng Đội TTGT số 3"]),
        # Who serves somebody, and whom.
        ("Thư ký cho Ủy viên Bộ Chính trị, Bí thư Thành ủy Hà Nội Mai Văn Khởi đến.",
         ["Ủy viên Bộ Chính trị", "Bí thư Thành ủy Hà Nội"]),
        ("Trợ lý của Tổng thống Mỹ, ông Yarno Velk, đến.", ["Trợ lý của Tổng thống Mỹ"]),
        # The place that a meeting is linked to.
        ("Cùng Hà Tĩnh, Lào Cai và Sơn La, tại điểm cầu Nghệ An có Bí thư Tỉnh ủy Mai Văn Khởi.",
         ["Bí thư Tỉnh ủy Nghệ An"]),
        # Who is told of by somebody; who is of a delegation.
        ("Theo ông Mai Văn Khởi, Giám đốc Sở Y tế là cán bộ nhà nước.", []),
        ("Theo ông Mai Văn Khởi, Giám đốc Sở Y tế tỉnh Hà Nam, việc đã xong.",
         ["Giám đốc Sở Y tế tỉnh Hà Nam"]),
        ("Thay mặt Đoàn ĐBQH ông Mai Văn Khởi cảm ơn cử tri.", []),
        ("Ông Yarno Velk, Chủ tịch Thượng viện kiêm Chủ tịch Quốc hội Cộng hòa Liên bang Myanmar.",
         ["Chủ tịch Thượng viện Cộng hòa Liên bang Myanmar",
          "Chủ tịch Quốc hội Cộng hòa Liên bang Myanmar"]),
        # A capital title behind a post opens a sentence; its stop is lost.
        ("Giao việc cho chủ tịch phường Ông Mai Văn Khởi, Phó Chủ tịch UBND quận 12, cho biết.",
         ["Phó Chủ tịch UBND quận 12"]),
        ("Bà Hà Thị Tám, Phó Trưởng Ban Tổ chức Trung ương công bố quyết định.",
         ["Phó Trưởng Ban Tổ chức Trung ương"]),
        ("Giao chức vụ Phó giám đốc Sở Y tế Hà Nam Mai Văn Khởi đang giữ cho người khác.",
         ["Phó giám đốc Sở Y tế Hà Nam"]),
        ("Tỉnh Bình Định họp. Bà Hà Thị Tám, Giám đốc Sở Nông nghiệp và Phát triển nông thôn, nói.",
         ["Giám đốc Sở Nông nghiệp và Phát triển nông thôn Bình Định"]),
        # What a dash parts off is of who is named, whoever's wife is told of.
        ("Nhà của vợ ông Mai Văn Khởi – Giám đốc Sở Y tế tỉnh Hà Nam rất to.",
         ["Giám đốc Sở Y tế tỉnh Hà Nam"]),
        ("Ngày 12-6, Trưởng công tố viên Hà Văn Tám cho biết.", ["Trưởng công tố viên"]),
        ("Bà Mai Thị Khởi (chị gái ông Quý), Bí thư Tỉnh ủy Yên Bái, nói.",
         ["Bí thư Tỉnh ủy Yên Bái"]),
        (("Giám đốc Sở TT-TT Phú Yên đi. Ông Mai Văn Khởi, Trưởng phòng Quản lý công nghệ thông "
          "tin của sở, ký."), ["Trưởng phòng Quản lý công nghệ thông tin của Sở TT-TT Phú Yên"]),
        ("Ông Mai Văn Khởi - Giám đốc Sở Kế hoạch và đầu tư tỉnh Yên Bái, nói.",
         ["Giám đốc Sở Kế hoạch và đầu tư tỉnh Yên Bái"]),
    ],
)  # fmt: skip
def test_posts_are_whole(text: str, posts: list[str]) -> None:
    assert [post for _, of_one in posts_of(text) for post in of_one] == posts


def test_deputies_of_two_provinces_are_of_the_assembly() -> None:
    text = "ĐB Mai Văn Khởi (Hà Nội) hỏi. ĐB Hà Thị Tám (Bến Tre) cũng hỏi."
    house = ["Đại biểu Quốc hội"]
    assert posts_of(text) == [("Mai Văn Khởi", house), ("Hà Thị Tám", house)]


def test_posts_of_several_are_of_each() -> None:
    text = "Phía Nam có các thứ trưởng Bộ Y tế Mai Văn Khởi, Hà Thị Tám thị sát."
    post = ["thứ trưởng Bộ Y tế"]
    assert posts_of(text) == [("Mai Văn Khởi", post), ("Hà Thị Tám", post)]


def test_posts_of_several_may_point_to_their_body() -> None:
    assert posts_of(
        "Sở Y tế Hà Nam họp. Hai nguyên phó giám đốc sở này gồm ông Mai Văn Khởi và "
        "bà Hà Thị Tám đã bị bắt."
    ) == [
        ("Mai Văn Khởi", ["phó giám đốc Sở Y tế Hà Nam"]),
        ("Hà Thị Tám", ["phó giám đốc Sở Y tế Hà Nam"]),
    ]


def test_the_post_of_a_caption_is_of_who_is_named_before_it() -> None:
    assert posts_of("Bà Hà Thị Tám, Chánh văn phòng Sở Y tế Hà Nam Ông Mai Văn Khởi cũng đến.") == [
        ("Hà Thị Tám", ["Chánh văn phòng Sở Y tế Hà Nam"])
    ]


def test_how_many_hold_a_post_says_whose_it_is() -> None:
    assert posts_of(
        "UBND TP Hải Phòng hiện có 5 phó chủ tịch gồm các ông, bà: Hà Văn Tám, Hà Thị Chín."
    ) == [
        ("Hà Văn Tám", ["phó chủ tịch UBND TP Hải Phòng"]),
        ("Hà Thị Chín", ["phó chủ tịch UBND TP Hải Phòng"]),
    ]


def test_a_bracket_does_not_give_a_post_to_who_is_named_next() -> None:
    text = "Mai Văn Khởi – đội trưởng đội 6 (quận Thốt Nốt), Hà Văn Tám - đội phó đội 3 bị bắt."
    assert posts_of(text) == [
        ("Mai Văn Khởi", ["đội trưởng đội 6"]),
        ("Hà Văn Tám", ["đội phó đội 3"]),
    ]


def test_posts_before_and_are_of_who_is_named_before_them() -> None:
    text = (
        "Ông Mai Văn Khởi, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Y tế và Ủy viên Bộ Chính trị, "
        "Bí thư Thành ủy Hà Nội Hà Văn Tám chủ trì."
    )
    assert posts_of(text) == [
        ("Mai Văn Khởi", ["Ủy viên Bộ Chính trị", "Bộ trưởng Bộ Y tế"]),
        ("Hà Văn Tám", ["Ủy viên Bộ Chính trị", "Bí thư Thành ủy Hà Nội"]),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A district written short, a school, a hospital, the time of day that opens a sentence.
        ("Bà Hà Thị Tám, Chủ tịch UBND Q.Tân Phú, nguyên Trưởng ban Tổ chức, nói.", ["Hà Thị Tám"]),
        ("Phó chủ tịch UBND Q.Tân Phú Mai Văn Khởi nói.", ["Mai Văn Khởi"]),
        ("Hiệu trưởng Trường THPT Nguyễn Thị Hồng Khởi cho biết.", []),
        ("Bác sĩ Mai Văn Khởi, Giám đốc Bệnh viện Việt Đức cho biết.", ["Mai Văn Khởi"]),
        ("Đại tá Mai Văn Khởi, Phó Giám đốc công an tỉnh Hà Nam Sáng 4/6, Đại úy Hà Văn Tám đến.",
         ["Mai Văn Khởi", "Hà Văn Tám"]),
        # `Ông` inside a sentence whose stop is lost, and a name that begins so.
        ("Ông Trần Châu đến. Phải hỏi Ông Trần Châu, Chủ tịch HĐND xã. Khi đó ông Trần Châu nói.",
         ["Trần Châu"]),
        # Proof at one place makes a name whole at another.
        (("Ông Lê Ngọc Tại, Giám đốc Sở Y tế Hà Nam, đến. Khi đó ông Lê Ngọc Tại hiện là Trưởng "
          "phòng."), ["Lê Ngọc Tại"]),
        ("Nghi án tàu thép Ông Trần Châu, Phó chủ tịch UBND tỉnh Hà Nam, bày tỏ.",
         ["Trần Châu"]),
        # A list that a semicolon parts goes on behind a commune.
        (("Ông Mai Văn Khởi, Trạm trưởng Trạm Y tế xã Gia Lạc; Hà Viết Hoàn, Trạm trưởng Trạm Y "
          "tế xã Gia Thịnh và Bùi Minh Thông, Trạm trưởng Trạm Y tế xã Gia Vượng."),
         ["Mai Văn Khởi", "Hà Viết Hoàn", "Bùi Minh Thông"]),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Bà Hà Thị Tám nguyên Giám đốc Sở Y tế tỉnh Hà Nam đến dự.", ["former"]),
        ("Khi còn là Giám đốc Sở Y tế tỉnh Hà Nam, ông Mai Văn Khởi đã ký.", ["former"]),
        ("Trong thời gian giữ các cương vị Tỉnh ủy viên, Giám đốc Sở Y tế, bà Hà Thị Tám đã ký.",
         ["former", "former"]),
        ("Thời gian giữ cương vị Bí thư Tỉnh ủy Hà Nam nhiệm kỳ 2010 - 2015 ông Mai Văn Khởi ký.",
         ["former"]),
        ("Giai đoạn 2006-2011, ông Mai Văn Khởi làm Bí thư Tỉnh ủy Hà Nam.", ["former"]),
        ("Bà Hà Thị Tám làm Giám đốc Sở Y tế tỉnh Hà Nam.", ["current"]),
        ("Bà Hà Thị Tám làm giám đốc.", []),
        # To whom a decision gives or takes a post that stands before.
        ("Cách chức Giám đốc Sở Y tế Hà Nam đối với ông Mai Văn Khởi.", ["former"]),
        ("Sở miễn nhiệm chức vụ Phó trưởng phòng Kinh tế đối với bà Hà Thị Tám.", ["former"]),
        ("Tỉnh ký quyết định bổ nhiệm Giám đốc Sở Y tế cho bà Hà Thị Tám.", ["appointed"]),
        ("Ông tin vào Giám đốc Sở Y tế Hà Nam đối với ông Mai Văn Khởi.", []),
        ("Bổ nhiệm lại ông Mai Văn Khởi, sinh ngày 3/5/1961 giữ chức vụ Giám đốc Sở Y tế Hà Nam.",
         ["appointed"]),
        # What becomes of somebody.
        ("Ông Mai Văn Khởi không còn là Bí thư Tỉnh ủy Hà Nam.", ["former"]),
        ("Bà Hà Thị Tám nhận chức Phó hiệu trưởng trường THCS Kim Đồng.", ["appointed"]),
        ("Từ năm 2015 đến nay, bà Hà Thị Tám chuyển qua làm Phó ban Tổ chức Huyện ủy Mường Tè.",
         ["current"]),
        ("Bà Hà Thị Tám về làm Giám đốc Sở Y tế Hà Nam.", ["current"]),
        ("Bà Hà Thị Tám về quê mời thợ làm Giám đốc Sở Y tế Hà Nam vui.", []),
        ("Khi là Giám đốc Sở Y tế tỉnh Hà Nam, bà Hà Thị Tám đã ký.", ["former"]),
        ("Trước khi là Giám đốc Sở Y tế tỉnh Hà Nam, bà Hà Thị Tám đã ký.", ["current"]),
        ("Nhà thơ đồng thời là Giám đốc Sở Y tế tỉnh Hà Nam Hà Thị Tám đã ký.", ["current"]),
        ("Bị cáo Hà Thị Tám (SN: 1969) nguyên Giám đốc Sở Y tế tỉnh Hà Nam bị bắt.", ["former"]),
        ("Ông Mai Văn Khởi được HĐND ngày 13-7 bầu giữ chức Chủ tịch UBND TP Hải Phòng.",
         ["appointed"]),
        ("Bà Hà Thị Tám (Chủ tịch UBND tỉnh Hà Nam vào thời điểm đó) đã ký.", ["former"]),
        (("Ông Mai Văn Khởi lần lượt giữ các chức vụ: Phó Vụ trưởng Vụ Pháp chế; Chánh Văn phòng; "
          "Thứ trưởng Bộ Y tế."), ["former"] * 3),
        (("Kỷ luật ông Mai Văn Khởi bằng hình thức cảnh cáo và cho thôi giữ chức Ủy viên Bộ Chính "
          "trị."), ["former"]),
        ("Hai cựu chủ tịch xã Nậm Xa gồm ông Mai Văn Khởi và ông Hà Văn Tám bị bắt.",
         ["former", "former"]),
        ("Đã xử lý nguyên Ủy viên Trung ương Đảng như các ông Mai Văn Khởi, Hà Văn Tám.",
         ["former", "former"]),
        ("Ông Mai Văn Khởi được bổ nhiệm chức danh Phó Giám đốc Sở Y tế tỉnh Hà Nam.",
         ["appointed"]),
        ("Trên cương vị Giám đốc Sở Y tế, bà Hà Thị Tám đã ký.", ["current"]),
        ("Ông Mai Văn Khởi được bổ nhiệm chức Giám đốc Sở Y tế tỉnh Hà Nam.", ["appointed"]),
        ("Cử đồng chí Mai Văn Khởi, Phó Chủ tịch Hội Nông dân giữ chức Chủ tịch Hội Nông dân.",
         ["current", "appointed"]),
        (("Phân công ông Mai Văn Khởi, Ủy viên Bộ Chính trị tham gia Đảng bộ thành phố, giữ chức "
          "Bí thư Thành ủy Hà Nội."), ["current", "appointed"]),
    ],
)  # fmt: skip
def test_what_standing_a_post_has(text: str, statuses: list[str]) -> None:
    assert statuses_of(text) == statuses


def test_a_post_that_ends_with_the_city_is_of_who_is_named_elsewhere() -> None:
    found = posts_of("Bí thư Thành ủy TP Tất Thành Khởi nói. Khi đó, ông Tất Thành Khởi rời đi.")
    assert found == [("Tất Thành Khởi", ["Bí thư Thành ủy TP"])]
