"""What people write for a country beside its name in the three languages: other names, nationalities, short forms.

One line a country: its code, then words. ``malien/ne`` stands for malien and malienne. A word that stands in
two lines names neither of them: somebody has to decide.
"""

WORDS = """
AD: andorran/e, Andorran, أندوري/ة
AE: Émirats, Emirats arabes, EAU, Emirates, émirati/e, émirien/ne, Emirati, الإمارات, إماراتي/ة
AF: afghan/e, Afghan, أفغانستاني/ة, أفغاني/ة
AG: Antigua, antiguais/e, Antiguan, أنتيغوا وباربودا
AL: albanais/e, Albanian, ألباني/ة
AM: arménien/ne, Armenian, أرميني/ة
AO: angolais/e, Angolan, أنغولا, أنغولي/ة
AR: argentin/e, Argentinian, Argentinean, Argentine, أرجنتيني/ة
AT: autrichien/ne, Austrian, نمساوي/ة
AU: australien/ne, Australian, أسترالي/ة
AZ: azerbaïdjanais/e, Azerbaijani, Azeri, azéri/e, أذربيجاني/ة
BA: Bosnie, Bosnia, bosnien/ne, Bosnian, البوسنة, بوسني/ة
BB: barbadien/ne, Barbadian, باربادوس
BD: bangladais/e, Bangladeshi, بنغلاديش, بنغلاديشي/ة
BE: belge, Belgian, بلجيكي/ة
BF: Burkina, Faso, Haute-Volta, Upper Volta, burkinabè, burkinabé/e, burkinais/e, Burkinabe, Burkinese, بوركينا, بوركينافاسو, بوركينابي/ة, بوركيني/ة
BG: bulgare, Bulgarian, بلغاري/ة
BH: Bahrein, bahreïni/e, bahreïnien/ne, Bahraini, بحريني/ة
BI: burundais/e, Burundian, بوروندي/ة
BJ: Dahomey, béninois/e, Beninese, Beninois, البنين, بنيني/ة
BN: Brunei Darussalam, Brunéi, brunéien/ne, Bruneian, بروناي دار السلام
BO: bolivien/ne, Bolivian, بوليفي/ة
BR: brésilien/ne, Brazilian, برازيلي/ة
BS: bahamien/ne, Bahamian, البهاما, جزر البهاما
BT: bhoutanais/e, Bhutanese, بوتاني/ة
BW: botswanais/e, Botswanan, Motswana, Batswana, بوتسوانا, بوتسواني/ة
BY: Bélarus, Belarus, Byelorussia, biélorusse, bélarussien/ne, Belarusian, بيلاروس, بيلاروسيا, بيلاروسي/ة
BZ: bélizien/ne, Belizean, بليزي/ة
CA: canadien/ne, Canadian, كندي/ة
CG: Congo-Brazzaville, Congo-Brazza, Brazzaville, République du Congo, Rép. du Congo, Republic of the Congo, Republic of Congo, congolais/e, Congolese, جمهورية الكونغو, الكونغو برازافيل, كونغولي/ة
CD: Congo, RDC, RD Congo, Congo RDC, Congo démocratique, Democratic Congo, R.D. du Congo, Rép. dém. du Congo, DRC, DR Congo, D.R. of the Congo, Congo-Kinshasa, Kinshasa, Zaïre, congolais/e, Congolese, الكونغو, الكونغو الديمقراطية, الكونغو كينشاسا, كونغولي/ة
CF: Centrafrique, Centre-Afrique, RCA, CAR, centrafricain/e, Central African, Centrafrican, أفريقيا الوسطى, أفريقي وسطى, وسط أفريقي
CH: suisse, Suissesse, helvétique, Swiss, سويسري/ة
CI: RCI, Ivory Coast, Cote divoire, Cote Ivoire, ivoirien/ne, Ivorian, Ivoirian, كوت ديفوار, إيفواري/ة
CL: chilien/ne, Chilean, تشيلي, شيلي, تشيلي/ة
CM: Cameroons, camerounais/e, Cameroonian, كاميروني/ة
CN: RPC, PRC, République de Chine, Republic of China, chinois/e, Chinese, صيني/ة
CO: colombien/ne, Colombian, كولومبي/ة
CR: costaricain/e, costaricien/ne, Costa Rican, كوستاريكي/ة
CU: cubain/e, Cuban, كوبي/ة
CV: Cap Vert, Cape Verde, Cabo Verde, cap-verdien/ne, Cape Verdean, Cabo Verdean, الرأس الأخضر, كاب فيردي, رأس أخضري/ة
CY: chypriote, Cypriot, قبرصي/ة
CZ: Tchéquie, Czech, tchèque, التشيك, تشيكي/ة
DE: RFA, FRG, allemand/e, German, ألماني/ة
DJ: djiboutien/ne, Djiboutian, جيبوتي/ة
DK: danois/e, Danish, Dane, الدانمارك, دنماركي/ة, دانماركي/ة
DM: dominiquais/e, Dominican
DO: Saint-Domingue, dominicain/e, Dominican, الدومينيكان, دومينيكاني/ة
DZ: algérien/ne, Algerian, جزائري/ة
EC: équatorien/ne, Ecuadorian, الإكوادور, إكوادوري/ة
EE: estonien/ne, Estonian, إستونيا, إستوني/ة
EG: égyptien/ne, Egyptian, مصري/ة
EH: RASD, SADR, République arabe sahraouie démocratique, République sahraouie, Sahrawi Arab Democratic Republic, Sahrawi Republic, Saharawi Republic, sahraoui/e, Sahrawi, Saharawi, الجمهورية العربية الصحراوية الديمقراطية, الجمهورية الصحراوية, صحراوي/ة
ER: érythréen/ne, Eritrean, إريتري/ة
ES: espagnol/e, Spanish, Spaniard, إسبانيا, إسباني/ة
ET: éthiopien/ne, Ethiopian, إثيوبي/ة
FI: finlandais/e, Finnish, Finn, فنلندي/ة
FJ: fidjien/ne, Fijian, فيجي/ة
FM: États fédérés de Micronésie, Federated States of Micronesia, micronésien/ne, Micronesian, ميكرونيزيا
FR: français/e, French, فرنسي/ة
GA: gabonais/e, Gabonese, الغابون, غابوني/ة
GB: UK, U.K., United Kingdom of Great Britain and Northern Ireland, Royaume-Uni de Grande-Bretagne et d'Irlande du Nord, Great Britain, Grande-Bretagne, Britain, Angleterre, England, Écosse, Scotland, britannique, British, anglais/e, بريطانيا, بريطانيا العظمى, بريطاني/ة, إنجلترا
GD: grenadin/e, Grenadian, غرينادا
GE: géorgien/ne, Georgian, جيورجيا, جورجي/ة
GF: guyanais/e
GH: ghanéen/ne, Ghanaian, Ghanian, غاني/ة
GM: The Gambia, gambien/ne, Gambian, جامبيا, غامبي/ة
GN: Guinée-Conakry, Guinea-Conakry, Conakry, guinéen/ne, Guinean, غينيا كوناكري, غيني/ة
GQ: Guinée éq., Guinée Éqat., équato-guinéen/ne, équatoguinéen/ne, Equatoguinean, Equatorial Guinean, غينيا الإستوائية, غيني استوائي
GR: grec/que, hellénique, Hellenic, Greek, يوناني/ة
GT: guatémaltèque, Guatemalan, غواتيمالا, غواتيمالي/ة
GW: Bissau, Guinea Bissao, bissau-guinéen/ne, bissao-guinéen/ne, Bissau-Guinean, غينيا بيساوية, غيني بيساوي
GY: guyanien/ne, Guyanese
HK: Hongkong, هونغ كونغ
HN: hondurien/ne, Honduran, هندوراسي/ة
HR: croate, Croatian, Croat, كرواتي/ة
HT: haïtien/ne, Haitian, هايتي/ة
HU: hongrois/e, Hungarian, هنغاريا, مجري/ة
ID: indonésien/ne, Indonesian, إندونيسيا, إندونيسي/ة
IE: Eire, Éire, irlandais/e, Irish, إيرلندا, أيرلندي/ة, إيرلندي/ة
IL: israélien/ne, Israeli, إسرائيلي/ة
IN: indien/ne, Indian, هندي/ة
IQ: Iraq, Irak, irakien/ne, iraquien/ne, Iraqi, عراقي/ة
IR: iranien/ne, Iranian, إيراني/ة
IS: islandais/e, Icelandic, Icelander, آيسلندا, أيسلندي/ة
IT: italien/ne, Italian, إيطالي/ة
JM: jamaïcain/e, jamaïquain/e, Jamaican, جامايكي/ة
JO: jordanien/ne, Jordanian, أردني/ة
JP: japonais/e, Japanese, ياباني/ة
KE: kényan/e, kenyan/e, Kenyan, كيني/ة
KG: Kirghizie, Kirghizstan, kirghize, Kyrgyz, قيرغيزستان, قيرغيزي/ة
KH: cambodgien/ne, Cambodian, كمبودي/ة
KI: kiribatien/ne, I-Kiribati
KM: Union des Comores, comorien/ne, Comoran, Comorian, جزر القمر المتحدة, القمر, قمري/ة
KN: Saint-Kitts-et-Nevis, St Kitts and Nevis, St. Kitts & Nevis, kittitien/ne
KR: Corée, Korea, République de Corée, Republic of Korea, sud-coréen/ne, South Korean, coréen/ne, Korean, كوريا, كوري/ة, كوري جنوبي, جمهورية كوريا
KP: Corée, Korea, DPRK, RPDC, DPR Korea, République populaire démocratique de Corée, Democratic People's Republic of Korea, nord-coréen/ne, North Korean, coréen/ne, Korean, كوريا, كوري/ة, كوري شمالي, جمهورية كوريا الشعبية الديمقراطية
KW: koweïtien/ne, Kuwaiti, كويتي/ة
KZ: kazakh/e, kazakhstanais/e, Kazakh, Kazakhstani, كازاخي/ة
LA: Lao PDR, RDP lao, laotien/ne, Laotian, Lao, لاوسي/ة
LB: libanais/e, Lebanese, لبناني/ة
LC: St Lucia, Ste Lucie, saint-lucien/ne, Saint Lucian
LI: liechtensteinois/e, Liechtensteiner, ليختنشتايني/ة
LK: sri-lankais/e, Sri Lankan, سري لانكا, سريلانكي/ة
LR: libérien/ne, Liberian, ليبيري/ة
LS: lésothien/ne, Basotho, Mosotho, Lesothan, ليسوتي/ة
LT: lituanien/ne, Lithuanian, ليتواني/ة
LU: luxembourgeois/e, Luxembourger, لوكسمبورغ, لوكسمبورغي/ة
LV: letton/ne, Latvian, لاتفي/ة
LY: Libye, libyen/ne, Libyan, ليبي/ة
MA: marocain/e, Moroccan, مغربي/ة
MC: monégasque, Monegasque, Monacan
MD: moldave, Moldovan, مولدوفا, مولدوفي/ة
ME: monténégrin/e, Montenegrin, مونتينيغرو
MF: Saint-Martin
MG: malgache, Malagasy, Madagascan, مدغشقري/ة, ملغاشي/ة
MH: Îles Marshall, marshallais/e, Marshallese, جزر مارشال
MK: Macédoine, Macédoine du Nord, Macedonia, FYROM, macédonien/ne, Macedonian, مقدونيا, مقدوني/ة
ML: malien/ne, Malian, ماليّ, مالية
MM: Myanmar, Burma, Burmese, birman/e, بورما, ميانماري/ة
MN: mongol/e, Mongolian, منغولي/ة
MR: RIM, mauritanien/ne, Mauritanian, موريتاني/ة
MT: maltais/e, Maltese, مالطي/ة
MU: Île Maurice, mauricien/ne, Mauritian, موريشيوسي/ة, جزيرة موريشيوس, موريس
MV: maldivien/ne, Maldivian, المالديف, مالديفي/ة
MW: malawien/ne, malawite, Malawian, مالاوي, ملاوي/ة
MX: mexicain/e, Mexican, مكسيكي/ة
MY: malaisien/ne, Malaysian, ماليزي/ة
MZ: mozambicain/e, Mozambican, موزامبيق, موزمبيقي/ة
NA: namibien/ne, Namibian, ناميبي/ة
NE: nigérien/ne, Nigerien, نيجري/ة
NG: NIG, Nigéria, nigérian/e, Nigerian, نيجيري/ة
NI: nicaraguayen/ne, Nicaraguan, نيكاراغوا
NL: Hollande, Holland, néerlandais/e, hollandais/e, Dutch, هولندي/ة
NO: norvégien/ne, Norwegian, نرويجي/ة
NP: népalais/e, Nepalese, Nepali, نيبالي/ة
NR: Nauru, nauruan/e, Nauruan, ناورو
NZ: néo-zélandais/e, New Zealander, نيوزيلندا, نيوزيلندي/ة
OM: Sultanat d'Oman, omanais/e, Omani, عماني/ة
PA: panaméen/ne, Panamanian, بنمي/ة
PE: péruvien/ne, Peruvian, البيرو, بيروفي/ة
PG: papou/e, papouan-néo-guinéen/ne, Papua New Guinean, Papouasie
PH: philippin/e, Filipino, Filipina, Philippine, الفلبين, فلبيني/ة, فيليبيني/ة
PK: pakistanais/e, Pakistani, باكستاني/ة
PL: polonais/e, Polish, Pole, بولونيا, بولندي/ة
PS: Palestine, Territoires palestiniens, Palestinian Territories, palestinien/ne, Palestinian, فلسطيني/ة
PT: portugais/e, Portuguese, برتغالي/ة
PW: Palau, palaosien/ne, Palauan
PY: paraguayen/ne, Paraguayan, باراغواي
QA: qatarien/ne, qatari/e, Qatari, قطري/ة
RO: roumain/e, Romanian, روماني/ة
RS: serbe, Serbian, Serb, صربي/ة
RU: russe, Russian, روسيا الاتحادية, الاتحاد الروسي, روسي/ة
RW: rwandais/e, Rwandan, Rwandese, رواندي/ة
SA: Arabie, Arabie séoudite, saoudien/ne, Saudi, Saudi Arabian, السعودية, سعودي/ة
SB: Îles Salomon, salomonais/e, Solomon Islander
SC: seychellois/e, Seychellois, سيشيل, سيشلي/ة
SD: soudanais/e, Sudanese, سوداني/ة
SE: suédois/e, Swedish, Swede, سويدي/ة
SG: singapourien/ne, Singaporean, سنغافوري/ة
SI: slovène, Slovenian, Slovene, سلوفيني/ة
SK: slovaque, Slovak, سلوفاكي/ة
SL: Sierra-Léone, sierra-léonais/e, sierraléonais/e, Sierra Leonean, سيراليوني/ة
SM: saint-marinais/e, Sammarinese
SN: sénégalais/e, Senegalese, سنغالي/ة
SO: somalien/ne, somali/e, Somali, Somalian, صومالي/ة
SR: surinamais/e, surinamien/ne, Surinamese
SS: Sud-Soudan, sud-soudanais/e, South Sudanese, السودان الجنوبي, جنوب سوداني
ST: Sao Tomé, São Tomé et Príncipe, São Tomé e Príncipe, santoméen/ne, Santomean, Sao Tomean, ساو تومي
SV: El Salvador, salvadorien/ne, Salvadoran, Salvadorian, سلفادوري/ة
SX: Saint-Martin, Sint Maarten
SY: syrien/ne, Syrian, سورية, سوري/ة
SZ: Swaziland, eSwatini, Ngwane, swazi/e, Swazi, Eswatinian, سوازيلاند, إيسواتيني, إسواتيني, سوازي/ة
TD: tchadien/ne, Chadian, تشادي/ة
TG: togolais/e, Togolese, توغو, توغولي/ة
TH: thaïlandais/e, thaï/e, Thai, تايلاندي/ة, تايلند, تايلاند
TJ: tadjik/e, Tajik, Tajikistani, طاجيكستان, طاجيكي/ة
TL: Timor-Leste, East Timor, Timor oriental, timorais/e, Timorese, تيمور ليشتي
TM: turkmène, Turkmen, تركماني/ة
TN: tunisien/ne, Tunisian, تونسي/ة
TO: tongan/e, tonguien/ne, Tongan, تونغا
TR: Turquie, Turkey, turc, turque, Turkish, Turk, تركي/ة
TT: Trinité-et-Tobago, Trinidad, Trinité, trinidadien/ne, Trinidadian, ترينيداد
TV: tuvaluan/e, Tuvaluan
TW: Formose, République de Chine, Republic of China, taïwanais/e, Taiwanese, تايواني/ة
TZ: tanzanien/ne, Tanzanian, تنزانيا, تنزاني/ة
UA: ukrainien/ne, Ukrainian, أوكراني/ة
UG: ougandais/e, Ugandan, أوغندي/ة
US: États-Unis, Etats Unis, É.-U., United States, USA, U.S., Amérique, America, américain/e, American, الولايات المتحدة, أمريكا, أمريكي/ة
UY: uruguayen/ne, Uruguayan, أوروغواي
UZ: ouzbek, ouzbèke, Uzbek, Uzbekistani, أوزبكي/ة
VA: Vatican, Cité du Vatican, Saint-Siège, Holy See, الفاتيكان, vatican/e
VC: Saint-Vincent, St Vincent and the Grenadines, saint-vincentais/e, Vincentian
VE: vénézuélien/ne, Venezuelan, فنزويلي/ة
VG: Îles Vierges, Virgin Islands
VI: Îles Vierges, Virgin Islands
VN: Vietnam, Viet Nam, vietnamien/ne, Vietnamese, فيتنامي/ة, فييت نام
VU: vanuatais/e, Vanuatuan
WS: samoan/e, Samoan
YE: yéménite, Yemeni, Yemenite, يمني/ة
ZA: RSA, sud-africain/e, South African, جنوب أفريقيا, جنوب أفريقي
ZM: zambien/ne, Zambian, زامبي/ة
ZW: zimbabwéen/ne, Zimbabwean, زيمبابوي/ة
"""
