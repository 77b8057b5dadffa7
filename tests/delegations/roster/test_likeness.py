"""Who may be one person. All names are common ones and belong to nobody in particular."""

import datetime as dt
import random
from collections import Counter

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from delegations.roster.likeness import (
    AND_BIRTH,
    EXACT,
    LIKELY,
    REASONS,
    Identity,
    Known,
    Likeness,
    block_keys,
    most,
    score,
)
from delegations.roster.sounds import is_arabic


def who(text):
    """“Given names SURNAME” or “Surname, given names” or an Arabic name; then what else is known after bars."""
    name, *known = (part.strip() for part in text.split("|"))
    fields = {}
    for fact in known:
        kind = "sex" if fact in {"F", "M"} else "birth_date" if fact[:2] in {"19", "20"} else "document"
        kind = "arabic_name" if is_arabic(fact) else kind
        fields[kind] = dt.date.fromisoformat(fact) if kind == "birth_date" else fact
    if is_arabic(name):
        return Identity("", "", name, **fields)
    before, comma, after = name.partition(", ")
    given_names, _space, surname = name.rpartition(" ")
    return Identity(before, after, **fields) if comma else Identity(surname, given_names, **fields)


ALIKE = {
    "same_name": [
        "Moussa Diarra = Moussa DIARRA",
        "Moussa Diarra = Diarra, Moussa",
        "Issa Sy = Issa SY",
        "Amadou Traoré = Amadou Traore",
        "Fatou N'Diaye = Fatou Ndiaye",
        "N Diaye, Fatou = N’DIAYE, Fatou",
        "Mohamed Ould Ahmed = Mohamed Ahmed",
        "Nour Eddine Salah = Noureddine Salah",
        "Jean-Marie Kaboré = Jean Marie Kabore",
        "Amadou Traoré | DEMO-1 = Amadou Traoré | DEMO-2",
        "محمد ديارا = مُحَمَّد ديارا",
        "أحمد ولد سالم = احمد سالم",
        "فاطمة تراوري = فاطمه تراورى",
    ],
    "name_order": [
        "Moussa Diarra = Diarra Moussa",
        "Aïssata Oumou Koné = Oumou Aïssata Koné",
        "محمد ديارا = ديارا محمد",
    ],
    "spelling": [
        "Mohamed Diarra = Mohammed Diara",
        "Mohamed Diarra = Muhammad Diarra",
        "Salimata Ouattara = Salimata Wattara",
        "Paul Ouédraogo = Paul Wedraogo",
        "Moussa Coulibaly = Moussa Koulibali",
        "Moussa Coulibaly = Moussa Coulibay",
        "Awa Touré = Hawa Touré",
        "Harouna Salou = Arouna Salou",
        "Omar Sy = Oumar Sy",
        "Cheick Sissoko = Cheikh Cissoko",
        "Djibril Ba = Jibril Bah",
        "Khadidja Sow = Kadidja Sow",
        "Philippe Martin = Filip Martin",
        "Salif Bagayoko = Salif Bakayoko",
        "Abdoulaye Diop = Abdallah Diop",
        "Aboubacar Diop = Boubacar Diop",
        "Sow, Abdoul Karim = Sow, Abdelkarim",
        "Jean Marie Kaboré = Jeanmarie Kaboré",
        "Amadou Traoré | 1980-03-04 = Mamadou Traoré | 1980-03-04",
    ],
    "script": [
        "Mohamed Abderrahmane = محمد عبد الرحمن",
        "Moussa Diarra = موسى ديارا",
        "Amadou Traoré = أمادو تراوري",
        "Ousmane Cissé = عثمان سيسي",
        "Ibrahima Keïta = إبراهيم كيتا",
        "Souleymane Koné = سليمان كوني",
        "Fatoumata Touré = فاطوماتا توري",
        "Seydou Coulibaly = سيدو كوليبالي",
        "Abdoulaye Diop = عبد الله ديوب",
        "Haidara, Sidi = حيدرة سيدي",
        "Moussa Diarra | 1980-03-04 = موسى ديارا | 1980-03-04",
    ],
    "part_of_name": [
        "Mohamed Ali Diarra = Mohamed Diarra",
        "Jean-Marie Kaboré = Jean Kaboré",
        "Aminata Traoré Diarra = Aminata Diarra",
    ],
    "initials": [
        "M. Diarra | 1980-03-04 = Moussa Diarra | 1980-03-04",
        "M. A. Diarra | 1980-03-04 = Moussa Ali Diarra | 1980-03-04",
    ],
    "same_name_birth": [
        "Amadou Traoré | 1980-03-04 = Amadou Traore | 1980-03-04",
        "Amadou Traoré | M | 1980-03-04 = Amadou Traoré | F | 1980-03-04",
        "Diop | 1980-03-04 = Diop | 1980-03-04",
    ],
    "birth_swapped": ["Amadou Traoré | 1980-03-04 = Amadou Traoré | 1980-04-03"],
    "same_document": [
        "Amadou Traoré | DEMO-1 = Amadou Traoré | DEMO-1",
        "Amadou Traoré | DEMO-1 = Moussa Sow | DEMO-1",
        "Amadou Traoré | DEMO-1 | 1980-03-04 = Amadou Traoré | DEMO-1 | 1981-07-09",
    ],
}
NOT_ALIKE = [
    "Amadou Traoré = Mamadou Traoré",
    "Moussa Traoré = Issa Traoré",
    "Mohamed Diarra = Mamadou Diarra",
    "Mohamed Diarra = Mahmoud Diarra",
    "Moussa Diarra = Moussa Diallo",
    "Moussa Diarra = Moussa Diawara",
    "Omar Sy = Amar Sy",
    "Issa Koné = Issa Kané",
    "Issa Konaté = Issa Kanouté",
    "Issa Keïta = Issa Koïta",
    "Issa Fall = Issa Sall",
    "Issa Diop = Issa Diouf",
    "Moussa Traoré = Moussa Touré",
    "Mohamed Ali = Mohamed Ali Diarra",
    "Diop = Diop",
    "Diop = Moussa Diop",
    "M. Diarra = Moussa Diarra",
    "A. Diarra | 1980-03-04 = Moussa Diarra | 1980-03-04",
    "Moussa Traoré | 1980-03-04 = Issa Traoré | 1980-03-04",
    "Fatoumata Traoré | 1980-03-04 = Assitan Traoré | 1980-03-04",
    "Moussa Sow | 1980-03-04 = Awa Koné | 1980-03-04",
    "Amadou Traoré | 1980-03-04 = Amadou Traoré | 1981-07-09",
    "Amadou Traoré | M = Amadou Traoré | F",
    "Moussa Diallo = موسى ديارا",
    "Issa Dolo = عيسى ديالو",
    "Aïssata Maïga = عائشة مايغا",
    "محمد ديارا = أحمد ديارا",
    "Moussa Diarra | 1980-03-04 = موسى ديارا | 1981-07-09",
    "Moussa Diarra = Fatou Cissé",
]
PAIRS = [(reason, pair) for reason, pairs in ALIKE.items() for pair in pairs]


