"""Countries as lists, passports and notes verbales write them, in three languages."""

import pytest
from django.conf import settings
from django.utils import translation
from django_countries import countries
from hypothesis import given
from hypothesis import strategies as st

from delegations.roster import country_names
from delegations.roster.country_names import Resolved, resolve
from delegations.roster.country_words import WORDS

# The members of the African Union, each by names, nationality, ISO and Olympic code.
AFRICAN_UNION = """
    BF: Burkina Faso, Burkina, Faso, BURKINA-FASO, burkinabè, Burkinabe, بوركينا فاسو, بوركينابي, BFA, BUR
    ML: Mali, MALI, République du Mali, Republic of Mali, malien, malienne, Malian, مالي, جمهورية مالي, MLI
    NE: Niger, République du Niger, NIGER (RÉPUBLIQUE DU), nigérien, nigérienne, Nigerien, النيجر, نيجرية, NER
    NG: Nigeria, Nigéria, nigérian, nigériane, Nigerian, Federal Republic of Nigeria, نيجيريا, نيجيري, NGA, NGR
    DZ: Algérie, L’Algérie, Algeria, algérienne, الجزائر, الجمهورية الجزائرية الديمقراطية الشعبية, ALG
    AO: Angola, angolais, Angolan, أنغولا, أنجولا, ANG
    BJ: Bénin, Benin, béninoise, Beninese, بنين, BEN
    BW: Botswana, botswanais, بوتسوانا, BOT
    BI: Burundi, burundaise, Burundian, بوروندي, BDI
    CM: Cameroun, Cameroon, camerounais, الكاميرون, كاميروني, CMR
    CV: Cap-Vert, Cape Verde, Cabo Verde, cap-verdienne, الرأس الأخضر, كابو فيردي, CPV
    CF: Centrafrique, République centrafricaine, Central African Republic, RCA, CAR, جمهورية أفريقيا الوسطى, أفريقيا الوسطى
    TD: Tchad, Chad, tchadien, Chadian, تشاد, CHA
    KM: Comores, Union des Comores, Comoros, comorienne, جزر القمر, COM
    CG: Congo-Brazzaville, Congo (Brazzaville), République du Congo, Republic of the Congo, جمهورية الكونغو, CGO
    CD: RDC, R.D.C., RD Congo, DRC, Congo-Kinshasa, Congo (Kinshasa), Democratic Republic of the Congo, جمهورية الكونغو الديمقراطية, COD
    CI: Côte d’Ivoire, Côte d'Ivoire, Cote d Ivoire, Ivory Coast, RCI, ivoirienne, Ivorian, كوت ديفوار, ساحل العاج, CIV
    DJ: Djibouti, djiboutien, جيبوتي, DJI
    EG: Égypte, Egypt, République arabe d’Égypte, égyptienne, مصر, جمهورية مصر العربية, EGY
    GQ: Guinée équatoriale, Equatorial Guinea, équato-guinéen, غينيا الاستوائية, GNQ, GEQ
    ER: Érythrée, Eritrea, érythréen, إريتريا, ERI
    SZ: Eswatini, eSwatini, Swaziland, Kingdom of Eswatini, swazi, إسواتيني, سوازيلاند, SWZ
    ET: Éthiopie, Ethiopia, éthiopienne, إثيوبيا, أثيوبيا, ETH
    GA: Gabon, République gabonaise, gabonais, الغابون, الجابون, GAB
    GM: Gambie, The Gambia, Gambian, غامبيا, جامبيا, GMB
    GH: Ghana, ghanéenne, Ghanaian, غانا, GHA
    GN: Guinée, Guinea, Guinée-Conakry, République de Guinée, guinéen, غينيا, GIN, GUI
    GW: Guinée-Bissau, Guinea Bissau, Guinée (Bissau), Bissau, bissau-guinéen, غينيا بيساو, GNB, GBS
    KE: Kenya, kényane, Kenyan, كينيا, KEN
    LS: Lesotho, Basotho, ليسوتو, LSO
    LR: Libéria, Liberia, libérien, ليبيريا, LBR
    LY: Libye, Libya, libyenne, ليبيا, دولة ليبيا, LBA
    MG: Madagascar, malgache, Malagasy, مدغشقر, MDG, MAD
    MW: Malawi, malawien, ملاوي, مالاوي, MWI
    MR: Mauritanie, Mauritania, RIM, République islamique de Mauritanie, mauritanien, موريتانيا, الجمهورية الإسلامية الموريتانية
    MU: Maurice, Île Maurice, Mauritius, mauricienne, موريشيوس, MRI
    MA: Maroc, Morocco, Royaume du Maroc, marocaine, المغرب, المملكة المغربية, MAR
    MZ: Mozambique, mozambicain, موزمبيق, موزامبيق, MOZ
    NA: Namibie, Namibia, namibien, ناميبيا, NAM
    RW: Rwanda, rwandaise, Rwandan, رواندا, RWA
    EH: RASD, République arabe sahraouie démocratique, Sahrawi Arab Democratic Republic, sahraoui, الجمهورية العربية الصحراوية الديمقراطية
    ST: Sao Tomé-et-Principe, São Tomé e Príncipe, Sao Tome and Principe, santoméen, ساو تومي وبرينسيبي, STP
    SN: Sénégal, Senegal, sénégalaise, السنغال, سنغالي, SEN
    SC: Seychelles, Les Seychelles, Seychellois, سيشل, SEY
    SL: Sierra Leone, Sierra Léone, Sierra Leonean, سيراليون, SLE
    SO: Somalie, Somalia, somalien, الصومال, SOM
    ZA: Afrique du Sud, South Africa, Republic of South Africa, RSA, sud-africaine, جنوب أفريقيا, ZAF
    SS: Soudan du Sud, Sud-Soudan, South Sudan, Sudan (South), sud-soudanais, جنوب السودان, SSD
    SD: Soudan, Sudan, Republic of the Sudan, soudanais, السودان, SUD
    TZ: Tanzanie, Tanzania, United Republic of Tanzania, tanzanienne, تنزانيا, TAN
    TG: Togo, République togolaise, togolaise, توغو, توجو, TGO
    TN: Tunisie, Tunisia, tunisien, الجمهورية التونسية, تونس, TUN
    UG: Ouganda, Uganda, ougandaise, أوغندا, UGA
    ZM: Zambie, Zambia, zambien, زامبيا, ZAM
    ZW: Zimbabwe, zimbabwéenne, زيمبابوي, ZIM
"""
ELSEWHERE = """
    FR: France, République française, française, French, فرنسا, FRA
    CN: Chine, People’s Republic of China, République populaire de Chine, chinoise, الصين, PRC
    RU: Russie, Fédération de Russie, Russian Federation, russe, روسيا
    TR: Turquie, Türkiye, Turkey, turc, turque, تركيا
    SA: Arabie saoudite, Royaume d’Arabie saoudite, Kingdom of Saudi Arabia, KSA, saoudien, المملكة العربية السعودية, السعودية
    AE: Émirats arabes unis, UAE, EAU, United Arab Emirates, الإمارات, دولة الإمارات العربية المتحدة
    QA: Qatar, État du Qatar, qatari, قطر, دولة قطر
    KR: Corée du Sud, République de Corée, Korea (Republic of), South Korea, sud-coréen, كوريا الجنوبية, KOR
    KP: Corée du Nord, RPDC, Democratic People's Republic of Korea, كوريا الشمالية, PRK
    US: États-Unis, Etats Unis d’Amérique, U.S.A., United States of America, American, الولايات المتحدة الأمريكية
    GB: Royaume-Uni, UK, U.K., United Kingdom of Great Britain and Northern Ireland, Grande-Bretagne, British, بريطانيا
    DE: Allemagne, République fédérale d'Allemagne, German, ألمانيا, GER
    IR: Iran (Islamic Republic of), République islamique d’Iran, إيران
    DO: République dominicaine, Dominican Republic, dominicaine
    DM: Dominique, Dominica, dominiquaise
    VA: Saint-Siège, Vatican, Holy See, الكرسي الرسولي
    PS: Palestine, État de Palestine, State of Palestine, palestinien, فلسطين
    CH: Suisse, Confédération suisse, Swiss, سويسرا
    BN: Brunei, Brunei Darussalam, BRN
"""


