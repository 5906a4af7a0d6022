"""What invented actors say of themselves: strengths, limits, chances, threats, hopes, ways, means.

French and Arabic, side by side; short, as a questionnaire in the field brings them back.
"""

from collections.abc import Mapping
from types import MappingProxyType

from catalogue.synthetic.names import Pair

SAYINGS: Mapping[str, tuple[Pair, ...]] = MappingProxyType(
    {
        "strengths": (
            ("équipe stable et connue des habitants", "فريق مستقر ومعروف لدى الساكنة"),
            ("écoute dans la langue de la personne", "إنصات بلغة الشخص"),
            ("locaux faciles d'accès", "مقر سهل الولوج"),
            ("réseau d'associations partenaires", "شبكة من الجمعيات الشريكة"),
            ("expérience de l'accueil d'urgence", "تجربة في الاستقبال المستعجل"),
            ("convention avec la commune", "اتفاقية مع الجماعة"),
            ("suivi écrit de chaque dossier", "تتبع مكتوب لكل ملف"),
            ("bénévoles nombreux", "متطوعون كثيرون"),
        ),
        "difficulties": (
            ("budget assuré pour un an seulement", "ميزانية مضمونة لسنة واحدة فقط"),
            ("pas de psychologue à plein temps", "لا أخصائي نفسي بدوام كامل"),
            ("transport vers les douars", "التنقل نحو الدواوير"),
            ("peu de places en hiver", "أماكن قليلة في الشتاء"),
            ("départs fréquents dans l'équipe", "تغير الفريق باستمرار"),
            ("pas de local pour un entretien à part", "لا قاعة للمقابلة على انفراد"),
            ("archives sur papier", "أرشيف ورقي"),
        ),
        "opportunities": (
            ("programme régional de développement", "برنامج التنمية الجهوية"),
            ("intérêt des Marocains du monde", "اهتمام مغاربة العالم"),
            ("nouveau centre de formation", "مركز تكوين جديد"),
            ("partenariat avec l'université", "شراكة مع الجامعة"),
            ("appels à projets sur le retour", "طلبات مشاريع حول العودة"),
        ),
        "threats": (
            ("fin du financement actuel", "نهاية التمويل الحالي"),
            ("hausse des demandes", "ارتفاع الطلبات"),
            ("sécheresse et départ des jeunes", "الجفاف ورحيل الشباب"),
            ("loyer du local", "كراء المقر"),
        ),
        "expectations": (
            ("être prévenu avant l'arrivée des personnes", "الإخبار قبل وصول الأشخاص"),
            ("un interlocuteur unique", "مخاطب واحد"),
            ("une formation de l'équipe", "تكوين الفريق"),
            ("une aide aux frais de transport", "دعم مصاريف التنقل"),
            ("un retour sur les cas orientés", "معرفة مآل الحالات الموجهة"),
        ),
        "approaches": (
            ("accompagnement individuel", "مواكبة فردية"),
            ("approche par les droits", "مقاربة حقوقية"),
            ("approche genre", "مقاربة النوع"),
            ("médiation avec la famille", "الوساطة مع الأسرة"),
            ("travail de proximité", "عمل القرب"),
        ),
        "tools": (
            ("fiche d'accueil", "بطاقة الاستقبال"),
            ("entretien de suivi mensuel", "مقابلة تتبع شهرية"),
            ("registre des orientations", "سجل التوجيهات"),
            ("tableau de suivi partagé", "جدول تتبع مشترك"),
        ),
        "means": (
            ("trois ordinateurs", "ثلاثة حواسيب"),
            ("un véhicule", "سيارة"),
            ("une salle de réunion", "قاعة اجتماعات"),
            ("un atelier équipé", "ورشة مجهزة"),
            ("un bureau d'écoute", "مكتب إنصات"),
        ),
        "documents": (
            ("pièce d'identité si possible", "وثيقة الهوية إن أمكن"),
            ("certificat de résidence", "شهادة السكنى"),
            ("aucun document", "لا وثيقة"),
        ),
    }
)
