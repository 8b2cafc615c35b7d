//! Legal forms: what stands at the end of a company's name, or at its beginning,
//! and says what kind of company it is.
//!
//! Another form is another company: a GmbH is not the GmbH & Co. KG that it manages.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each form under one name, with the words that it is spelled with.
const FORMS: &[(&str, &[&str])] = &[
    (
        "gmbh-co-kg",
        &[
            "gmbh and co kg",
            "gmbh co kg",
            "gmbh and cokg",
            "gmbh and co",
            "gmbh u co kg",
        ],
    ),
    ("ag-co-kg", &["ag and co kg", "ag and co kgaa", "ag co kg"]),
    ("se-co-kg", &["se and co kg", "se and co kgaa"]),
    (
        "ug-co-kg",
        &["ug haftungsbeschrankt and co kg", "ug and co kg"],
    ),
    (
        "gmbh",
        &[
            "gmbh",
            "mbh",
            "ges mbh",
            "gesmbh",
            "gesellschaft mit beschrankter haftung",
        ],
    ),
    ("ggmbh", &["ggmbh", "gemeinnutzige gmbh"]),
    ("ug", &["ug", "ug haftungsbeschrankt"]),
    ("ag", &["ag", "aktiengesellschaft"]),
    ("kgaa", &["kgaa"]),
    ("kg", &["kg", "kommanditgesellschaft"]),
    ("ohg", &["ohg"]),
    ("gbr", &["gbr"]),
    ("ek", &["ek", "e kfm", "ekfm", "e kfr"]),
    ("ev", &["ev", "eingetragener verein"]),
    ("eg", &["eg"]),
    ("partg", &["partg", "partg mbb", "partgmbb"]),
    ("se", &["se"]),
    (
        "ltd",
        &[
            "ltd",
            "limited",
            "co ltd",
            "company limited",
            "co limited",
            "company ltd",
            "ltd co",
        ],
    ),
    (
        "pty",
        &["pty ltd", "pty limited", "proprietary limited", "pty"],
    ),
    ("pte", &["pte ltd", "pte limited", "private ltd pte"]),
    (
        "pvt",
        &["pvt ltd", "private limited", "pvt limited", "private ltd"],
    ),
    ("plc", &["plc", "public limited company"]),
    ("cic", &["cic"]),
    ("llc", &["llc", "limited liability company", "llc co"]),
    ("llp", &["llp", "limited liability partnership"]),
    ("lp", &["lp"]),
    ("pllc", &["pllc"]),
    ("pc", &["pc"]),
    ("inc", &["inc", "incorporated", "co inc", "company inc"]),
    ("corp", &["corp", "corporation"]),
    (
        "co",
        &[
            "co",
            "company",
            "cie",
            "compagnie",
            "and co",
            "and company",
            "and cie",
        ],
    ),
    ("ulc", &["ulc"]),
    ("sa", &["sa", "societe anonyme", "sociedad anonima"]),
    ("sas", &["sas", "societe par actions simplifiee"]),
    ("sasu", &["sasu"]),
    ("sarl", &["sarl", "societe a responsabilite limitee"]),
    ("eurl", &["eurl"]),
    ("snc", &["snc"]),
    ("sci", &["sci"]),
    ("scop", &["scop"]),
    ("sl", &["sl", "sociedad limitada"]),
    ("slu", &["slu", "sociedad limitada unipersonal"]),
    ("srl", &["srl", "societa a responsabilita limitata"]),
    ("srls", &["srls"]),
    ("spa", &["spa", "societa per azioni"]),
    ("sapa", &["sapa"]),
    ("bv", &["bv", "besloten vennootschap"]),
    ("nv", &["nv", "naamloze vennootschap"]),
    ("bvba", &["bvba"]),
    ("vof", &["vof"]),
    ("ab", &["ab", "aktiebolag", "ab publ"]),
    ("as", &["as", "aksjeselskap", "akciova spolecnost"]),
    ("asa", &["asa"]),
    ("aps", &["aps", "anpartsselskab"]),
    ("ivs", &["ivs"]),
    ("oy", &["oy", "oy ab", "osakeyhtio"]),
    ("oyj", &["oyj"]),
    ("ehf", &["ehf"]),
    ("hf", &["hf"]),
    ("ou", &["ou", "osauhing"]),
    ("sia", &["sia"]),
    ("uab", &["uab"]),
    (
        "sp-z-oo",
        &[
            "sp zoo",
            "spzoo",
            "spolka zoo",
            "spolka z ograniczona odpowiedzialnoscia",
        ],
    ),
    ("sp-k", &["sp k", "spk"]),
    ("sro", &["sro", "spol sro", "spolecnost s rucenim omezenym"]),
    ("kft", &["kft"]),
    ("zrt", &["zrt"]),
    ("nyrt", &["nyrt"]),
    ("bt", &["bt"]),
    ("doo", &["doo"]),
    ("dd", &["dd"]),
    ("eood", &["eood"]),
    ("ood", &["ood"]),
    ("ead", &["ead"]),
    ("lda", &["lda", "limitada"]),
    ("unipessoal", &["unipessoal lda", "unipessoal"]),
    ("ltda", &["ltda"]),
    ("eireli", &["eireli"]),
    ("sa-de-cv", &["sa de cv", "sab de cv"]),
    ("s-de-rl", &["s de rl de cv", "s de rl"]),
    ("anonim-sirketi", &["anonim sirketi"]),
    ("ltd-sti", &["ltd sti", "limited sirketi"]),
    ("ooo", &["ooo"]),
    ("oao", &["oao"]),
    ("zao", &["zao"]),
    ("pao", &["pao"]),
    ("ao", &["ao"]),
    ("tov", &["tov"]),
    ("ae", &["ae"]),
    ("epe", &["epe"]),
    ("ike", &["ike"]),
    ("kk", &["kk", "kabushiki kaisha", "co kk"]),
    ("gk", &["gk", "godo kaisha"]),
    ("bhd", &["bhd", "berhad"]),
    ("sdn-bhd", &["sdn bhd", "sendirian berhad"]),
    ("tbk", &["tbk"]),
    ("pt", &["pt"]),
    ("fze", &["fze", "fzco", "fz llc", "fzc"]),
    ("wll", &["wll"]),
    ("jsc", &["jsc"]),
];

