//! What Microsoft partners sell: names that sound right, prices that are made
//! up.

use rust_decimal::Decimal;

use crate::c3::Cycle;

/// A product as Microsoft sells it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Product {
    /// The name, which is all that a history row tells.
    pub(super) name: &'static str,
    /// Microsoft's product and SKU.
    pub(super) sku: &'static str,
    /// List price of one unit and month, or of one unit where it is sold once;
    /// in cents.
    cents: i64,
    /// How it is sold.
    pub(super) sold: Sold,
    /// Whether its price rose for everybody on [`times::raise`](super::times::raise).
    pub(super) raised: bool,
}

/// How a product is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sold {
    /// By the month and by the year.
    Both,
    /// By the month, the year and three years.
    Long,
    /// By the month only.
    Monthly,
    /// Once.
    Once,
    /// By the month; the partner's catalog item is no longer in use.
    WithInactiveItem,
    /// By the month; the partner's catalog item is a bundle.
    WithBundleItem,
}

impl Product {
    /// The cycles under which it is sold.
    pub(super) fn cycles(&self) -> &'static [Cycle] {
        match self.sold {
            Sold::Both => &[Cycle::Monthly, Cycle::Annual],
            Sold::Long => &[Cycle::Monthly, Cycle::Annual, Cycle::Triennial],
            Sold::Monthly | Sold::WithInactiveItem | Sold::WithBundleItem => &[Cycle::Monthly],
            Sold::Once => &[Cycle::OneTime],
        }
    }

    /// Whether any customer may buy it; the others are for quirks.
    pub(super) fn is_ordinary(&self) -> bool {
        matches!(self.sold, Sold::Both | Sold::Long | Sold::Monthly)
    }

    /// List price of one unit and cycle, in US dollars. A longer cycle is
    /// cheaper, and no cycle's price can be taken for another's.
    pub(super) fn list_price(&self, cycle: Cycle) -> Decimal {
        let monthly = Decimal::new(self.cents, 2);
        let price = match cycle {
            Cycle::Monthly | Cycle::OneTime => monthly,
            Cycle::Annual => monthly * Decimal::new(114, 1),
            Cycle::Triennial => monthly * Decimal::new(324, 1),
        };
        price.round_dp(2)
    }
}

const fn product(
    name: &'static str,
    sku: &'static str,
    cents: i64,
    sold: Sold,
    raised: bool,
) -> Product {
    Product {
        name,
        sku,
        cents,
        sold,
        raised,
    }
}

