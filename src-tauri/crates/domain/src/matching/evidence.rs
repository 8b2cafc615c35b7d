//! What speaks for or against a pair of companies besides their names.

use super::{
    fold,
    name::Name,
    party::{Known, Traits},
};

/// Hosts that everybody's mail comes from; they tell nobody apart.
const ANYBODYS: [&str; 14] = [
    "gmail",
    "googlemail",
    "outlook",
    "hotmail",
    "live",
    "yahoo",
    "icloud",
    "gmx",
    "web",
    "aol",
    "proton",
    "protonmail",
    "bluewin",
    "example",
];

/// A city's name in other languages, each with one that stands for all.
const CITIES: &[(&str, &str)] = &[
    ("munich", "munchen"),
    ("monaco di baviera", "munchen"),
    ("cologne", "koln"),
    ("vienna", "wien"),
    ("vienne", "wien"),
    ("geneva", "geneve"),
    ("genf", "geneve"),
    ("ginevra", "geneve"),
    ("basle", "basel"),
    ("bale", "basel"),
    ("berne", "bern"),
    ("lucerne", "luzern"),
    ("prague", "praha"),
    ("prag", "praha"),
    ("warsaw", "warszawa"),
    ("warschau", "warszawa"),
    ("cracow", "krakow"),
    ("krakau", "krakow"),
    ("copenhagen", "kobenhavn"),
    ("kopenhagen", "kobenhavn"),
    ("milan", "milano"),
    ("mailand", "milano"),
    ("rome", "roma"),
    ("rom", "roma"),
    ("florence", "firenze"),
    ("florenz", "firenze"),
    ("turin", "torino"),
    ("naples", "napoli"),
    ("neapel", "napoli"),
    ("venice", "venezia"),
    ("venedig", "venezia"),
    ("lisbon", "lisboa"),
    ("lissabon", "lisboa"),
    ("brussels", "bruxelles"),
    ("brussel", "bruxelles"),
    ("brussel", "bruxelles"),
    ("antwerp", "antwerpen"),
    ("the hague", "den haag"),
    ("nuremberg", "nurnberg"),
    ("hanover", "hannover"),
    ("seville", "sevilla"),
    ("athens", "athina"),
    ("athen", "athina"),
    ("bucharest", "bucuresti"),
    ("bukarest", "bucuresti"),
    ("belgrade", "beograd"),
    ("belgrad", "beograd"),
    ("kiev", "kyiv"),
    ("kiew", "kyiv"),
    ("moscow", "moskva"),
    ("moskau", "moskva"),
    ("gothenburg", "goteborg"),
    ("goteborg", "goteborg"),
];

/// The traits of a company made comparable.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    number: Option<String>,
    city: Option<String>,
    country: Option<String>,
    currency: Option<String>,
    /// Whole domains.
    pub(super) sites: Vec<String>,
    /// What stands before the dot in them, and identifiers.
    pub(super) labels: Vec<String>,
}

/// How two companies' traits compare; `None` where one does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The same customer number.
    pub(super) number: bool,
    /// The same domain.
    pub(super) site: bool,
    /// A domain or identifier of one spells the other's name, and not its own.
    pub(super) label: bool,
    pub(super) city: Option<bool>,
    pub(super) country: Option<bool>,
    pub(super) currency: Option<bool>,
}

impl Marks {
    pub(super) fn of(traits: &Traits) -> Self {
        let sites: Vec<String> = traits.domains.iter().filter_map(|one| site(one)).collect();
        let mut labels: Vec<String> = sites.iter().filter_map(|site| label(site)).collect();
        labels.extend(traits.identifier.as_deref().map(compact));
        Self {
            number: known(traits.number.as_deref(), compact).filter(|one| one.len() >= 3),
            city: known(traits.city.as_deref(), city),
            country: known(traits.country.as_deref(), |text| fold::folded(text).0),
            currency: known(traits.currency.as_deref(), str::to_lowercase),
            sites: sites
                .into_iter()
                .filter(|site| !is_anybodys(site))
                .collect(),
            labels: labels
                .into_iter()
                .filter(|label| label.len() >= 3)
                .collect(),
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }
}

impl Evidence {
    pub(super) fn of(left: &Known<'_>, right: &Known<'_>) -> Self {
        let (a, b) = (left.marks, right.marks);
        Self {
            number: a.number.is_some() && a.number == b.number,
            site: a.sites.iter().any(|site| b.sites.contains(site)),
            label: spells(a, left.name, right.name) || spells(b, right.name, left.name),
            city: both(&a.city, &b.city, is_same_city),
            country: country(a, b),
            currency: both(&a.currency, &b.currency, |a, b| a == b),
        }
    }