@pytest.mark.parametrize(("reason", "pair"), PAIRS)
def test_alike(reason, pair):
    a, b = map(who, pair.split(" = "))
    found = score(a, b)
    assert (found.reason, found.score >= LIKELY) == (reason, True)
    assert most(a, b) >= found.score


@pytest.mark.parametrize("pair", NOT_ALIKE)
def test_not_alike(pair):
    assert score(*map(who, pair.split(" = "))).score < LIKELY


@pytest.mark.parametrize(("reason", "pair"), PAIRS)
def test_whoever_is_alike_is_found(reason, pair):
    a, b = map(who, pair.split(" = "))
    assert Known([("here", a)]).alike(b) == [("here", score(a, b))]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("Amadou Traoré = Amadou Traoré", 88),
        ("Amadou Traoré | 1980-03-04 = Amadou Traoré", 88),
        ("Amadou Traoré | 1980-03-04 = Amadou Traoré | 1980-03-04", 100),
        ("Amadou Traoré | 1980-03-04 | DEMO-1 = Amadou Traoré | 1980-03-04 | DEMO-2", 94),
        ("Amadou Traoré | 1980-03-04 = Traoré Amadou | 1980-03-04", 99),
        ("Amadou Traoré | 1980-03-04 = Amadou Traoré | 1981-07-09", 60),
        ("Amadou Traoré | DEMO-1 = Amadou Traoré | DEMO-1", 100),
        ("Amadou Traoré | DEMO-1 = Fatou Sow | DEMO-1", 92),
        ("Moussa Diarra | 1980-03-04 = موسى ديارا | 1980-03-04", 96),
        ("Moussa Diarra | موسى ديارا = موسى ديارا", 88),
    ],
)
def test_what_counts_how_much(pair, expected):
    assert score(*map(who, pair.split(" = "))).score == expected


def test_a_name_alone_is_never_exact():
    assert LIKELY <= score(who("Amadou Traoré"), who("Amadou Traoré")).score < EXACT
    assert score(who("Amadou Traoré | 1980-03-04"), who("Amadou Traoré | 1980-03-04")).score >= EXACT


def test_reasons_are_words_in_the_readers_language():
    with translation.override("en"):
        assert str(Likeness(88, "same_name").words) == "Same name"
        assert str(Likeness(96, "spelling", same_birth=True).words) == (
            "Same name in another spelling, same date of birth"
        )
        assert str(Likeness(100, "same_document", same_birth=True).words) == "Same document"
    assert set(AND_BIRTH) <= set(REASONS)


