"""What people write above the columns of a list of people, in each language; our own files write the first.

One block a column. No heading stands in two of them.
"""

WORDS = """
reference
  fr: Référence; Réf; Code; Identifiant; Code de la personne
  en: Reference; Ref; Code; ID; Person code
  ar: المرجع; الرمز; رمز الشخص
delegation
  fr: Délégation; Délégation de; Pays/Organisation; Pays ou organisation; État/Organisation; Organisation;
    Code de la délégation
  en: Delegation; Party; Country/Organization; Country/Organisation; State/Organization; Organization;
    Delegation code; Country or organization; Member State/Organization
  ar: الوفد; وفد; البلد/المنظمة; الدولة/المنظمة; الدولة أو المنظمة; المنظمة; رمز الوفد
country
  fr: Pays; État; État membre; Pays d’origine; Pays de provenance
  en: Country; State; Member State; Home country; Country of origin
  ar: البلد; الدولة; بلد; الدولة العضو
surname
  fr: Nom; Noms; Nom(s) de famille; Nom de famille; Nom patronymique; Patronyme; Nom (comme sur le passeport)
  en: Surname; Family name; Last name; Name; Names; Surname(s); Family name(s); Surname (as in passport)
  ar: اللقب; اسم العائلة; النسب; لقب العائلة; الاسم العائلي; الكنية
given_names
  fr: Prénoms; Prénom; Prénom(s); Prénom usuel; Prénoms (comme sur le passeport)
  en: Given names; First name; Given name; First names; Forename; Forenames; Given name(s); First name(s);
    Forename(s); Christian name; First and middle names; Other names
  ar: الاسم الأول; الاسم الشخصي; الأسماء; الاسم الشخصي والأوسط
full_name
  fr: Nom et prénoms; Nom et prénom; Nom et prénom(s); Nom(s) et prénom(s); Noms et prénoms; Nom & prénoms;
    Nom, prénom; Nom, prénoms; Nom/Prénom; Nom Prénom; Nom Prénoms; Prénom et nom; Prénoms et nom;
    Prénom(s) et nom; Prénoms et noms; Nom complet; Identité; Nom du délégué; Nom du participant; Participant
  en: Full name; Name and surname; Name in full; First and last name; First name and surname;
    Given name and surname; Participant; Name of delegate; Name of participant; Participant name;
    Complete name; Surname and given names; Surname and first name; Surname, given names;
    Name (as in passport)
  ar: الاسم الكامل; الاسم واللقب; الاسم; الاسم الثلاثي; الاسم الرباعي; اللقب والاسم; اسم المشارك; اسم المندوب;
    الاسم واسم العائلة
arabic_name
  fr: Nom en arabe; Nom arabe; Nom (arabe); Nom et prénoms en arabe
  en: Name in Arabic; Arabic name; Name (Arabic); Full name in Arabic
  ar: الاسم بالعربية; الاسم العربي; الاسم باللغة العربية; الاسم الكامل بالعربية
print_name
  fr: Nom à imprimer; Nom sur le badge; Nom d’usage; Nom pour le badge
  en: Name to print; Name on badge; Badge name; Name for badge
  ar: الاسم للطباعة; الاسم على الشارة; الاسم المطبوع
title
  fr: Titre; Civilité; Appellation; Grade; Grade militaire; Titre de civilité; Titres
  en: Title; Form of address; Salutation; Honorific; Prefix; Military rank; Grade; Titles; Mr/Mrs
  ar: لقب التشريف; لقب المخاطبة; الرتبة العسكرية; التشريف
spoken_title
  fr: Formule d’appel; Appel oral; Formule de politesse
  en: Spoken form of address; Form of address in speech; Spoken address
  ar: صيغة المخاطبة; المخاطبة الشفوية
function
  fr: Fonction; Fonctions; Poste; Fonction officielle; Titre/Fonction; Titre et fonction; Fonction/Titre;
    Fonction ou titre; Emploi; Poste occupé; Qualité; Fonction et qualité
  en: Function; Position; Designation; Job title; Title/Position; Title/Function; Position/Title;
    Title and position; Official title; Occupation; Post; Role; Capacity; Functional title
  ar: الوظيفة; المنصب; الصفة; المهنة; الصفة الوظيفية; المسمى الوظيفي
title_source
  fr: Source du titre; Source de la civilité
  en: Source of the title; Title source
  ar: مصدر اللقب
is_head
  fr: Chef de délégation; Chef de la délégation
  en: Head of delegation; HoD
  ar: رئيس الوفد
category
  fr: Catégorie; Catégorie de badge; Cat; Type de badge; Catégorie de participant
  en: Category; Badge category; Badge type; Category of participant
  ar: الفئة; فئة الشارة; الصنف
rank_class
  fr: Rang; Classe de rang; Rang protocolaire; Classe
  en: Rank; Rank class; Class of rank; Protocol rank
  ar: الرتبة; الدرجة; الرتبة البروتوكولية
rank_date
  fr: Date de rang; Rang depuis; Date de prise de fonction; En fonction depuis; Date de nomination
  en: Rank since; Rank date; Date of rank; In office since; Date of appointment
  ar: تاريخ الرتبة; تاريخ تولي المنصب; تاريخ التعيين
rank_basis
  fr: Base du rang; Rang compté depuis
  en: Rank counted from; Rank basis
  ar: أساس الرتبة
sex
  fr: Sexe; Genre; Sexe (M/F); H/F; M/F; F/M; F/H
  en: Sex; Gender; Sex (M/F); Gender (M/F)
  ar: الجنس; النوع
birth_date
  fr: Date de naissance; Né(e) le; Né le; Née le; Naissance; Date naissance; Date de naiss; DDN
  en: Date of birth; DOB; Birth date; Birthdate; Born; Born on; D.O.B
  ar: تاريخ الميلاد; تاريخ الولادة; تاريخ الازدياد
birth_place
  fr: Lieu de naissance; Né(e) à; Né à; Lieu naissance; Ville de naissance
  en: Place of birth; Birthplace; Birth place; POB; Born in; City of birth
  ar: مكان الميلاد; مكان الولادة; محل الميلاد; مكان الازدياد
nationality
  fr: Nationalité; Nationalités; Citoyenneté
  en: Nationality; Citizenship; Nationalities
  ar: الجنسية; المواطنة
document_type
  fr: Type de document; Type de passeport; Nature du document; Pièce; Type de pièce; Nature de la pièce;
    Document
  en: Type of document; Document type; Passport type; Type of passport; Type of travel document; Document
  ar: نوع الوثيقة; نوع جواز السفر; نوع الجواز
document_number
  fr: N° de passeport; N° du passeport; N° passeport; No de passeport; No passeport; Numéro de passeport;
    Numéro du passeport; Nº de passeport; Passeport; Passeport N°; N° de document; N° du document;
    Numéro du document; N° de la pièce; N° CNI; N° de passeport ou CNI; N° pièce d’identité; Numéro de pièce
  en: Passport number; Passport No.; Passport no; Passport #; Passport; Passport/ID number; Document number;
    Document No.; Travel document number; ID number; Passport or ID number; Number of passport;
    Passport/ID No.
  ar: رقم جواز السفر; رقم الجواز; جواز السفر; رقم الوثيقة; رقم جواز السفر أو الهوية; رقم بطاقة الهوية
document_issuer
  fr: Délivré par; Pays de délivrance; Autorité de délivrance; Pays émetteur; Émis par; Passeport délivré par
  en: Issued by; Issuing country; Issuing authority; Country of issue; Issuing State; Passport issued by
  ar: جهة الإصدار; صادر عن; بلد الإصدار; الدولة المصدرة
document_issued_on
  fr: Délivré le; Date de délivrance; Date d’émission; Émis le; Date d’établissement; Passeport délivré le;
    Date délivrance
  en: Issued on; Date of issue; Issue date; Passport issued on; Passport issue date; Passport date of issue
  ar: تاريخ الإصدار; تاريخ إصدار الجواز; صدر في; تاريخ إصدار جواز السفر
document_expires_on
  fr: Valable jusqu’au; Passeport valable jusqu’au; Date d’expiration; Expire le; Expiration; Validité;
    Date de validité; Valide jusqu’au; Date d’expiration du passeport; Fin de validité; Validité du passeport
  en: Valid until; Expiry date; Date of expiry; Expires on; Expiration date; Passport expiry date; Expiry;
    Passport valid until; Passport expiry; Date of expiration; Valid to; Validity; Passport expiration date
  ar: صالح حتى; صالح لغاية; تاريخ الانتهاء; تاريخ انتهاء الصلاحية; تاريخ انتهاء جواز السفر; صلاحية الجواز;
    تاريخ انتهاء الجواز
email
  fr: Courriel; E-mail; Email; Mail; Adresse électronique; Adresse e-mail; Adresse mail; Adresse courriel; Mél
  en: E-mail; Email; E-mail address; Email address; Mail
  ar: البريد الإلكتروني; الإيميل; بريد إلكتروني; عنوان البريد الإلكتروني
phone
  fr: Téléphone; Tél; Tel; Téléphone portable; Portable; Mobile; GSM; Contact; Contacts; N° de téléphone;
    Numéro de téléphone; WhatsApp
  en: Phone; Telephone; Phone number; Mobile; Mobile phone; Mobile number; Cell phone; Telephone number; Tel;
    Tel. No.; Contact number
  ar: الهاتف; رقم الهاتف; الجوال; الهاتف المحمول; المحمول; النقال
languages
  fr: Langues; Langue; Langues parlées; Langue de travail
  en: Languages; Language; Languages spoken; Spoken languages; Working language
  ar: اللغات; اللغة; لغات التحدث
wishes
  fr: Souhaits; Demandes particulières; Besoins particuliers
  en: Wishes; Special requests; Special needs
  ar: الرغبات; طلبات خاصة
paid_by
  fr: Payé par; Prise en charge; Pris en charge par
  en: Paid by; Covered by
  ar: على نفقة; التكفل
remarks
  fr: Observations; Observation; Remarques; Remarque; Commentaires; Commentaire; Notes
  en: Remarks; Remark; Comments; Observations; Notes
  ar: ملاحظات; الملاحظات; ملاحظة
"""