    /// Something says that they are two.
    pub(super) fn contradicts(self) -> bool {
        [self.city, self.country, self.currency].contains(&Some(false))
    }

    /// How much speaks for it.
    pub(super) fn weight(self) -> u32 {
        8 * u32::from(self.number)
            + 4 * u32::from(self.site)
            + 2 * u32::from(self.city == Some(true))
            + u32::from(self.country == Some(true))
    }
}

/// A code and a name of a country tell nothing against each other.
fn country(a: &Marks, b: &Marks) -> Option<bool> {
    let (a, b) = (a.country.as_deref()?, b.country.as_deref()?);
    let alike = (a.len() == 2) == (b.len() == 2);
    alike.then_some(a == b)
}

/// Whether a label of one spells the other's name, though it is not quite its own.
fn spells(marks: &Marks, own: &Name, other: &Name) -> bool {
    let is_other = |label: &String| *label == other.compact && *label != own.compact;
    marks.labels.iter().any(is_other)
}

fn known(text: Option<&str>, made: impl Fn(&str) -> String) -> Option<String> {
    text.map(made).filter(|text| !text.is_empty())
}

fn both(a: &Option<String>, b: &Option<String>, same: fn(&str, &str) -> bool) -> Option<bool> {
    Some(same(a.as_deref()?, b.as_deref()?))
}

fn compact(text: &str) -> String {
    let (folded, _) = fold::folded(text);
    fold::spelling(
        &folded
            .chars()
            .filter(|one| one.is_alphanumeric())
            .collect::<String>(),
    )
}

fn city(text: &str) -> String {
    let words: Vec<String> = fold::words(&fold::folded(text).0);
    let name = words
        .join(" ")
        .replace("st ", "saint ")
        .replace("sankt ", "saint ");
    let spelled = fold::spelling(&name);
    let one = CITIES
        .iter()
        .find(|(other, _)| *other == spelled || *other == name);
    one.map_or(spelled, |(_, one)| (*one).to_owned())
}

/// The same, or one with a part of the town behind it.
fn is_same_city(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// A domain without what is before and behind it in an address.
fn site(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let text = text
        .split_once("://")
        .map_or(text.as_str(), |(_, rest)| rest);
    let host = text.split(['/', ':', '?']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.contains('.').then(|| host.to_owned())
}

fn label(site: &str) -> Option<String> {
    Some(compact(site.split('.').next()?)).filter(|label| !ANYBODYS.contains(&label.as_str()))
}

fn is_anybodys(site: &str) -> bool {
    let first = site.split('.').next().unwrap_or_default();
    ANYBODYS.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::{city, is_same_city, label, site};

    #[test]
    fn a_city_is_one_in_every_language() {
        for (one, other) in [
            ("München", "Munich"),
            ("Muenchen", "MUNICH"),
            ("Genève", "Genf"),
            ("Frankfurt am Main", "Frankfurt"),
            ("St. Gallen", "Sankt Gallen"),
        ] {
            assert!(is_same_city(&city(one), &city(other)), "{one} {other}");
        }
        assert!(!is_same_city(&city("York"), &city("New York")));
    }

    #[test]
    fn a_domain_is_found_in_an_address() {
        assert_eq!(
            site("https://www.contoso.com/de").as_deref(),
            Some("contoso.com")
        );
        assert_eq!(
            label("blue-bakery.onmicrosoft.com").as_deref(),
            Some("blubakery")
        );
        assert_eq!(label("gmail.com"), None);
        assert_eq!(site("no domain"), None);
    }
}
