"""Writes the two reports of the sample story that are no plain text: a family's letter (.docx) and a list (.pdf).

    .venv/bin/python tools/make_sample_documents.py [--font DejaVuSans.ttf]

The texts stand here; habeas/packs/sample/reports/ holds what this makes. With one font the bytes are the same each
time: no clock, no random name. The font must have the letters of Lacinka; the files that are committed were made
with DejaVu Sans 2.37, of which the PDF embeds only the letters that it needs.
"""

import argparse
import io
import pathlib
import zipfile
from datetime import UTC, datetime

import docx
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REPORTS = pathlib.Path(__file__).parent.parent / "habeas" / "packs" / "sample" / "reports"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
MADE = datetime(2026, 5, 11, 9, 0, tzinfo=UTC)

LETTER_TITLE = "Адкрыты ліст сям’і Падліпскіх"
LETTER = [
    "Нам раілі маўчаць, і мы маўчалі сем тыдняў. Больш не будзем.",
    "Зоську мы бачылі адзін раз, 29 красавіка: дваццаць хвілін праз шкло, па тэлефоне, які ўвесь час хрыпеў."
    " Яна схуднела і кашляе. Лекі, якія мы перадалі ў СІЗА № 9 яшчэ 2 красавіка, ёй не аддалі.",
    "Вось што яна паспела сказаць. Першыя двое сутак, у будынку РАУС, яе білі па нагах і не давалі спаць:"
    " хацелі пароль ад тэлефона. Перасталі, калі прыйшла адвакатка.",
    "Мы паскардзіліся ў пракуратуру Узгорскага раёна. 6 мая прыйшоў адказ на паўстаронкі: звесткі пра пабоі"
    " «не знайшлі пацвярджэння». Зоську ніхто не аглядаў.",
    "Мы не юрысты і не ведаем, што будзе далей з гэтым артыкулам 130. Мы ведаем Зоську. Дзесяць гадоў яна"
    " выдае кнігі дзецям у нашым горадзе, гадуе на балконе памідоры і збірае старыя мапы.",
    "Да Вялікадня ад яе прыйшло тры лісты. Пасля — ніводнага.",
    "Пішыце ёй, калі можаце: пра надвор’е, пра кнігі, пра любую дробязь. СІЗА № 9, вул. Рачная, 1, 000000,"
    " г. Узгорск. Пра справу не пішыце.",
    "І яшчэ адно. Жанчына, якая першую ноч сядзела з ёй у адной камеры, просіць яе не называць. Мы не назвалі"
    " і вас просім таго ж.",
    "Марта Падліпская, сястра",
    "Антон Падліпскі, бацька",
    "Узгорск, 11 мая 2026 года",
]

# (size, space above, line): a quote of the story must stand within one line
LIST = [
    (18, 0, "The Uzhorsk cases"),
    (10, 6, "A list of the centre Apora, as of 20 October 2026"),
    (10, 14, "We name only people who agreed, or whose families did. One more woman is known to us;"),
    (10, 2, "she asked not to be named, and she is not counted below."),
    (13, 20, "Held"),
    (10, 10, "1. Zośka Padlipskaja, born 1991. Librarian."),
    (10, 3, "Held in SIZO No. 9, Uzhorsk, since March 2026. Charged under article 130 (1)."),
    (10, 3, "Custody extended until 19 November 2026; the trial is expected in December."),
    (10, 3, "Recognised by Apora as a political prisoner on 2 April 2026."),
    (10, 10, "2. Mikita Viarbina-Haj, born 1998. Sound engineer."),
    (10, 3, "Arrested on 19 March 2026. Sentenced on 14 September 2026 under article 342 (1)"),
    (10, 3, "to 2 years and 6 months in a general-regime colony. Appeal filed. SIZO No. 9."),
    (10, 3, "Recognised on 30 June 2026."),
    (10, 10, "3. Jaŭhien Dryhvienka, born 1984. Electrician."),
    (10, 3, "Arrested on 3 June 2026. Sentenced on 27 August 2026 under article 368 (1)"),
    (10, 3, "to 3 years in a general-regime colony and a fine of 4,500 roubles. Appeal filed."),
    (10, 3, "Recognition: being considered. No letters from him are known to us."),
    (13, 20, "No longer held"),
    (
        10,
        10,
        "Kastuś Ramonak: released on 6 October 2026 at the end of his term.",
    ),
    (10, 3, "Danuta Šypšyna: administrative arrest in March, served. Stanisłaŭ Harłačyk: a fine, paid."),
    (13, 20, "Abroad"),
    (
        10,
        10,
        "Aleh Krušyniec: sentenced in absentia on 11 September 2026 to 5 years under article 361-4 (1).",
    ),
    (9, 24, "Corrections: apora@example.org. Please do not copy this list without its date."),
]


def fixed_zip(data: bytes) -> bytes:
    """Return the same archive with one fixed time in every entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == "docProps/thumbnail.jpeg":  # the template's own picture, of nothing here
                continue
            content = old.read(name)
            if name in ("_rels/.rels", "[Content_Types].xml"):
                content = without_thumbnail(content)
            new.writestr(zipfile.ZipInfo(name, (2026, 5, 11, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def without_thumbnail(xml: bytes) -> bytes:
    """Return the package's table of contents without the line of the thumbnail."""
    pieces = xml.split(b"<")
    return b"<".join(
        piece for piece in pieces if b"thumbnail" not in piece and b'Extension="jpeg"' not in piece
    )


def letter() -> bytes:
    """Return the family's letter as .docx."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(12)
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.comments = ""
    properties.title = LETTER_TITLE
    properties.language = "be"
    properties.created = properties.modified = MADE
    document.add_heading(LETTER_TITLE, level=1)
    for paragraph in LETTER:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def people_list(font: str) -> bytes:
    """Return the centre's list as .pdf of one page."""
    pdfmetrics.registerFont(TTFont("Text", font))
    out = io.BytesIO()
    page = Canvas(out, pagesize=A4, invariant=1, lang="en")
    page.setTitle("The Uzhorsk cases, 20 October 2026")
    page.setAuthor("Apora")
    y = A4[1] - 72
    for size, above, line in LIST:
        y -= above + size
        page.setFont("Text", size)
        page.drawString(64, y, line)
    page.showPage()
    page.save()
    return out.getvalue()


def main() -> None:
    """Write both files."""
    arguments = argparse.ArgumentParser(description="Make the sample story's letter and list.")
    arguments.add_argument("--font", default=FONT, help="a TrueType font with the letters of Lacinka")
    font = arguments.parse_args().font
    (REPORTS / "05-adkryty-list.docx").write_bytes(letter())
    (REPORTS / "14-uzhorsk-cases.pdf").write_bytes(people_list(font))


if __name__ == "__main__":
    main()
