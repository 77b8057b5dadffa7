"""Invented people for load: given names that are common from the Sahel to the Gulf, surnames that nobody bears.

Surnames are put together from syllables, in Latin and in Arabic letters at once. The same seed
gives the same people.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any

from delegations.roster.import_lines import Line
from delegations.roster.import_places import Place
from delegations.roster.matching import Traits, digests_of
from summit.text import fold

SYLLABLES = (
    "ba با|bé بي|bo بو|da دا|di دي|dou دو|fa فا|fo فو|ga غا|go غو|ka كا|ké كي|ko كو|la لا|li لي|lo لو|ma ما|mé مي|mo مو|"
    "na نا|né ني|nou نو|ra را|ri ري|rou رو|sa سا|sé سي|sou سو|ta تا|té تي|to تو|wa وا|wé وي|ya يا|yo يو|za زا|zi زي|zou زو"
)
GIVEN = {
    "F": "Awa عوا|Aïssata عائشة|Aminata أمينة|Bintou بنت|Fatoumata فاطمة|Hadiza خديجة|Halima حليمة|Kadiatou قادياتو|"
    "Mariam مريم|Maïmouna ميمونة|Nafissatou نفيسة|Oumou أم|Rokia رقية|Safiatou صفية|Salamata سلامة|Zeinab زينب|"
    "Claire كلير|Élodie إيلودي|Grace غريس|Hélène هيلين|Ingrid إنغريد|Leïla ليلى|Nour نور|Sofia صوفيا|Yasmine ياسمين",
    "M": "Abdoulaye عبد الله|Adama آدم|Alassane الحسن|Amadou أحمدو|Boubacar أبو بكر|Cheick شيخ|Daouda داود|Hamidou حميد|"
    "Ibrahima إبراهيم|Idrissa إدريس|Issouf يوسف|Karim كريم|Mahamadou محمدو|Mamadou مامادو|Moussa موسى|Omar عمر|"
    "Ousmane عثمان|Salif صالح|Seydou سيدو|Souleymane سليمان|Yacouba يعقوب|Youssouf يوسف|André أندريه|Daniel دانيال|"
    "Étienne إتيان|Hassan حسن|Jean جان|Khalid خالد|Lukas لوكاس|Nabil نبيل|Paul بول|Tariq طارق|Victor فيكتور|Zaki زكي",
}
FUNCTIONS = (
    ("Conseiller technique", "Technical adviser", "مستشار فني"),
    ("Directeur des affaires juridiques", "Director of legal affairs", "مدير الشؤون القانونية"),
    ("Chef du protocole", "Chief of protocol", "رئيس المراسم"),
    ("Expert en intégration économique", "Expert in economic integration", "خبير في التكامل الاقتصادي"),
    ("Attaché de presse", "Press attaché", "ملحق صحفي"),
    ("Officier de sécurité", "Security officer", "ضابط أمن"),
    ("Interprète", "Interpreter", "مترجم"),
    ("Ambassadeur", "Ambassador", "سفير"),
    ("Secrétaire général", "Secretary-general", "أمين عام"),
    ("Médecin", "Physician", "طبيب"),
)
CODES = (
    "ML BF NE SN TD MR DZ MA TN LY EG TG BJ GH CI GN GM SL LR NG CM GA CG CD CF SD SS ET ER DJ SO KE UG RW BI TZ ZM ZW "
    "AO MZ MW NA BW ZA LS SZ MG MU SC KM CV ST GQ GW SA AE QA KW OM JO TR CN RU IN BR FR DE"
)
COUNTRIES = CODES.split()
EARLIEST, YEARS = dt.date(1948, 1, 1), 52
EXPIRES, EXPIRY_DAYS = dt.date(2026, 7, 1), 2500
COMPOUND = 0.15  # of the given names are two


def parts(text: str) -> list[tuple[str, str]]:
    return [(latin, arabic) for latin, _space, arabic in (one.partition(" ") for one in text.split("|"))]


class Inventor:
    """People without end, each a line of a list; ``numbers`` says where the numbers of their papers begin."""

    def __init__(self, seed: int, places: Sequence[Place], *, numbers: int = 0, **choices: Sequence[str]):
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
        self.places, self.numbers, self.choices = places, numbers, choices
        self.syllables = parts(SYLLABLES)
        self.given = {sex: parts(names) for sex, names in GIVEN.items()}

    def people(self, count: int) -> Iterator[Line]:
        for number in range(1, count + 1):
            yield self._person(number)

    def _person(self, number):
        chance, place = self.chance, self.places[number % len(self.places)]
        sex = "F" if chance.random() < 0.4 else "M"
        surname, arabic_surname = self._surname()
        given, arabic_given = self._given(sex)
        paper = f"DEMO-{self.numbers + number:06d}"
        french, english, arabic = chance.choice(FUNCTIONS)
        values: dict[str, Any] = {
            "surname": surname,
            "given_names": given,
            "arabic_name": f"{arabic_given} {arabic_surname}",
            "sex": sex,
            "birth_date": EARLIEST + dt.timedelta(days=chance.randrange(YEARS * 365)),
            "nationality": place.country,
            "function:fr": french,
            "function:en": english,
            "function:ar": arabic,
            "email": f"{fold(given).replace(' ', '.')}.{fold(surname)}{number}@example.org",
            "phone": f"+000 {chance.randrange(10**8):08d}",
            "document_number": paper,
            "document_issuer": place.country,
            "document_expires_on": EXPIRES + dt.timedelta(days=chance.randrange(EXPIRY_DAYS)),
        }
        values |= {name: chance.choice(codes) for name, codes in self.choices.items() if codes}
        line = Line(number, values={name: value for name, value in values.items() if value}, place=place)
        line.traits = Traits("", None, digests_of(paper)[:1])  # type: ignore[arg-type]
        return line

    def _surname(self):
        chosen = self.chance.choices(self.syllables, k=self.chance.choice((2, 3, 3)))
        return "".join(latin for latin, _arabic in chosen).capitalize(), "".join(
            arabic for _latin, arabic in chosen
        )

    def _given(self, sex):
        names = self.chance.sample(self.given[sex], 2 if self.chance.random() < COMPOUND else 1)
        return " ".join(latin for latin, _arabic in names), " ".join(arabic for _latin, arabic in names)