def listed(text):
    return text.split()


GIVEN = listed("""
    Mohamed Mamadou Amadou Moussa Issa Ousmane Ibrahim Boubacar Oumar Seydou Souleymane Abdoulaye Adama Aminata
    Fatoumata Mariam Awa Kadidiatou Aïssata Rokia Salif Modibo Bakary Drissa Yacouba Youssouf Cheick Lassana Sékou
    Daouda Hamidou Harouna Idrissa Karim Madou Nouhoum Siaka Zoumana Alassane Assétou Bintou Djénéba Safiatou
""")
SURNAMES = listed("""
    Diarra Coulibaly Keïta Diallo Touré Koné Sidibé Sangaré Dembélé Maïga Cissé Camara Diakité Doumbia Sissoko Konaté
    Bagayoko Samaké Ouattara Ouédraogo Sawadogo Kaboré Compaoré Zongo Ilboudo Kafando Tapsoba Zoungrana Sow Barry Bah
    Sy Ly Ndiaye Fall Gueye Diop Sarr Seck Mbaye Hamani Issoufou Oumarou Seyni Alzouma Haidara Kanté Magassa Berthé
""")
NAMES = st.builds(" ".join, st.lists(st.sampled_from(GIVEN), min_size=1, max_size=2))
DAYS = st.none() | st.dates(dt.date(1940, 1, 1), dt.date(2007, 1, 1))
PEOPLE = st.builds(
    Identity,
    surname=st.sampled_from(SURNAMES),
    given=NAMES,
    arabic_name=st.sampled_from(["", "محمد ديارا", "موسى عبد الرحمن"]),
    birth_date=DAYS,
    document=st.sampled_from(["", "DEMO-1", "DEMO-2"]),
    sex=st.sampled_from(["", "F", "M"]),
)
ANYBODY = st.builds(Identity, surname=st.text(max_size=15), given=st.text(max_size=15), arabic_name=st.text(max_size=15), birth_date=DAYS)  # fmt: skip


@given(PEOPLE | ANYBODY, PEOPLE | ANYBODY)
def test_likeness_has_no_direction_and_no_surprises(a, b):
    found = score(a, b)
    assert found == score(b, a)
    assert found.reason in REASONS
    assert 0 <= found.score <= most(a, b) <= 100


@given(PEOPLE)
def test_everybody_is_like_himself(person):
    known = person.birth_date or person.document
    assert score(person, person).score == (100 if known else 88)
    assert Known([("self", person)]).alike(person) == [("self", score(person, person))]


@given(PEOPLE, st.sampled_from(GIVEN))
def test_another_birth_parts_homonyms(person, given_name):
    other = Identity(person.surname, person.given, birth_date=dt.date(1930, 1, 1))
    one = Identity(person.surname, person.given, birth_date=dt.date(1931, 1, 1))
    assert score(one, other).score < LIKELY


def invented(count):
    """Names with the frequencies of a real list: one in twenty bears the same surname, few given names are common."""
    chance = random.Random(2025)
    syllables = [a + b for a in ("b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "z") for b in "aeiou"]
    rare = [
        "".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))).capitalize() for _ in range(700)
    ]
    surnames, given_names = [*SURNAMES, *rare], [*GIVEN, *rare[:150]]
    often = [1 / (at + 5) for at in range(len(surnames))], [1 / (at + 3) for at in range(len(given_names))]
    for _ in range(count):
        surname = "Traoré" if chance.random() < 0.05 else chance.choices(surnames, often[0])[0]
        some = chance.choices(given_names, often[1], k=2 if chance.random() < 0.3 else 1)
        born = dt.date(1950, 1, 1) + dt.timedelta(days=chance.randrange(18_000))
        yield Identity(surname, " ".join(some), birth_date=born)


def test_twenty_thousand_people_make_few_pairs_to_compare():
    """Work is counted in pairs, not in seconds: of 200 million possible ones, fewer than one in a thousand."""
    blocks = Counter(key for person in invented(20_000) for key in block_keys(person))
    pairs = sum(size * (size - 1) // 2 for size in blocks.values())
    assert pairs < 200_000
    assert max(blocks.values()) < 400  # 1,000 people bear the most frequent surname


def test_likest_first():
    known = Known(
        [
            ("spelt otherwise", who("Mohammed Diara")),
            ("other", who("Awa Koné")),
            ("born the same day", who("Mohamed Diarra | 1980-03-04")),
            ("born another day", who("Mohamed Diarra | 1990-03-09")),
        ]
    )
    found = known.alike(who("Mohamed Diarra | 1980-03-04"))
    assert found == [
        ("born the same day", Likeness(100, "same_name_birth", same_birth=True)),
        ("spelt otherwise", Likeness(85, "spelling")),
    ]
