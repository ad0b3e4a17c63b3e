"""What an analyst would write in a notebook: pandas, a few regular expressions, a DuckDB file.

    python -m benchmarks.rivals.notebook FOLDER HOME

What comes in: a folder of .txt files in UTF-8. What goes out: `notebook.duckdb` in HOME with the
articles, and what looks like a figure or a date in them. It makes everything anew each time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import duckdb
import pandas as pd

FIGURE = r"(?P<figure>\d+(?:[.,]\d+)*\s*(?:%|vụ|đối tượng|người|đồng|triệu|tỷ|tỉ|kg|ha|km))"
DATE = r"(?P<date>\d{1,2}/\d{1,2}(?:/\d{4})?|tháng \d{1,2}/\d{4})"


def main(folder: Path, home: Path) -> None:
    """Load the folder."""
    home.mkdir(parents=True, exist_ok=True)
    paths = sorted(folder.glob("*.txt"))
    articles = pd.DataFrame(
        {"path": [str(path) for path in paths], "text": [path.read_text("utf-8") for path in paths]}
    )
    articles["article_id"] = [
        hashlib.sha256(text.encode()).hexdigest()[:16] for text in articles["text"]
    ]
    articles = articles.drop_duplicates("article_id").set_index("article_id")
    figures = articles["text"].str.extractall(FIGURE).reset_index()
    dates = articles["text"].str.extractall(DATE).reset_index()
    tables = {"articles": articles.reset_index(), "figures": figures, "dates": dates}
    with duckdb.connect(str(home / "notebook.duckdb")) as connection:
        for name, frame in tables.items():
            connection.register("incoming", frame)
            connection.execute(f"create or replace table {name} as from incoming")
            connection.unregister("incoming")
    print(json.dumps({name: len(frame) for name, frame in tables.items()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
