"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.normalize.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Một. Hai! Ba?", ["Một.", "Hai!", "Ba?"]),
        ("TP. Hồ Chí Minh họp. TP.HCM khen.", ["TP. Hồ Chí Minh họp.", "TP.HCM khen."]),
        ("Ban Bí thư T.Ư Đảng họp. Xong.", ["Ban Bí thư T.Ư Đảng họp.", "Xong."]),
        ("Thu 3.500 triệu, tăng 3.5%. Rồi.", ["Thu 3.500 triệu, tăng 3.5%.", "Rồi."]),
        ("Phá án, bắt giữ... Ngày sau", ["Phá án, bắt giữ...", "Ngày sau"]),
        ("nhiều vụ… vẫn còn. Hết", ["nhiều vụ… vẫn còn.", "Hết"]),
        ("được nâng cao.Góp phần giữ vững.", ["được nâng cao.", "Góp phần giữ vững."]),
        ("“Tôi thấy.” Ông nói.", ["“Tôi thấy.”", "Ông nói."]),
        ("Có A; có B; có C.", ["Có A; có B; có C."]),
        ("Tiêu đề không chấm\nThân bài.", ["Tiêu đề không chấm", "Thân bài."]),
        ("ông N. V. Bình đến. Rồi đi.", ["ông N. V. Bình đến.", "Rồi đi."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


@given(st.text(alphabet="aB .…!?\n“”2;", max_size=60))
@settings(max_examples=150)
def test_sentences_hold_everything_in_order(text: str) -> None:
    spans = sentence_spans(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "") == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