/// Forms that may stand before the name.
const BEFORE: [&str; 16] = [
    "ooo", "oao", "zao", "pao", "ao", "tov", "pt", "sarl", "sas", "eurl", "srl", "sci", "sia",
    "uab", "ag", "sa",
];

/// Forms of scripts that put no space between words, with the form each is.
const UNSPACED: [(&str, &str); 14] = [
    ("株式会社", "kk"),
    ("(株)", "kk"),
    ("有限会社", "yk"),
    ("(有)", "yk"),
    ("合同会社", "gk"),
    ("合資会社", "goshi"),
    ("股份有限公司", "gufen"),
    ("有限责任公司", "youxian"),
    ("有限責任公司", "youxian"),
    ("有限公司", "youxian"),
    ("주식회사", "jusik"),
    ("(주)", "jusik"),
    ("유한회사", "yuhan"),
    ("บริษัท", "thai"),
];

/// Forms that are used for each other: an abbreviation or a translation.
const AKIN: [(&str, &str); 10] = [
    ("ltd", "pty"),
    ("ltd", "pte"),
    ("ltd", "pvt"),
    ("llc", "ooo"),
    ("ltd", "ooo"),
    ("llc", "tov"),
    ("jsc", "ao"),
    ("pvt", "pte"),
    ("bhd", "sdn-bhd"),
    ("unipessoal", "lda"),
];

/// The longest form has so many words.
const LONGEST: usize = 5;

