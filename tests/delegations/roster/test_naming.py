"""Full names in one cell, taken apart and written again. All people are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegations.roster.naming import WHY, SplitName, on_list, print_name, proper_case, split_full_name

SURE, UNSURE = True, False


@pytest.mark.parametrize(
    ("text", "surname", "given_names", "sure", "why"),
    [
        ("Moussa DIARRA", "DIARRA", "Moussa", SURE, "capitals"),
        ("DIARRA Moussa", "DIARRA", "Moussa", SURE, "capitals"),
        ("  DIARRA\u00a0 Moussa\n", "DIARRA", "Moussa", SURE, "capitals"),
        ("Ibrahima Boubacar KEÏTA", "KEÏTA", "Ibrahima Boubacar", SURE, "capitals"),
        ("MAÏGA Aïssata", "MAÏGA", "Aïssata", SURE, "capitals"),
        ("Fatou N'DIAYE", "N'DIAYE", "Fatou", SURE, "capitals"),
        ("N’ DIAYE Fatou", "N’DIAYE", "Fatou", SURE, "capitals"),
        ("Fatou N DIAYE", "N DIAYE", "Fatou", SURE, "capitals"),
        ("Awa M. DIARRA", "DIARRA", "Awa M.", SURE, "capitals"),
        ("Moussa M KONÉ", "KONÉ", "Moussa M", SURE, "capitals"),
        ("M. A. DIARRA", "DIARRA", "A.", SURE, "capitals"),
        ("John McDONALD", "McDONALD", "John", SURE, "capitals"),
        ("Jean-Marie d'ARVIEU", "d'ARVIEU", "Jean-Marie", SURE, "capitals"),
        ("VAN DER BERG Ludwig", "VAN DER BERG", "Ludwig", SURE, "capitals"),
        ("Ludwig van der BERG", "van der BERG", "Ludwig", SURE, "capitals"),
        ("Ahmed El MANSOUR", "El MANSOUR", "Ahmed", SURE, "capitals"),
        ("Mohamed Ould BÉCHIR", "Ould BÉCHIR", "Mohamed", SURE, "capitals"),
        ("Aminata TRAORÉ née DIARRA", "TRAORÉ née DIARRA", "Aminata", SURE, "capitals"),
        ("KEÏTA Fatou ép. COULIBALY", "KEÏTA ép. COULIBALY", "Fatou", UNSURE, "several"),
        ("TRAORÉ Moussa DIARRA", "TRAORÉ DIARRA", "Moussa", UNSURE, "several"),
        ("Moussa DIARRA dit Balla", "DIARRA", "Moussa dit Balla", UNSURE, "several"),
        ("Diarra, Moussa", "Diarra", "Moussa", SURE, "comma"),
        ("DIARRA, MOUSSA ALI", "DIARRA", "MOUSSA ALI", SURE, "comma"),
        ("Van der Berg, Ludwig", "Van der Berg", "Ludwig", SURE, "comma"),
        ("ديارا، موسى", "ديارا", "موسى", SURE, "comma"),
        ("Keïta, Boubacar, Président", "Keïta", "Boubacar", UNSURE, "several"),
        ("Moussa DIARRA, Ministre de la culture", "DIARRA", "Moussa", UNSURE, "several"),
        ("Sidi Mohamed Ould Cheikh Béchir", "Ould Cheikh Béchir", "Sidi Mohamed", SURE, "particle"),
        ("Moussa Ag Ahmedou", "Ag Ahmedou", "Moussa", SURE, "particle"),
        ("Mariem Mint Ahmed", "Mint Ahmed", "Mariem", SURE, "particle"),
        ("Ahmed Ben Salah", "Ben Salah", "Ahmed", UNSURE, "particle"),
        ("Ahmed El Mansour", "El Mansour", "Ahmed", UNSURE, "particle"),
        ("Charles de Beaulieu", "de Beaulieu", "Charles", UNSURE, "particle"),
        ("Fatou N Diaye", "N Diaye", "Fatou", UNSURE, "particle"),
        ("محمد ولد عبد العزيز", "ولد عبد العزيز", "محمد", UNSURE, "particle"),
        ("محمد بن أحمد آل سالم", "آل سالم", "محمد بن أحمد", UNSURE, "particle"),
        ("A.B. Traoré", "Traoré", "A.B.", SURE, "initials"),
        ("J.-P. Kaboré", "Kaboré", "J.-P.", SURE, "initials"),
        ("Moussa Diarra", "Diarra", "Moussa", UNSURE, "order"),
        ("MOUSSA DIARRA", "DIARRA", "MOUSSA", UNSURE, "order"),
        ("Abdoul Karim Traoré", "Traoré", "Abdoul Karim", UNSURE, "order"),
        ("Abdoul Traoré", "Traoré", "Abdoul", UNSURE, "order"),
        ("Abd al-Rahman Diallo", "Diallo", "Abd al-Rahman", UNSURE, "order"),
        ("Mohamed Abd al Aziz", "Abd al Aziz", "Mohamed", UNSURE, "order"),
        ("Ahmed Nour Eddine", "Nour Eddine", "Ahmed", UNSURE, "order"),
        ("محمد ديارا", "ديارا", "محمد", UNSURE, "order"),
        ("محمد عبد الرحمن", "عبد الرحمن", "محمد", UNSURE, "order"),
        ("Diarra", "Diarra", "", UNSURE, "single"),
        ("Dr", "Dr", "", UNSURE, "single"),
        ("", "", "", UNSURE, "empty"),
        (" ,;\u200f ", "", "", UNSURE, "empty"),
    ],
)
def test_the_parts_of_a_name(text, surname, given_names, sure, why):
    title = "M." if text.startswith("M. A.") else ""
    assert split_full_name(text) == SplitName(surname, given_names, sure, why, title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("S.E. Moussa DIARRA", "S.E."),
        ("S.E.M. Moussa DIARRA", "S.E.M."),
        ("S. E. M. Moussa DIARRA", "S. E. M."),
        ("S.E.M.Moussa DIARRA", "S.E.M."),
        ("SEM Moussa DIARRA", "SEM"),
        ("S.E. Mme Moussa DIARRA", "S.E. Mme"),
        ("Son Excellence Monsieur le Général Moussa DIARRA", "Son Excellence Monsieur le Général"),
        ("M. Moussa DIARRA", "M."),
        ("M Moussa DIARRA", "M"),
        ("Mme Moussa DIARRA", "Mme"),
        ("Mlle DIARRA Moussa", "Mlle"),
        ("Dr Moussa DIARRA", "Dr"),
        ("Dr. Moussa DIARRA", "Dr."),
        ("Pr Moussa DIARRA", "Pr"),
        ("Me Moussa DIARRA", "Me"),
        ("Gén. Moussa DIARRA", "Gén."),
        ("Gén. d’armée Moussa DIARRA", "Gén. d’armée"),
        ("Général de brigade Moussa DIARRA", "Général de brigade"),
        ("Col. Moussa DIARRA", "Col."),
        ("Colonel-major DIARRA Moussa", "Colonel-major"),
        ("Lt-Col. Moussa DIARRA", "Lt-Col."),
        ("Cdt Moussa DIARRA", "Cdt"),
        ("Cne Moussa DIARRA", "Cne"),
        ("Amb. Moussa DIARRA", "Amb."),
        ("H.E. Mr. Moussa DIARRA", "H.E. Mr."),
        ("HE Dr Moussa DIARRA", "HE Dr"),
        ("Mr Moussa DIARRA", "Mr"),
        ("Mrs Moussa DIARRA", "Mrs"),
        ("Ms. Moussa DIARRA", "Ms."),
        ("DIARRA, Dr Moussa", "Dr"),
        ("Mr Moussa DIARRA, PhD", "Mr PhD"),
        ("Moussa DIARRA Jr", "Jr"),
    ],
)
def test_forms_of_address_are_taken_off(text, title):
    found = split_full_name(text)
    assert (found.title, found.given, found.surname) == (title, "Moussa", "DIARRA")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("السيد موسى ديارا", "السيد"),
        ("السيدة موسى ديارا", "السيدة"),
        ("معالي السيد موسى ديارا", "معالي السيد"),
        ("سعادة السفير د. موسى ديارا", "سعادة السفير د."),
        ("د.موسى ديارا", "د."),
        ("فخامة الفريق أول موسى ديارا", "فخامة الفريق أول"),
        ("صاحب المعالي الأستاذ موسى ديارا", "صاحب المعالي الأستاذ"),
        ("\u202bالدكتورة موسى ديارا\u202c", "الدكتورة"),
    ],
)
def test_forms_of_address_in_arabic(text, title):
    assert split_full_name(text) == SplitName("ديارا", "موسى", False, "order", title)


@pytest.mark.parametrize("text", ["Sem Diallo", "He Wang", "Gal Cissé"])
def test_a_name_that_looks_like_a_form_of_address_stays(text):
    given_names, surname = text.split()
    assert split_full_name(text) == SplitName(surname, given_names, False, "order")


@given(st.text(max_size=60))
def test_any_text_is_taken_apart(text):
    found = split_full_name(text)
    assert found.why in WHY
    assert bool(found.surname) == (found.why != "empty")


WORDS = st.sampled_from(
    ["Moussa", "DIARRA", "de", "N’", "M.", "ould", "S.E.", "عبد", "ديارا", "Jr", "née", "A.B.", "El"]
)


@given(st.lists(WORDS, max_size=8))
def test_no_letter_is_lost(words):
    text = " ".join(words)
    found = split_full_name(text)
    kept = f"{found.title} {found.given} {found.surname}"
    assert sorted(c for c in kept if c.isalnum()) == sorted(c for c in text if c.isalnum())


@pytest.mark.parametrize(
    ("given_names", "surname", "expected"),
    [
        ("Moussa", "Diarra", "Moussa DIARRA"),
        ("Aïssata", "Traoré", "Aïssata TRAORÉ"),
        ("Fatou", "N’Diaye", "Fatou N’DIAYE"),
        ("Jean", "de Souza", "Jean de SOUZA"),
        ("Jean", "De Souza", "Jean DE SOUZA"),
        ("Awa", "d’Almeida", "Awa d’ALMEIDA"),
        ("Awa", "Traoré née Keïta", "Awa TRAORÉ née KEÏTA"),
        ("Mohamed", "Ould Béchir", "Mohamed OULD BÉCHIR"),
        ("محمد", "ولد أحمد", "محمد ولد أحمد"),
        ("", "Diarra", "DIARRA"),
        ("Moussa", "", "Moussa"),
        ("", "", ""),
    ],
)
def test_on_a_list_the_surname_stands_in_capitals(given_names, surname, expected):
    assert on_list(given_names, surname) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (None, "Dr Jean-Marie Moussa OULD BÉCHIR"),
        (32, "Dr Jean-Marie Moussa OULD BÉCHIR"),
        (31, "Dr Jean-Marie M. OULD BÉCHIR"),
        (27, "Dr J.-M. M. OULD BÉCHIR"),
        (22, "J.-M. M. OULD BÉCHIR"),
        (19, "OULD BÉCHIR"),
        (5, "OULD BÉCHIR"),
    ],
)
def test_a_name_to_print_is_shortened_before_the_surname(limit, expected):
    assert print_name("Jean-Marie Moussa", "Ould Béchir", title="Dr", limit=limit) == expected


def test_arabic_names_have_no_initials():
    assert print_name("محمد سالم", "ولد أحمد", title="د.", limit=18) == "محمد سالم ولد أحمد"


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=10), st.none() | st.integers(0, 60))
def test_a_name_to_print_never_loses_its_surname(given_names, surname, title, limit):
    assert on_list("", surname) in print_name(given_names, surname, title=title, limit=limit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOUSSA ALI", "Moussa Ali"),
        ("JEAN-MARIE", "Jean-Marie"),
        ("N'DIAYE", "N'Diaye"),
        ("DE SOUZA", "de Souza"),
        ("Moussa", "Moussa"),
        ("McDonald", "McDonald"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_capitals_of_a_passport_become_ordinary_letters(text, expected):
    assert proper_case(text) == expected