/// All products. The story's come first; new ones go to the end, because
/// catalog items are numbered in this order.
#[rustfmt::skip]
pub(super) const PRODUCTS: &[Product] = &[
    product("Microsoft 365 E1", "CFQ7TTC0LHSL:0001", 4000, Sold::Both, false),
    product("Visio Plan 2", "CFQ7TTC0HD32:0002", 1500, Sold::Both, false),
    product("Microsoft 365 Business Premium", "CFQ7TTC0LCHC:0002", 2200, Sold::Long, true),
    product("Microsoft 365 Business Standard", "CFQ7TTC0LDPB:0001", 1250, Sold::Long, true),
    product("Microsoft 365 Business Basic", "CFQ7TTC0LH18:0001", 600, Sold::Both, true),
    product("Exchange Online (Plan 1)", "CFQ7TTC0LH16:0001", 400, Sold::Both, false),
    product("Microsoft Teams Rooms Pro", "CFQ7TTC0JN4R:0002", 4000, Sold::Both, false),
    product("Power BI Pro", "CFQ7TTC0HL8W:0001", 1400, Sold::Both, true),
    product("Microsoft 365 E3", "CFQ7TTC0LFLX:0001", 3600, Sold::Long, false),
    product("Microsoft 365 E5", "CFQ7TTC0LFLZ:0002", 5700, Sold::Long, false),
    product("Microsoft 365 F3", "CFQ7TTC0LH05:0001", 800, Sold::Both, false),
    product("Office 365 E3", "CFQ7TTC0LF8R:0001", 2300, Sold::Both, true),
    product("Office 365 E5", "CFQ7TTC0LF8S:0001", 3800, Sold::Both, false),
    product("Microsoft 365 Apps for business", "CFQ7TTC0LH1G:0001", 825, Sold::Both, false),
    product("Microsoft 365 Apps for enterprise", "CFQ7TTC0LGZT:0001", 1200, Sold::Both, false),
    product("Exchange Online (Plan 2)", "CFQ7TTC0LH1P:0001", 800, Sold::Both, false),
    product("Exchange Online Archiving for Exchange Online", "CFQ7TTC0LH0J:0001", 300, Sold::Monthly, false),
    product("Microsoft Entra ID P1", "CFQ7TTC0LFLS:0002", 600, Sold::Both, false),
    product("Microsoft Entra ID P2", "CFQ7TTC0LFK5:0001", 900, Sold::Both, false),
    product("Microsoft Intune Plan 1", "CFQ7TTC0LCH4:0009", 800, Sold::Both, false),
    product("Enterprise Mobility + Security E3", "CFQ7TTC0LHT4:0001", 1060, Sold::Both, false),
    product("Microsoft Defender for Business", "CFQ7TTC0J1GB:0003", 300, Sold::Both, false),
    product("Microsoft Defender for Office 365 (Plan 1)", "CFQ7TTC0LH04:0001", 200, Sold::Both, true),
    product("Microsoft Defender for Endpoint P2", "CFQ7TTC0LGV0:0001", 520, Sold::Both, false),
    product("Microsoft Teams Phone Standard", "CFQ7TTC0LH0T:0001", 1000, Sold::Both, true),
    product("Microsoft Teams Essentials", "CFQ7TTC0JN9W:0001", 400, Sold::Both, false),
    product("Microsoft 365 Copilot", "CFQ7TTC0MM8R:0002", 3000, Sold::Both, false),
    product("Power BI Premium Per User", "CFQ7TTC0HL8W:0002", 2400, Sold::Both, false),
    product("Power Apps Premium", "CFQ7TTC0LH2H:0001", 2000, Sold::Both, false),
    product("Power Automate Premium", "CFQ7TTC0LSGZ:0001", 1500, Sold::Both, false),
    product("Visio Plan 1", "CFQ7TTC0HD33:0001", 500, Sold::Both, false),
    product("Project Plan 3", "CFQ7TTC0HDB1:0002", 3000, Sold::Both, false),
    product("Planner and Project Plan 5", "CFQ7TTC0HDB0:0001", 5500, Sold::Both, false),
    product("SharePoint (Plan 1)", "CFQ7TTC0LH0N:0001", 500, Sold::Both, false),
    product("OneDrive for Business (Plan 2)", "CFQ7TTC0LHSV:0001", 1000, Sold::Monthly, false),
    product("Windows 11 Enterprise E3", "CFQ7TTC0LGTX:0001", 700, Sold::Both, false),
    product("Windows 365 Business 2 vCPU, 8 GB, 128 GB", "CFQ7TTC0J203:0008", 4100, Sold::Monthly, false),
    product("Dynamics 365 Business Central Essentials", "CFQ7TTC0HPXC:0001", 7000, Sold::Both, false),
    product("Dynamics 365 Sales Professional", "CFQ7TTC0LFN5:0001", 6500, Sold::Both, false),
    product("Dynamics 365 Customer Service Enterprise", "CFQ7TTC0LFDZ:0001", 9500, Sold::Both, false),
    product("Dynamics 365 Team Members", "CFQ7TTC0LFNJ:0001", 800, Sold::Both, false),
    product("Microsoft 365 E3 EEA (no Teams)", "CFQ7TTC0LFLX:001C", 3175, Sold::Both, false),
    product("Microsoft Purview Suite", "CFQ7TTC0LHQ1:0001", 1200, Sold::Both, false),
    product("Universal Print", "CFQ7TTC0LH3D:0001", 400, Sold::Monthly, false),
    product("Windows Server 2025 Standard - 16 Core License Pack", "DG7GMGF0PWHC:0001", 106_900, Sold::Once, false),
    product("Office LTSC Standard 2024", "DG7GMGF0PN5L:0002", 45_900, Sold::Once, false),
    product("Microsoft 365 F1", "CFQ7TTC0MBMD:0002", 225, Sold::WithInactiveItem, false),
    product("Microsoft Defender Suite for Business Premium", "CFQ7TTC0J1GC:0001", 1000, Sold::WithBundleItem, false),
];
