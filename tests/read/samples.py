"""Texts of our own for the tests of reading; none is taken from a newspaper."""

from __future__ import annotations

ARTICLE = (
    "Xã Bình Minh mở lớp dạy bơi miễn phí cho trẻ em\n"
    "Sáng 12/3, Ủy ban nhân dân xã Bình Minh tổ chức khai giảng lớp dạy bơi cho 120 em học sinh "
    "tiểu học. Bà Đặng Thị Hằng, Phó Chủ tịch xã, cho biết mỗi lớp kéo dài hai tuần, các em được "
    "hướng dẫn kỹ năng cứu đuối và xử lý khi gặp nước xoáy.\n"
    "Theo kế hoạch, đến hết tháng 6 xã sẽ mở thêm bốn lớp nữa ở thôn Đông Hạ và thôn Thượng Lãng. "
    "Kinh phí do nhà trường và các hộ kinh doanh trên địa bàn ủng hộ.\n"
    "Nguyễn Thùy Dương\n"
)
"""Vietnamese with every tone and most vowels, 600 characters, plain ASCII punctuation."""

CAPITALS = "ỦY BAN NHÂN DÂN TỈNH QUẢNG PHÚ\nQUYẾT ĐỊNH VỀ VIỆC CẤP GIẤY PHÉP CHO ĐỘI CỨU HỘ\n"

ENGLISH = (
    "The council said on Tuesday that it would open four more swimming classes before the summer. "
    "Each of them lasts two weeks and is free for the children of the district.\n"
)
FRENCH = (
    "Le conseil a annoncé mardi l'ouverture de quatre cours de natation supplémentaires avant "
    "l'été. Chaque cours dure deux semaines et reste gratuit pour les élèves déjà inscrits.\n"
)
GERMAN = (
    "Die Gemeinde eröffnet vor dem Sommer vier weitere Schwimmkurse. Für Schüler der Grundschule "
    "bleibt die Teilnahme kostenlos, erklärte die Bürgermeisterin am Dienstag.\n"
)
PORTUGUESE = (
    "O município anunciou na terça-feira a abertura de mais quatro cursos de natação antes do "
    "verão. Cada um dura duas semanas e é gratuito para as crianças já inscritas nas escolas da "
    "região.\n"
)
RUSSIAN = "Совет объявил об открытии ещё четырёх курсов плавания для школьников до начала лета.\n"
CHINESE = "市政府宣布夏季前将再开设四个游泳班，每班为期两周，对小学生免费开放。\n"
TONELESS = (
    "Sang nay uy ban nhan dan xa Binh Minh to chuc khai giang lop day boi cho hoc sinh tieu hoc. "
    "Moi lop keo dai hai tuan, cac em duoc huong dan ky nang cuu duoi.\n"
)
