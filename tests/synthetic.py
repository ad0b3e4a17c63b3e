"""Articles made from the seeds: their paragraphs shuffled, their names and figures exchanged.

For tests and benchmarks that need many articles on a machine without the corpora. The same number
always gives the same article; two numbers give two texts, so nothing is a duplicate by chance.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from tests.conftest import SEEDS

if TYPE_CHECKING:
    from pathlib import Path

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
MIDDLES = ("Văn", "Hữu", "Quốc", "Thị", "Minh", "Đức", "Ngọc", "Xuân", "Hồng", "Quang", "Trọng")
GIVEN = ("Hà", "Mạnh", "Giang", "Hưng", "Sơn", "Lan", "Hải", "Dũng", "Thảo", "Bình", "Cường")
NAMES = ("Trần Quốc Tỏ", "Trần Phú Hà", "Đỗ Trọng Hưng", "Nguyễn Hữu Mạnh", "Nguyễn Viết Giang")
PROVINCES = ("Thanh Hóa", "Lai Châu", "Nghệ An", "Hà Tĩnh", "Sơn La", "Điện Biên", "Cao Bằng")


def article(number: int) -> str:
    """The text of one made article."""
    chosen = random.Random(number)
    paragraphs = [
        paragraph
        for path in sorted(SEEDS.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").splitlines()[1:]
        if len(paragraph) > 60
    ]
    body = "\n\n".join(chosen.sample(paragraphs, chosen.randint(4, 10)))
    for name in NAMES:
        body = body.replace(name, _name(chosen))
    province = chosen.choice(PROVINCES)
    for name in PROVINCES[:2]:
        body = body.replace(name, province)
    body = re.sub(r"\b\d{2,3}\b(?![/.,]\d)", lambda _: str(chosen.randint(11, 989)), body)
    year, month, day = chosen.randint(2018, 2024), chosen.randint(1, 12), chosen.randint(1, 28)
    title = f"Công an tỉnh {province} triển khai kế hoạch số {number} năm {year}"
    return f" date {year}-{month:02d} {title}\n\nSáng {day}/{month}, {body}\n\n{_name(chosen)}\n"


def write_articles(folder: Path, numbers: range) -> None:
    """Write made articles as files named by their numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{number:06d}.txt").write_text(article(number), encoding="utf-8")


def _name(chosen: random.Random) -> str:
    return " ".join((chosen.choice(SURNAMES), chosen.choice(MIDDLES), chosen.choice(GIVEN)))
