"""Kinds of invented actors: what such an actor does, for whom, how large it is, what it says.

Shares and sizes are plausible, not counted anywhere: they make demonstrations, never figures.
"""

from dataclasses import dataclass

from catalogue.synthetic.names import Pair


@dataclass(frozen=True, slots=True)
class ActorKind:
    """One kind. `share` is how often it occurs, `level` how wide its perimeter is; `people` bounds
    its staff, `places` the places of its services (0, 0: it counts none)."""

    title: Pair
    category: str
    share: int
    level: str
    needs: tuple[str, ...]
    audience: tuple[str, ...]
    people: tuple[int, int]
    places: tuple[int, int] = (0, 0)
    tier: str = "referral"


KINDS: tuple[ActorKind, ...] = (
    ActorKind(("Centre social polyvalent", "المركب الاجتماعي متعدد الوظائف"), "public", 14,
              "province", ("emergency_shelter", "food", "social_protection", "family_mediation"),
              ("vulnerable", "all"), (4, 25), (10, 80)),
    ActorKind(("Espace multifonctionnel pour les femmes", "الفضاء متعدد الوظائف للنساء"), "public",
              7, "province", ("violence", "legal_aid", "psychosocial", "vocational_training"),
              ("women",), (3, 14), (6, 30)),
    ActorKind(("Unité de protection de l'enfance", "وحدة حماية الطفولة"), "public", 5, "province",
              ("child_protection", "minor_return", "schooling"), ("children", "minors"), (3, 12),
              (8, 40)),
    ActorKind(("Centre d'orientation du handicap", "مركز توجيه الأشخاص في وضعية إعاقة"),
              "public", 6, "province", ("disability", "social_protection"), ("disabled",), (3, 15)),
    ActorKind(("Agence locale pour l'emploi", "الوكالة المحلية للتشغيل"), "public", 8, "province",
              ("employment", "business_start_up"), ("jobseekers", "youth"), (4, 20)),
    ActorKind(("Institut de formation", "معهد التكوين"), "public", 7, "province",
              ("vocational_training", "literacy_language"), ("youth", "adults"), (10, 90),
              (60, 600)),
    ActorKind(("Hôpital provincial", "المستشفى الإقليمي"), "public", 6, "province",
              ("health_care", "mother_child"), ("all",), (80, 600), (0, 0), "information"),
    ActorKind(("Bureau de l'état civil", "مكتب الحالة المدنية"), "public", 6, "province",
              ("civil_documents",), ("all",), (3, 20), (0, 0), "information"),
    ActorKind(("Association d'aide aux migrants de retour", "جمعية دعم المهاجرين العائدين"), "ngo",
              7, "province", ("return_procedures", "business_start_up", "social_ties"),
              ("returnees", "mre"), (2, 12)),
    ActorKind(("Association pour la femme", "جمعية المرأة"), "ngo", 9, "province",
              ("violence", "legal_aid", "mother_child"), ("women", "single mothers"), (2, 15),
              (4, 16)),
    ActorKind(("Association d'écoute et de soutien", "جمعية الإنصات والدعم"), "ngo", 6, "region",
              ("psychosocial", "addiction", "family_mediation"), ("all", "youth"), (2, 10)),
    ActorKind(("Association pour le développement", "جمعية التنمية"), "ngo", 16, "commune",
              ("social_ties", "business_start_up", "literacy_language"), ("youth", "women"),
              (1, 8)),
    ActorKind(("Association de solidarité", "جمعية التضامن"), "ngo", 12, "commune",
              ("food", "social_ties", "health_care"), ("vulnerable",), (1, 6)),
    ActorKind(("Foyer de l'étudiante", "دار الطالبة"), "ngo", 7, "commune",
              ("schooling", "housing"), ("girls", "youth"), (3, 9), (20, 120)),
    ActorKind(("Caisse de microcrédit", "صندوق القروض الصغرى"), "microfinance", 5, "region",
              ("business_finance", "debt"), ("entrepreneurs",), (5, 60)),
    ActorKind(("Clinique juridique", "العيادة القانونية"), "university", 2, "region",
              ("legal_aid", "civil_documents"), ("all", "migrants"), (2, 8)),
    ActorKind(("Coopérative", "تعاونية"), "cooperative", 6, "commune",
              ("employment", "business_start_up"), ("women", "rural"), (5, 40)),
    ActorKind(("Programme d'appui au retour", "برنامج دعم العودة"), "intl-ngo", 1, "region",
              ("return_procedures", "trafficking", "psychosocial"), ("returnees", "vot"), (3, 15)),
    ActorKind(("Société de transport solidaire", "شركة النقل التضامني"), "private", 2, "province",
              ("transport",), ("all",), (3, 20)),
)  # fmt: skip
"""Of these each province gets some: not every kind, so that gaps are there to be seen."""
