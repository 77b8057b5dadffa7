"""The classes of rank and the categories that most summits use; each summit changes its own afterwards.

Classes follow the custom that heads of state stand before heads of government and these before
heads of organisations; categories and colours are those of a usual badge plan.
"""

RANKS = (
    ("state", "Chef d’État", "رئيس دولة", "Head of state"),
    ("government", "Chef de gouvernement", "رئيس حكومة", "Head of government"),
    ("vice-president", "Vice-président ou prince héritier", "نائب رئيس أو ولي عهد", "Vice-president or crown prince"),
    ("assembly", "Président d’assemblée", "رئيس برلمان", "President of an assembly"),
    ("organisation", "Chef d’organisation internationale", "رئيس منظمة دولية", "Head of an international organisation"),
    ("minister-of-state", "Ministre d’État", "وزير دولة", "Minister of state"),
    ("minister", "Ministre", "وزير", "Minister"),
    ("ambassador", "Ambassadeur", "سفير", "Ambassador"),
    ("general", "Officier général", "ضابط عام", "General officer"),
    ("director", "Directeur", "مدير", "Director"),
    ("expert", "Expert", "خبير", "Expert"),
)  # fmt: skip

# code, names, colour of the badge, whether a photo and a document are wanted
CATEGORIES = (
    ("A", "Chefs d’État (épinglette)", "رؤساء الدول (دبوس)", "Heads of state (pin)", "#b8860b", False, False),
    ("B", "Ministres et rang équivalent", "الوزراء ومن في حكمهم", "Ministers and equivalents", "#c62828", True, True),
    ("C", "Délégués et experts", "المندوبون والخبراء", "Delegates and experts", "#1565c0", True, True),
    ("D", "Protocole, cabinets, liaison", "المراسم والدواوين والاتصال", "Protocol, cabinets, liaison", "#2e7d32", True, True),
    ("E", "Protection rapprochée", "الحماية القريبة", "Close protection", "#212121", True, True),
    ("F", "Équipes médicales", "الفرق الطبية", "Medical teams", "#f5f5f5", True, True),
    ("G", "Corps diplomatique, organisations, invités", "السلك الدبلوماسي والمنظمات والضيوف", "Diplomatic corps, organisations, guests", "#6a1b9a", True, True),
    ("H", "Presse", "الصحافة", "Press", "#f9a825", True, True),
    ("I", "Comité d’organisation", "اللجنة المنظمة", "Organizing committee", "#ef6c00", True, True),
    ("J", "Sécurité du pays hôte", "أمن البلد المضيف", "Security of the host country", "#6d4c41", True, True),
    ("K", "Fournisseurs et techniciens", "المورّدون والتقنيون", "Suppliers and technicians", "#757575", True, True),
    ("L", "Chauffeurs", "السائقون", "Drivers", "#00838f", True, True),
)  # fmt: skip