/// How two names' forms compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forms {
    /// The same, or none on both sides.
    Same,
    /// One name has none.
    OneMissing,
    /// Used for each other.
    Akin,
    /// Two forms: two companies.
    Differ,
}

static BY_WORDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let spelled = |(form, words): &(&'static str, &'static [&'static str])| {
        let form = *form;
        words.iter().map(move |words| (*words, form))
    };
    FORMS.iter().flat_map(spelled).collect()
});

/// Takes the legal form off a name's words; a name that is nothing else keeps it.
pub(super) fn take(words: &mut Vec<String>) -> Option<&'static str> {
    let behind = take_behind(words);
    behind.or_else(|| take_before(words))
}

fn take_behind(words: &mut Vec<String>) -> Option<&'static str> {
    for length in (1..=LONGEST.min(words.len().saturating_sub(1))).rev() {
        let from = words.len() - length;
        let spelled = words[from..].join(" ");
        if let Some(form) = BY_WORDS.get(spelled.as_str()) {
            words.truncate(from);
            return Some(form);
        }
    }
    None
}

fn take_before(words: &mut Vec<String>) -> Option<&'static str> {
    let first = words.first().filter(|_| words.len() > 1)?;
    let form = BEFORE.into_iter().find(|form| form == first)?;
    words.remove(0);
    Some(form)
}

/// Takes a form off a text whose script puts no spaces between words.
pub(super) fn take_unspaced(text: &str) -> (String, Option<&'static str>) {
    for (written, form) in UNSPACED {
        if text.contains(written) && text.trim() != written {
            return (text.replacen(written, " ", 1), Some(form));
        }
    }
    (text.to_owned(), None)
}

/// Compares two names' forms.
pub(super) fn compare(left: Option<&str>, right: Option<&str>) -> Forms {
    match (left, right) {
        (None, None) => Forms::Same,
        (None, _) | (_, None) => Forms::OneMissing,
        (Some(left), Some(right)) if left == right => Forms::Same,
        (Some(left), Some(right)) => {
            let akin = AKIN.contains(&(left, right)) || AKIN.contains(&(right, left));
            if akin { Forms::Akin } else { Forms::Differ }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Forms, compare, take, take_unspaced};

    fn form(name: &str) -> (String, Option<&'static str>) {
        let mut words = super::super::fold::words(&super::super::fold::folded(name).0);
        let form = take(&mut words);
        (words.join(" "), form)
    }

    #[test]
    fn forms_of_many_countries_are_taken_off() {
        for (name, form_of_it) in [
            ("Contoso GmbH", "gmbh"),
            ("Contoso GmbH & Co. KG", "gmbh-co-kg"),
            ("Contoso Sp. z o.o.", "sp-z-oo"),
            ("Contoso S.r.l.", "srl"),
            ("Contoso A/S", "as"),
            ("Contoso, Inc.", "inc"),
            ("Contoso Pty. Ltd.", "pty"),
            ("Contoso S.A. de C.V.", "sa-de-cv"),
            ("ООО Contoso", "ooo"),
            ("PT Contoso", "pt"),
        ] {
            assert_eq!(
                form(name),
                ("contoso".to_owned(), Some(form_of_it)),
                "{name}"
            );
        }
    }

    #[test]
    fn a_name_that_is_nothing_but_a_form_keeps_it() {
        assert_eq!(form("Limited"), ("limited".to_owned(), None));
    }

    #[test]
    fn unspaced_forms_are_taken_off_at_either_end() {
        assert_eq!(take_unspaced("株式会社青空").0.trim(), "青空");
        assert_eq!(take_unspaced("青空株式会社").1, Some("kk"));
    }

    #[test]
    fn another_form_is_another_company() {
        assert_eq!(compare(Some("gmbh"), Some("gmbh-co-kg")), Forms::Differ);
        assert_eq!(compare(Some("ltd"), Some("pty")), Forms::Akin);
        assert_eq!(compare(Some("ltd"), None), Forms::OneMissing);
    }
}
