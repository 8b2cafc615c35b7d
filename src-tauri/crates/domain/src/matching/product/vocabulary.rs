//! Microsoft's words, as catalogs shorten them.

/// Several words that are one, before anything else is read: the longest first.
const PHRASES: &[(&str, &str)] = &[
    ("azure active directory premium", "entra id"),
    ("azure active directory", "entra id"),
    ("azure ad premium", "entra id"),
    ("azure ad", "entra id"),
    ("aad premium", "entra id"),
    ("without teams", "noteams"),
    ("no teams", "noteams"),
    ("w o teams", "noteams"),
    ("wo teams", "noteams"),
    ("microsoft 365", "m365"),
    ("ms 365", "m365"),
    ("m 365", "m365"),
    ("ms365", "m365"),
    ("office 365", "o365"),
    ("o 365", "o365"),
    ("off 365", "o365"),
    ("off365", "o365"),
    ("office365", "o365"),
    ("microsoft365", "m365"),
    ("dynamics 365", "d365"),
    ("dyn 365", "d365"),
    ("dyn365", "d365"),
    ("windows 365", "w365"),
    ("win 365", "w365"),
    ("m365 bp", "m365 business premium"),
    ("m365 bs", "m365 business standard"),
    ("m365 bb", "m365 business basic"),
    ("power bi", "powerbi"),
    ("pbi", "powerbi"),
    ("power apps", "powerapps"),
    ("power automate", "powerautomate"),
    ("one drive", "onedrive"),
    ("share point", "sharepoint"),
    ("ems", "enterprise mobility security"),
    ("mdo", "defender o365"),
    ("mde", "defender endpoint"),
    ("exo", "exchange"),
    ("spo", "sharepoint"),
    ("aad", "entra id"),
    ("bus central", "business central"),
    ("365 business", "m365 business"),
];

/// Short forms of single words.
const SHORT: &[(&str, &str)] = &[
    ("bus", "business"),
    ("biz", "business"),
    ("busn", "business"),
    ("prem", "premium"),
    ("std", "standard"),
    ("stnd", "standard"),
    ("stand", "standard"),
    ("ent", "enterprise"),
    ("entpr", "enterprise"),
    ("ess", "essentials"),
    ("essential", "essentials"),
    ("professional", "pro"),
    ("prof", "pro"),
    ("exch", "exchange"),
    ("win", "windows"),
    ("proj", "project"),
    ("def", "defender"),
    ("app", "apps"),
    ("mgmt", "management"),
    ("svc", "service"),
    ("cust", "customer"),
    ("arch", "archiving"),
    ("archive", "archiving"),
];

/// Words that say nothing on which product it is.
const NOISE: &[&str] = &[
    "microsoft",
    "ms",
    "msft",
    "csp",
    "cloud",
    "license",
    "licence",
    "licenses",
    "licences",
    "lizenz",
    "licenza",
    "licencia",
    "subscription",
    "subscriptions",
    "subs",
    "sub",
    "abo",
    "user",
    "users",
    "seat",
    "seats",
    "per",
    "for",
    "and",
    "the",
    "of",
    "online",
    "commitment",
    "commit",
    "committed",
    "term",
    "billed",
    "billing",
    "paid",
    "payment",
    "pay",
    "upfront",
    "prepaid",
    "recurring",
    "with",
    "plan",
    "corporate",
    "commercial",
    "com",
];

/// Words of Microsoft's products: none is another one mistyped.
const KNOWN: &[&str] = &[
    "business",
    "premium",
    "standard",
    "basic",
    "enterprise",
    "essentials",
    "exchange",
    "sharepoint",
    "onedrive",
    "project",
    "planner",
    "defender",
    "endpoint",
    "intune",
    "copilot",
    "windows",
    "archiving",
    "apps",
    "teams",
    "rooms",
    "phone",
    "powerbi",
    "powerapps",
    "powerautomate",
    "entra",
    "security",
    "mobility",
    "compliance",
    "purview",
    "identity",
    "governance",
    "audio",
    "conferencing",
    "calling",
    "domestic",
    "international",
    "dynamics",
    "customer",
    "service",
    "sales",
    "finance",
    "operations",
    "central",
    "members",
    "member",
    "viva",
    "insights",
    "engage",
    "learning",
    "suite",
    "visio",
    "server",
    "frontline",
    "kiosk",
    "storage",
    "capacity",
    "device",
    "information",
    "protection",
    "advanced",
    "threat",
    "analytics",
    "insight",
    "universal",
    "print",
    "marketing",
    "field",
    "project",
    "projects",
];

/// Puts phrases and short forms into the words that stand for them.
pub(super) fn written_out(words: &[String]) -> Vec<String> {
    let mut text = format!(" {} ", words.join(" "));
    for (phrase, long) in PHRASES {
        let spaced = format!(" {phrase} ");
        if text.contains(&spaced) {
            text = text.replace(&spaced, &format!(" {long} "));
        }
    }
    let words = text.split_whitespace();
    words.map(|word| long(word).to_owned()).collect()
}

fn long(word: &str) -> &str {
    let found = SHORT.iter().find(|(short, _)| *short == word);
    found.map_or(word, |(_, long)| *long)
}

/// Whether a word says nothing on which product it is.
pub(super) fn is_noise(word: &str) -> bool {
    NOISE.contains(&word)
}

/// Whether it is one of Microsoft's words.
pub(super) fn is_known(word: &str) -> bool {
    KNOWN.contains(&word)
}
