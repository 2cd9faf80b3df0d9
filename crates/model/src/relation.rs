//! Relations between entities, with their evidence.

use crate::entity::EntityType::{self, Loc, Misc, Org, Per};
use crate::{Bytes, EntityId, QuoteId, Rule, Span};

/// The types an argument may have; `None` for an object means that the relation has no object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Types of the subject.
    pub subject: &'static [EntityType],
    /// Types of the object; empty where the relation takes none.
    pub object: &'static [EntityType],
}

macro_rules! relation_types {
    ($($(#[$doc:meta])* $variant:ident $name:literal $subject:expr => $object:expr;)*) => {
        /// The relation inventory, version 1.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RelationType {
            $($(#[$doc])* $variant,)*
        }

        impl RelationType {
            /// All types, in the order of the inventory.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name used in records.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Which entity types it joins.
            #[must_use]
            pub fn signature(self) -> Signature {
                match self { $(Self::$variant => Signature { subject: $subject, object: $object }),* }
            }
        }
    };
}

const ANY: &[EntityType] = &[Per, Org, Loc, Misc];
const ACTOR: &[EntityType] = &[Per, Org, Loc];

relation_types! {
    /// Nato-Generalsekretär X; X leitet Y. Value: the role.
    PositionHeld "position_held" &[Per] => &[Org, Loc];
    /// X (CDU); der SPD-Politiker X.
    PartyMember "party_member" &[Per] => &[Org];
    /// Finnland trat der Nato bei; das Nato-Mitglied X.
    MemberOf "member_of" ACTOR => &[Org];
    /// X arbeitet bei Y; die Y-Reporterin X.
    EmployedBy "employed_by" &[Per] => &[Org];
    /// Die Y-Tochter X; X, ein Ortsteil von Y.
    PartOf "part_of" &[Org, Loc] => &[Org, Loc];
    /// X in Y; das Werk X in Y; der Gipfel in Y.
    LocatedIn "located_in" &[Loc, Org, Misc] => &[Loc];
    /// Die in Y ansässige X; X mit Sitz in Y.
    HeadquarteredIn "headquartered_in" &[Org] => &[Loc];
    /// X grenzt an Y. Symmetric.
    Borders "borders" &[Loc] => &[Loc];
    /// Der Norweger X; die französische Ministerin X.
    Nationality "nationality" &[Per] => &[Loc];
    /// Der in Y geborene X.
    BornIn "born_in" &[Per] => &[Loc];
    /// X starb in Y.
    DiedIn "died_in" &[Per] => &[Loc];
    /// X lebt in Y.
    LivesIn "lives_in" &[Per] => &[Loc];
    /// X studierte an der Y.
    EducatedAt "educated_at" &[Per] => &[Org];
    /// X und seine Frau Y. Symmetric.
    SpouseOf "spouse_of" &[Per] => &[Per];
    /// X und seine Schwester Y. Symmetric.
    SiblingOf "sibling_of" &[Per] => &[Per];
    /// X, Tochter von Y: Y is the subject.
    ParentOf "parent_of" &[Per] => &[Per];
    /// X gründete 1990 Y: Y is the subject.
    FoundedBy "founded_by" &[Org] => &[Per, Org];
    /// X gehört Y.
    OwnedBy "owned_by" &[Org] => &[Per, Org];
    /// X folgt auf Y. Value: the role.
    SuccessorOf "successor_of" &[Per] => &[Per];
    /// Mit derzeit 31 Mitgliedern. No object. Value: the number.
    MemberCount "member_count" &[Org] => &[];
    /// Die Mission X in Y.
    OperatesIn "operates_in" &[Org] => &[Loc];
    /// X nimmt an Y teil.
    ParticipatesIn "participates_in" ACTOR => &[Org, Misc];
    /// X traf Y in Z. Symmetric.
    Meets "meets" &[Per, Org] => &[Per, Org];
    /// X und Y unterzeichneten ein Abkommen. Symmetric.
    AgreesWith "agrees_with" ANY => ANY;
    /// X übernimmt Y.
    Acquires "acquires" &[Org, Per] => &[Org];
    /// X fusioniert mit Y. Symmetric.
    MergesWith "merges_with" &[Org] => &[Org];
    /// X ernannte Y zum Minister. Value: the role.
    Appoints "appoints" &[Per, Org] => &[Per];
    /// X trat als Chef von Y zurück. Value: the role.
    ResignsFrom "resigns_from" &[Per] => &[Org];
    /// X stellt sich hinter Y.
    Supports "supports" ACTOR => ANY;
    /// X warf Y vor.
    Criticises "criticises" ACTOR => ANY;
    /// X warnte Y.
    Warns "warns" ACTOR => ANY;
    /// Der Angriff Xs auf Y.
    Attacks "attacks" ACTOR => ANY;
    /// X verhängte Sanktionen gegen Y.
    Sanctions "sanctions" &[Org, Loc] => ANY;
    /// X ermittelt gegen Y.
    Investigates "investigates" &[Org, Per] => &[Per, Org];
}

impl RelationType {
    /// Whether subject and object may be exchanged; then the one that comes first in the text is the subject.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(
            self,
            Self::Borders | Self::SpouseOf | Self::SiblingOf | Self::Meets | Self::AgreesWith | Self::MergesWith
        )
    }

    /// Whether entities of these types may stand as subject and object.
    #[must_use]
    pub fn accepts(self, subject: EntityType, object: Option<EntityType>) -> bool {
        let signature = self.signature();
        signature.subject.contains(&subject)
            && object.map_or(signature.object.is_empty(), |object| signature.object.contains(&object))
    }
}

/// Whether the text states the relation or denies it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It holds.
    Affirmed,
    /// It does not: `X trat Y nicht bei`.
    Negated,
}

impl Polarity {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Negated => "negated",
        }
    }
}

/// On whose word, and how surely, a relation is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// By the text itself.
    Asserted,
    /// Somebody is said to have said it.
    Reported,
    /// `könnte`, `mutmaßlich`.
    Possible,
    /// `will`, `soll … werden`.
    Planned,
}

impl Modality {
    /// The name used in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Possible => "possible",
            Self::Planned => "planned",
        }
    }
}

/// What a relation says beside its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Qualifiers {
    /// A normalised time value, e.g. `2023-04-04`.
    pub time: Option<String>,
    /// Where.
    pub place: Option<EntityId>,
    /// The role held, the count, the quality.
    pub value: Option<String>,
}

/// A relation. The same one stated twice is one relation with two pieces of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// Which.
    pub relation_type: RelationType,
    /// Of whom.
    pub subject: EntityId,
    /// To whom; none for [`RelationType::MemberCount`] only.
    pub object: Option<EntityId>,
    /// When, where, as what.
    pub qualifiers: Qualifiers,
    /// Stated or denied.
    pub polarity: Polarity,
    /// On whose word.
    pub modality: Modality,
    /// The quote that states it, where it is reported.
    pub quote: Option<QuoteId>,
    /// The words that state it, in text order.
    pub evidence: Vec<Span<Bytes>>,
    /// Between 0 and 1.
    pub confidence: f32,
    /// Who says so.
    pub rule: Rule,
}
