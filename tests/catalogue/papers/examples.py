"""Papers with every kind of block, in both languages; nothing in them is of a real actor."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date

from catalogue.papers.blocks import (
    Box,
    Column,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Quadrants,
    Shaded,
    Table,
)

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100" viewBox="0 0 400 100">'
    b'<rect x="0" y="10" width="300" height="30" fill="#0d5b57"/>'
    b'<rect x="0" y="55" width="120" height="30" fill="#6fb0a8"/></svg>'
)
FRENCH = Paper(
    title="Cartographie des acteurs de l'accompagnement",
    language="fr",
    subtitle="Étude de l'offre dans trois régions",
    made_on=date(2026, 11, 24),
    blocks=(
        Heading("Résumé"),
        Paragraph("L'offre d'accompagnement est inégale : trois besoins n'ont personne."),
        Paragraph("Les provinces du Sud n'ont aucun acteur pour le logement.", "strong"),
        Items(("Renforcer les acteurs proches", "Ouvrir des relais", "Former les équipes")),
        Heading("Besoins et régions", 2),
        Table(
            (Column("Région", width=2), Column("Logement", "number"), Column("Santé", "number")),
            (("Oriental", Shaded(1204, 1.0), Shaded(3, 0.2)), ("Fès-Meknès", Shaded(0, 0.0), None)),
            caption="Nombre d'acteurs par besoin",
        ),
        Paragraph("Source : fiches confirmées par les acteurs.", "note"),
        Picture(DRAWING, "Deux barres : 300 et 120", "Acteurs par région", 0.7),
        PageBreak(),
        Heading("Fiche"),
        Heading("Association fictive", 3),
        Facts((("Région", "Oriental"), ("Mission", "Orienter et accompagner"))),
        Quadrants(
            (
                Box("Forces", ("Équipe stable",)),
                Box("Faiblesses", ("Un seul bureau", "Peu de moyens")),
                Box("Opportunités", ("Convention régionale",)),
                Box("Menaces", ("Fin de financement",)),
            )
        ),
        Table(
            (Column("Critère", width=3), Column("Note", "mark"), Column("Part", "number")),
            (("Accessibilité", "✓", 0.5), ("Ancienneté", "–", 12.25)),
        ),
    ),
)
ARABIC = Paper(
    title="خريطة الفاعلين في المواكبة",
    language="ar",
    subtitle="دراسة العرض في ثلاث جهات",
    made_on=date(2026, 11, 24),
    blocks=(
        Heading("ملخص"),
        Paragraph("عرض المواكبة غير متكافئ: ثلاث حاجات لا أحد يلبيها (Association Exemple 2026)."),
        Paragraph("لا يوجد في أقاليم الجنوب أي فاعل في مجال السكن.", "strong"),
        Items(("دعم الفاعلين القريبين", "فتح نقط للقرب", "تكوين الفرق")),
        Heading("الحاجات والجهات", 2),
        Table(
            (Column("الجهة", width=2), Column("السكن", "number"), Column("الصحة", "number")),
            (("الشرق", Shaded(1204, 1.0), Shaded(3, 0.2)), ("فاس مكناس", Shaded(0, 0.0), None)),
            caption="عدد الفاعلين حسب الحاجة",
        ),
        Paragraph("المصدر: بطاقات أكدها الفاعلون.", "note"),
        Picture(DRAWING, "شريطان: 300 و120", "الفاعلون حسب الجهة", 0.7),
        PageBreak(),
        Heading("بطاقة"),
        Heading("جمعية خيالية", 3),
        Facts((("الجهة", "الشرق"), ("المهمة", "التوجيه والمواكبة"))),
        Quadrants(
            (
                Box("نقط القوة", ("فريق مستقر",)),
                Box("نقط الضعف", ("مكتب واحد فقط", "وسائل قليلة")),
                Box("الفرص", ("اتفاقية جهوية",)),
                Box("التهديدات", ("انتهاء التمويل",)),
            )
        ),
        Table(
            (Column("المعيار", width=3), Column("النقطة", "mark"), Column("الحصة", "number")),
            (("سهولة الوصول", "✓", 0.5), ("الأقدمية", "–", 12.25)),
        ),
    ),
)
BOTH = (FRENCH, ARABIC)


def made_up(paper: Paper) -> Paper:
    """The paper as one of made-up figures, with a cover and contents."""
    return replace(paper, synthetic=True, cover=True, contents=True)


def long(paper: Paper, parts: int) -> Paper:
    """A study: the same parts many times, each with a table that breaks across pages."""
    table = next(block for block in paper.blocks if isinstance(block, Table))
    tall = replace(table, rows=table.rows * 30)
    return replace(paper, blocks=(*paper.blocks, tall) * parts, cover=True, contents=True)


def texts_of(part: object) -> list[str]:
    """Every text in a paper, a block or a cell, as it was given."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [text for each in part for text in texts_of(each)]
    if isinstance(part, Column):
        return [part.title]
    if isinstance(part, Paragraph | Paper):
        rest = (part.title, part.subtitle, part.blocks) if isinstance(part, Paper) else part.text
        return texts_of(rest)
    if is_dataclass(part) and not isinstance(part, type):
        return [text for each in fields(part) for text in texts_of(getattr(part, each.name))]
    return []
