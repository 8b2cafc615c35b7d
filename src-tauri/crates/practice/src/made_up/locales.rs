//! Where customers come from: words for their names, legal forms, cities and
//! people, by country.

/// A country's customers.
#[derive(Debug)]
pub(super) struct Locale {
    /// ISO code of the country.
    pub(super) country: &'static str,
    /// The country's name, as ConnectWise shows it.
    pub(super) country_name: &'static str,
    /// ISO code of the currency in which its customers are billed.
    pub(super) currency: &'static str,
    /// The international dialling code.
    pub(super) dialling: &'static str,
    /// Legal forms; they stand before the name where [`Locale::form_first`].
    pub(super) forms: &'static [&'static str],
    pub(super) form_first: bool,
    /// First words of names.
    pub(super) first: &'static [&'static str],
    /// Second words of names.
    pub(super) second: &'static [&'static str],
    /// City, state (may be empty), beginning of the postal code.
    pub(super) cities: &'static [(&'static str, &'static str, &'static str)],
    /// First and last names of people.
    pub(super) people: &'static [(&'static str, &'static str)],
}

/// All countries; the earlier ones have more customers.
#[rustfmt::skip]
pub(super) const LOCALES: &[Locale] = &[
    Locale {
        country: "US", country_name: "United States", currency: "USD", dialling: "+1 425 555",
        forms: &["Inc.", "LLC", "Corp.", "LLP"], form_first: false,
        first: &["Harbor", "Cascade", "Redwood", "Summit", "Blue Ridge", "Lakeside", "Pioneer", "Granite", "O'Malley", "Liberty", "Evergreen", "Sterling", "Mesa", "Bayou", "Prairie", "Copper Canyon", "Northgate", "Whitaker", "Delgado", "St. Clair", "Beacon", "Hollow Creek", "Juniper", "Ironwood"],
        second: &["Dental Group", "Logistics", "Architects", "Family Law", "Manufacturing", "Credit Union", "Pediatrics", "Construction", "Insurance Agency", "Consulting", "Veterinary Clinic", "Engineering", "Realty", "Foods", "Accounting", "Charter School", "Biotech", "Freight"],
        cities: &[("Portland", "OR", "972"), ("Austin", "TX", "787"), ("Columbus", "OH", "432"), ("Tampa", "FL", "336"), ("Denver", "CO", "802")],
        people: &[("Dana", "Whitfield"), ("Marcus", "Boone"), ("Priya", "Raman"), ("Ellen", "O'Connor"), ("Luis", "Ortega")],
    },
    Locale {
        country: "GB", country_name: "United Kingdom", currency: "GBP", dialling: "+44 20 7946",
        forms: &["Ltd", "LLP", "plc", "CIC"], form_first: false,
        first: &["Ashworth", "Kingsbridge", "Thistle", "Pennine", "Cobblestone", "Haverford", "Marlow", "Severn", "Blackfriars", "Oakham", "Carrick", "Wetherby", "Llanwern", "Dunmore"],
        second: &["& Sons", "Solicitors", "Property Services", "Surveyors", "Printworks", "Academy Trust", "Care Homes", "Joinery", "Wealth", "Brewery", "Optics", "Hospice"],
        cities: &[("Leeds", "", "LS1 "), ("Bristol", "", "BS1 "), ("Glasgow", "", "G2 "), ("Cardiff", "", "CF10 ")],
        people: &[("Harriet", "Lowe"), ("Gareth", "Pugh"), ("Aisha", "Khan"), ("Fiona", "MacLeod")],
    },
    Locale {
        country: "DE", country_name: "Germany", currency: "EUR", dialling: "+49 30 5550",
        forms: &["GmbH", "AG", "GmbH & Co. KG", "e.K.", "gGmbH"], form_first: false,
        first: &["Müller", "Schönfeld", "Nordlicht", "Größner", "Alpenblick", "Weiß", "Hansen", "Köhler", "Bergmann", "Rheingold", "Jäger", "Süßmilch"],
        second: &["Maschinenbau", "Steuerberatung", "Elektrotechnik", "Logistik", "Möbelwerke", "Zahntechnik", "Verlag", "Spedition", "Pflegedienst", "Gerüstbau", "Feinkost"],
        cities: &[("Köln", "NW", "506"), ("München", "BY", "803"), ("Hamburg", "HH", "200"), ("Leipzig", "SN", "041")],
        people: &[("Jürgen", "Vogt"), ("Sabine", "Krüger"), ("Anke", "Böhm"), ("Cem", "Yıldız")],
    },
    Locale {
        country: "FR", country_name: "France", currency: "EUR", dialling: "+33 1 99 00",
        forms: &["SARL", "SAS", "S.A.", "SCI"], form_first: false,
        first: &["Lefèvre", "Crêperie", "Études", "Montagne", "Océan", "Château", "L'Étoile", "Forêt", "Besançon", "Garçon"],
        second: &["et Fils", "Conseil", "Bâtiment", "Métallerie", "Santé", "Transports", "Énergie", "Vignobles", "Immobilier"],
        cities: &[("Lyon", "", "690"), ("Nîmes", "", "300"), ("Orléans", "", "450")],
        people: &[("Amélie", "Dufrêne"), ("Noël", "Garnier"), ("Zoé", "Lacroix")],
    },
    Locale {
        country: "NL", country_name: "Netherlands", currency: "EUR", dialling: "+31 20 555",
        forms: &["B.V.", "N.V.", "V.O.F."], form_first: false,
        first: &["Van der Meer", "De Groot", "'t Hof", "Zuiderzee", "Duinzicht", "Kuipers", "IJsselstein"],
        second: &["Bouw", "Advocaten", "Tuinbouw", "Transport", "Zorg", "Installatietechniek"],
        cities: &[("Utrecht", "", "3511 "), ("Breda", "", "4811 ")],
        people: &[("Sanne", "Bakker"), ("Joost", "van Dijk")],
    },
    Locale {
        country: "ES", country_name: "Spain", currency: "EUR", dialling: "+34 910 555",
        forms: &["S.L.", "S.A.", "S. Coop."], form_first: false,
        first: &["Núñez", "Costa Brava", "Peñalara", "Ibáñez", "Sol y Mar", "Güell"],
        second: &["Hermanos", "Asesores", "Construcción", "Clínica", "Hostelería", "Logística"],
        cities: &[("Málaga", "", "290"), ("A Coruña", "", "150")],
        people: &[("Begoña", "Muñoz"), ("Íñigo", "Zabala")],
    },
    Locale {
        country: "SE", country_name: "Sweden", currency: "EUR", dialling: "+46 8 555",
        forms: &["AB", "HB"], form_first: false,
        first: &["Åkerlund", "Norrsken", "Björk", "Östra", "Skärgårds"],
        second: &["Bygg", "Redovisning", "Fastigheter", "Livsmedel", "Teknik"],
        cities: &[("Malmö", "", "211 "), ("Umeå", "", "903 ")],
        people: &[("Åsa", "Lindström"), ("Göran", "Sjöberg")],
    },
    Locale {
        country: "PL", country_name: "Poland", currency: "EUR", dialling: "+48 22 555",
        forms: &["Sp. z o.o.", "S.A.", "Sp.j."], form_first: false,
        first: &["Wiśniewski", "Żubr", "Błękitna", "Świt", "Łódka"],
        second: &["Budownictwo", "Doradztwo", "Księgowość", "Spółdzielnia", "Transport"],
        cities: &[("Łódź", "", "90-"), ("Gdańsk", "", "80-")],
        people: &[("Małgorzata", "Zając"), ("Paweł", "Kwiecień")],
    },
    Locale {
        country: "GR", country_name: "Greece", currency: "EUR", dialling: "+30 21 0555",
        forms: &["Α.Ε.", "Ε.Π.Ε."], form_first: false,
        first: &["Αιγαίο", "Παπαδόπουλος", "Ήλιος"],
        second: &["Ναυτιλιακή", "Τρόφιμα", "Κατασκευές"],
        cities: &[("Αθήνα", "", "105 ")],
        people: &[("Ελένη", "Νικολάου")],
    },
    Locale {
        country: "UA", country_name: "Ukraine", currency: "EUR", dialling: "+380 44 555",
        forms: &["ТОВ", "ПрАТ"], form_first: true,
        first: &["Світанок", "Карпати", "Їжак"],
        second: &["Буд", "Логістика", "Агро"],
        cities: &[("Львів", "", "790")],
        people: &[("Оксана", "Гнатюк")],
    },
    Locale {
        country: "JP", country_name: "Japan", currency: "USD", dialling: "+81 3 5550",
        forms: &["株式会社", "合同会社"], form_first: true,
        first: &["山田", "桜井", "富士見"],
        second: &["製作所", "商事", "建設"],
        cities: &[("横浜市", "", "220-")],
        people: &[("美咲", "高橋")],
    },
    Locale {
        country: "IL", country_name: "Israel", currency: "USD", dialling: "+972 3 555",
        forms: &["בע\"מ"], form_first: false,
        first: &["אורן", "הגליל"],
        second: &["הנדסה", "יבוא"],
        cities: &[("חיפה", "", "310")],
        people: &[("נועה", "לוי")],
    },
];
