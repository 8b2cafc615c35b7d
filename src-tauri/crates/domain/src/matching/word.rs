//! The words that many companies have in their names, and how they are shortened.
//!
//! A word that says what a company does tells it from nobody else of its trade; a
//! typing error in one is no other name.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Short forms, and spellings of one word, each with the word that stands for it.
const SHORT: &[(&str, &str)] = &[
    ("intl", "international"),
    ("int", "international"),
    ("internat", "international"),
    ("natl", "national"),
    ("mfg", "manufacturing"),
    ("manuf", "manufacturing"),
    ("svc", "services"),
    ("svcs", "services"),
    ("serv", "services"),
    ("service", "services"),
    ("system", "systems"),
    ("sys", "systems"),
    ("solution", "solutions"),
    ("soln", "solutions"),
    ("solns", "solutions"),
    ("tech", "technologies"),
    ("technology", "technologies"),
    ("techn", "technologies"),
    ("product", "products"),
    ("prod", "products"),
    ("prods", "products"),
    ("industry", "industries"),
    ("ind", "industries"),
    ("inds", "industries"),
    ("partner", "partners"),
    ("ptnrs", "partners"),
    ("eng", "engineering"),
    ("engr", "engineering"),
    ("engrg", "engineering"),
    ("mgmt", "management"),
    ("mgt", "management"),
    ("mgmnt", "management"),
    ("grp", "group"),
    ("gp", "group"),
    ("hldg", "holding"),
    ("hldgs", "holding"),
    ("holdings", "holding"),
    ("assoc", "associates"),
    ("assocs", "associates"),
    ("associate", "associates"),
    ("bros", "brothers"),
    ("gebr", "gebruder"),
    ("gebrueder", "gebruder"),
    ("dept", "department"),
    ("univ", "university"),
    ("govt", "government"),
    ("hosp", "hospital"),
    ("ctr", "center"),
    ("centre", "center"),
    ("cntr", "center"),
    ("dev", "development"),
    ("ins", "insurance"),
    ("lab", "laboratories"),
    ("labs", "laboratories"),
    ("laboratory", "laboratories"),
    ("dist", "distribution"),
    ("distr", "distribution"),
    ("st", "saint"),
    ("sankt", "saint"),
    ("mt", "mount"),
    ("ft", "fort"),
    ("consltg", "consulting"),
    ("cons", "consulting"),
    ("constr", "construction"),
    ("const", "construction"),
    ("comm", "communications"),
    ("comms", "communications"),
    ("communication", "communications"),
    ("log", "logistics"),
    ("logist", "logistics"),
    ("transp", "transport"),
    ("pharm", "pharmacy"),
    ("equip", "equipment"),
    ("ent", "enterprises"),
    ("enterprise", "enterprises"),
    ("acad", "academy"),
    ("inst", "institute"),
    ("found", "foundation"),
    ("fdn", "foundation"),
    ("ges", "gesellschaft"),
    ("masch", "maschinenbau"),
    ("ets", "etablissements"),
    ("etabl", "etablissements"),
    ("hnos", "hermanos"),
    ("flli", "fratelli"),
];

/// Words of trades, places and structures.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "international", "national", "global", "european", "manufacturing", "services", "systems",
    "solutions", "technologies", "products", "industries", "partners", "engineering",
    "management", "group", "holding", "associates", "brothers", "gebruder", "department",
    "university", "government", "hospital", "center", "development", "insurance",
    "laboratories", "distribution", "construction", "communications", "logistics", "transport",
    "pharmacy", "equipment", "enterprises", "academy", "institute", "foundation",
    "gesellschaft", "maschinenbau", "etablissements", "hermanos", "fratelli", "consulting",
    "consultants", "advisory", "advisors", "trading", "traders", "trade", "handel", "handels",
    "software", "hardware", "digital", "media", "design", "studio", "studios", "architects",
    "architekten", "planning", "bakery", "bakeries", "backerei", "catering", "hotel", "hotels",
    "restaurant", "restaurants", "farms", "foods", "food", "brewery", "brauerei", "winery",
    "dental", "clinic", "medical", "health", "healthcare", "care", "legal", "law", "lawyers",
    "kanzlei", "steuerberatung", "accounting", "accountants", "finance", "financial", "capital",
    "investments", "investment", "bank", "real", "estate", "properties", "property",
    "immobilien", "immobilier", "energy", "energie", "electric", "electrical", "elektro",
    "elektrotechnik", "plumbing", "heating", "roofing", "furniture", "mobel", "textiles",
    "fashion", "sports", "travel", "tours", "shipping", "freight", "spedition", "automotive",
    "autohaus", "motors", "garage", "machinery", "machines", "tools", "metal", "metals",
    "steel", "stahlbau", "metallbau", "bau", "hochbau", "tiefbau", "bauunternehmen", "holz",
    "schreinerei", "tischlerei", "druckerei", "printing", "press", "publishing", "verlag",
    "books", "school", "schools", "education", "training", "research", "security", "facility",
    "cleaning", "gebaudereinigung", "marketing", "advertising", "agency", "agentur", "agence",
    "packaging", "plastics", "chemicals", "chemie", "pharma", "optics", "optik", "instruments",
    "electronics", "network", "networks", "data", "cloud", "it", "edv", "germany",
    "deutschland", "austria", "osterreich", "switzerland", "schweiz", "suisse", "france",
    "italia", "italy", "iberia", "espana", "spain", "uk", "usa", "america", "europe", "nordic",
    "asia", "pacific", "australia", "canada", "north", "south", "east", "west", "central",
    "nord", "sud", "ost", "club", "verein", "church", "charity", "trust", "society", "council",
    "city", "company", "beratung", "ingenieure", "ingenieurburo", "carpentry", "landscaping",
    "gardens", "garden", "supplies", "supply", "materials", "stores", "store", "shop", "market",
    "markets", "imports", "exports", "import", "export", "rentals", "rental", "repair",
    "welding", "mining", "forestry", "fisheries", "aviation", "marine", "maritime", "water",
    "waste", "recycling", "environmental", "veterinary", "animal", "nursery", "kindergarten",
    "pflege", "praxis", "apotheke", "ventures", "fund", "funds", "wealth",
];

/// Words between names that say nothing.
const JOINING: [&str; 7] = ["and", "und", "et", "og", "och", "ja", "the"];

/// The same in one letter; at an end of a name it may be a letter that counts.
const JOINING_LETTERS: [&str; 4] = ["y", "e", "i", "u"];

static LONG: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| SHORT.iter().copied().collect());
static KNOWN_SET: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| KNOWN.iter().copied().collect());

/// The word that stands for a short form, or the word itself.
pub(super) fn written_out(word: &str) -> &str {
    LONG.get(word).copied().unwrap_or(word)
}

/// Whether many companies have this word in their names.
pub(super) fn is_known(written_out: &str) -> bool {
    KNOWN_SET.contains(written_out)
}

/// Whether a word only joins others; `inside`: it stands between two.
pub(super) fn is_joining(word: &str, inside: bool) -> bool {
    JOINING.contains(&word) || (inside && JOINING_LETTERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, SHORT, is_known, written_out};

    #[test]
    fn a_short_form_stands_for_one_word_that_is_no_short_form() {
        for (short, long) in SHORT {
            assert_eq!(written_out(long), *long, "{short}");
        }
    }

    #[test]
    fn a_known_word_is_written_out() {
        for word in KNOWN {
            assert_eq!(written_out(word), *word);
        }
        assert!(!is_known("contoso"));
    }
}
