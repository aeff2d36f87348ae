//! The terms of the agreement: its clauses beside goals, actions and metrics.
//! `docs/method.md`, "The agreement".

use super::labels::labelled_enum;
use super::{Extra, Id};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One clause. Fields that its section does not use stay empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// Its id.
    pub id: Id,
    /// The section of the agreement it belongs to.
    pub section: Section,
    /// The clause; for a service level its item, for a rung of the escalation ladder its topics.
    pub text: String,
    /// Service levels: the level promised.
    #[serde(default)]
    pub level: String,
    /// Service levels: unit of the level.
    #[serde(default)]
    pub unit: String,
    /// Service levels: allowed deviation.
    #[serde(default)]
    pub tolerance: String,
    /// Service levels: how it is measured.
    #[serde(default)]
    pub measured: String,
    /// Service levels: who measures or promises.
    #[serde(default)]
    pub by: String,
    /// Escalation ladder: who on side A.
    #[serde(default)]
    pub name_a: String,
    /// Escalation ladder: who on side B.
    #[serde(default)]
    pub name_b: String,
    /// Escalation ladder: working days before it is escalated further.
    #[serde(default)]
    pub max_days: Option<u16>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// Sections of the agreement that hold clauses, in its order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Section {
        /// Why the two work together.
        Purpose = "Purpose",
        /// What the agreement covers.
        ScopeIn = "In scope",
        /// What it does not.
        ScopeOut = "Out of scope",
        /// Version, duration, next review.
        Validity = "Validity and next review",
        /// Products and services covered.
        Products = "Products and services",
        /// Service levels.
        ServiceLevels = "Service levels",
        /// Forecast, order, delivery, change notice, invoice, payment.
        OperatingRules = "Operating rules",
        /// Sharing of gains, costs and risks.
        Sharing = "Sharing of gains, costs and risks",
        /// Roles and meetings.
        Governance = "Governance: roles and meetings",
        /// Who decides what within how many days.
        Escalation = "Escalation ladder",
        /// What is shared with whom.
        Information = "Information sharing",
        /// How the relationship can be ended in good order.
        Exit = "Exit",
    }
}

impl Section {
    /// A believable clause, shown while the section is empty.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Purpose => "Deliveries both can plan with, at a price both can make money on",
            Self::ScopeIn => "Moulded parts for the pump family, all plants",
            Self::ScopeOut => "Prices of the current contract year",
            Self::Validity => "Version 1, valid 12 months, next review Mon 1 Mar 2027",
            Self::Products => "All 46 articles of frame order 2207",
            Self::ServiceLevels => {
                "On-time delivery: 97 %, tolerance 1 %, counted by goods receipt"
            }
            Self::OperatingRules => "Forecast of 12 weeks every Monday by 12:00",
            Self::Sharing => "Savings from joint projects are halved",
            Self::Governance => {
                "Monthly call of the two managers, quarterly review of the sponsors"
            }
            Self::Escalation => "Working pair: 2 days, then function managers: 5 days",
            Self::Information => "Demand, stock and quality figures are shared weekly",
            Self::Exit => "Six months' notice, tools and drawings handed over in 30 days",
        }
    }
}

impl Term {
    /// The clause, followed by its other fields.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut out = self.text.clone();
        let level = [self.level.as_str(), self.unit.as_str()]
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let days = self
            .max_days
            .map(|d| format!("{d} working days"))
            .unwrap_or_default();
        let tolerance = if self.tolerance.is_empty() {
            String::new()
        } else {
            format!("tolerance {}", self.tolerance)
        };
        for part in [
            &level,
            &tolerance,
            &self.measured,
            &self.by,
            &self.name_a,
            &self.name_b,
            &days,
        ] {
            if !part.is_empty() {
                out.push_str(" · ");
                out.push_str(part);
            }
        }
        out
    }
}