def table(text):
    lines = (line.strip().split(": ", 1) for line in text.splitlines() if line.strip())
    return [(name, code) for code, names in lines for name in names.split(", ")]


@pytest.mark.parametrize(("name", "code"), table(AFRICAN_UNION + ELSEWHERE))
def test_names_nationalities_and_codes(name, code):
    assert resolve(name) == Resolved(code, (code,), exact=True)


def test_the_table_holds_the_whole_african_union():
    assert len({code for _name, code in table(AFRICAN_UNION)}) == 55


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("Congo", ("CG", "CD")),
        ("congolaise", ("CG", "CD")),
        ("Congolese", ("CG", "CD")),
        ("الكونغو", ("CG", "CD")),
        ("Corée", ("KR", "KP")),
        ("Korea", ("KR", "KP")),
        ("كوريا", ("KR", "KP")),
        ("Dominican", ("DM", "DO")),
        ("NIG", ("NE", "NG")),
        ("République de Chine", ("CN", "TW")),
        ("Saint-Martin", ("MF", "SX")),
        ("Virgin Islands", ("VG", "VI")),
    ],
)
def test_a_word_of_several_countries_is_to_decide(word, codes):
    assert resolve(word) == Resolved(None, codes, exact=True)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Nigerr", ("NE", "NG")),
        ("Burkna", ("BF",)),
        ("Burkina Fasso", ("BF",)),
        ("Republique du Mallii", ("ML",)),
        ("Malii", ("ML", "MY")),
        ("Sénégall", ("SN",)),
        ("Cote d'Ivoir", ("CI",)),
        ("Mauritani", ("MR", "MU")),
        ("بوركينا فاصو", ("BF",)),
        ("Ambassade du Mali", ("ML",)),
        ("Ambassade au Mali", ("ML",)),
        ("Mali / Niger", ("ML", "NE")),
        ("Guinée (Équat.)", ("GN", "GQ")),
        ("", ()),
        ("  - ", ()),
        ("xyz", ()),
        ("UN", ()),
        ("CEDEAO", ()),
        ("République", ()),
    ],
)
def test_a_slip_gives_candidates_and_never_a_country(typed, codes):
    assert resolve(typed) == Resolved(None, codes, exact=False)


