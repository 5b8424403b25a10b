//! The invented payers: how each looks, and how each writes its reference numbers.

/// A pretend payer.
#[derive(Debug)]
pub(crate) struct Payer {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// Class of its pages in the portal's style sheet.
    pub(crate) look: &'static str,
    pub(crate) states: &'static [&'static str],
    pub(crate) line_of_business: Option<&'static str>,
    reference: Reference,
}

/// Reference numbers: text before, first number, width, text after.
#[derive(Debug)]
struct Reference(&'static str, u32, usize, &'static str);

impl Payer {
    /// How this payer writes the `number`-th request it takes in.
    pub(crate) fn reference(&self, number: u32) -> String {
        let Reference(before, first, width, after) = self.reference;
        format!("{before}{:0width$}{after}", first + number)
    }
}

pub(crate) static NORTHGATE: Payer = Payer {
    id: "payer_northgate",
    name: "Northgate Health",
    look: "northgate",
    states: &["IL", "WI"],
    line_of_business: Some("commercial"),
    reference: Reference("NG-26-", 112_044_816, 9, ""),
};

pub(crate) static HARBORLINE: Payer = Payer {
    id: "payer_harborline",
    name: "Harborline Advantage",
    look: "harborline",
    states: &["IL", "IN"],
    line_of_business: Some("medicare_advantage"),
    reference: Reference("HBL", 5_510_200, 8, "A"),
};

pub(crate) static BLUEFERN: Payer = Payer {
    id: "payer_bluefern",
    name: "Bluefern Mutual",
    look: "bluefern",
    states: &["IL"],
    line_of_business: Some("commercial"),
    reference: Reference("BFM-", 77_120, 5, ""),
};

pub(crate) static LARKSPUR: Payer = Payer {
    id: "payer_larkspur",
    name: "Larkspur PPO",
    look: "larkspur",
    states: &["IL", "MI"],
    line_of_business: None,
    reference: Reference("LKS 2026/", 4_410, 6, ""),
};

pub(crate) static JUNIPER: Payer = Payer {
    id: "payer_juniper",
    name: "Juniper State Plan",
    look: "juniper",
    states: &["IL"],
    line_of_business: Some("medicaid_managed_care"),
    reference: Reference("JSP-4482-", 931, 4, ""),
};

pub(crate) static TIDEWELL: Payer = Payer {
    id: "payer_tidewell",
    name: "Tidewell Care",
    look: "tidewell",
    states: &["IL", "IA"],
    line_of_business: Some("commercial"),
    reference: Reference("TW-", 20_931, 5, "-C"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_payer_writes_its_references_in_its_own_way() {
        assert_eq!(NORTHGATE.reference(1), "NG-26-112044817");
        assert_eq!(HARBORLINE.reference(1), "HBL05510201A");
        assert_eq!(BLUEFERN.reference(2), "BFM-77122");
        assert_eq!(LARKSPUR.reference(1), "LKS 2026/004411");
        assert_eq!(JUNIPER.reference(3), "JSP-4482-0934");
        assert_eq!(TIDEWELL.reference(1), "TW-20932-C");
    }
}
