"""One name in many spellings, in both scripts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from delegations.roster.sounds import skeleton, sound, word_likeness, words


@pytest.mark.parametrize(
    ("consonants", "spellings"),
    [
        ("MHMD", "Mohamed, Mohammed, Muhammad, Mouhamed, مُحَمَّد"),
        ("MHMD BDRHMN", "Mohamed Abderrahmane, Muhammad Abdul Rahman, Mohamed Abdourahmane, محمد عبد الرحمن, محمد عبدالرحمن"),
        ("DR", "Diarra, Diara, DIARRA, ديارا"),
        ("TRR", "Traoré, TRAORE, تراوري"),
        ("ND", "N'Diaye, N’Diaye, Ndiaye, NDIAYE, N Diaye"),
        ("TR", "Ouattara, Wattara, Watara, واتارا"),
        ("DRK", "Ouédraogo, Wedraogo, ودراوغو"),
        ("BDL", "Abdoulaye, Abdallah, Abdullahi, عبد الله, عبدالله"),
        ("BDKDR", "Abdelkader, Abdel Kader, Abdoul-Kader, عبد القادر"),
        ("BDZZ", "Abdelaziz, Abdul Aziz, عبد العزيز"),
        ("BBKR", "Aboubacar, Aboubakr, Abou Bakar, Boubacar, أبو بكر"),
        ("SMN", "Ousmane, Osman, Othman, Usman, عثمان"),
        ("SLMN", "Souleymane, Suleiman, Soulaimane, سليمان"),
        ("BRHM", "Ibrahim, Ibrahima, إبراهيم"),
        ("SK", "Cheick, Sheikh, Cheikh, الشيخ"),
        ("KDJ", "Khadidja, Khadija, خديجة"),
        ("SF", "Youssouf, Yusuf, Youssef, يوسف"),
        ("KLBL", "Coulibaly, Koulibali, كوليبالي"),
        ("SSK", "Sissoko, Cissoko, Sissokho, سيسوكو"),
        ("NRDN", "Nour Eddine, Noureddine, Nourdine, نور الدين"),
        ("JBRL", "Djibril, Jibril, جبريل"),
        ("KND", "Guindo, غيندو"),
        ("SN", "Alhassane, Hassane, الحسن"),
        ("J", "El Hadj, Elhadj, El-Hadji, Alhaji, الحاج"),
        ("-", "Awa, Hawa, حواء"),
        ("", ""),
    ],
)  # fmt: skip
def test_spellings_share_their_consonants(consonants, spellings):
    found = {spelling: skeleton(spelling) for spelling in spellings.split(", ")}
    assert found == dict.fromkeys(found, consonants)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mohamed Ould Ahmed", ("mohamed", "ahmed")),
        ("Ludwig van der Berg", ("ludwig", "berg")),
        ("أحمد بن سالم", ("احمد", "سالم")),
        ("Ben", ("ben",)),
        ("Al El", ("al", "el")),
        ("Jean-Marie", ("jean", "marie")),
        ("M. Diarra", ("m", "diarra")),
        ("Abd al-Rahman Diallo", ("abdrahman", "diallo")),
        ("", ()),
    ],
)
def test_words_that_tell_people_apart(name, expected):
    assert words(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("diarra", "diallo"), ("diarra", "diawara"), ("amadou", "mamadou"), ("mohamed", "mamadou"), ("mohamed", "mahmoud"),
     ("traore", "toure"), ("moussa", "issa"), ("diop", "diouf"), ("fall", "sall"), ("kone", "kane"), ("محمد", "احمد"),
     ("ديارا", "diallo"), ("ديالو", "dolo"), ("محمود", "mohamed")],
)  # fmt: skip
def test_other_names_stay_apart(one, other):
    assert word_likeness(one, other) < 0.9


WORD = st.text(st.sampled_from("aeioubcdfghjklmnpqrstvwxyzابتجحدرسشعغفقكلمنهوي"), min_size=1, max_size=12)


@example("c", "oغ")  # letters of both scripts in one word
@given(WORD, WORD)
def test_likeness_of_words_has_no_direction(one, other):
    assert word_likeness(one, other) == word_likeness(other, one)
    assert 0 <= word_likeness(one, other) <= 1


@given(st.text(max_size=40))
def test_any_text_has_a_sound(text):
    assert all(sound(word).isascii() or not word.isascii() for word in words(text))
    assert len(skeleton(text).split()) == len(words(text))