@pytest.mark.parametrize(
    "text", ["Mali / مالي", "Mali (ML)", "MALI - مالي", "Mali\nMali", "Mali;", " Mali. ", "mali"]
)
def test_one_country_written_twice_or_with_dots(text):
    assert resolve(text).code == "ML"


def test_every_code_is_known():
    codes = dict(countries)
    assert {code: resolve(code).code for code in codes} == {code: code for code in codes}
    assert {code: resolve(countries.alpha3(code)).code for code in codes} == {code: code for code in codes}


@pytest.mark.parametrize("lang", [lang for lang, _name in settings.LANGUAGES])
def test_every_name_that_our_pages_show_is_known(lang):
    with translation.override(lang):
        names = {code: str(name) for code, name in countries if code != "CG"}
    assert {code: resolve(name).code for code, name in names.items()} == {code: code for code in names}


def test_no_other_word_names_two_countries():
    """A new word that another country bears already shows here."""
    several = {codes for codes in country_names._names().values() if len(codes) > 1}
    assert several == {
        ("CG", "CD"), ("KR", "KP"), ("DM", "DO"), ("NE", "NG"), ("CN", "TW"), ("MF", "SX"), ("VG", "VI"),
    }  # fmt: skip


def test_words_belong_to_known_countries():
    assert {line[:2] for line in WORDS.strip().splitlines()} <= set(dict(countries))


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    found = resolve(text)
    assert found.code is None or found.candidates == (found.code,)
    assert len(found.candidates) <= 5
