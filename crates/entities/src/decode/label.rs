//! The labels of a token: outside, or beginning or inside of one of twelve classes of names.

use wortlaut_model::{EntityType, MentionKind};

/// How many labels there are.
pub const LABELS: usize = 25;

/// What a name is: its type, and whether it is a name, an adjective or demonym, or part of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameClass {
    /// Its type.
    pub entity_type: EntityType,
    /// [`MentionKind::Name`], [`MentionKind::Derived`] or [`MentionKind::Part`].
    pub kind: MentionKind,
}

impl NameClass {
    /// All classes, in the order of their labels.
    pub const ALL: [Self; 12] = {
        let mut all = [Self { entity_type: EntityType::Per, kind: MentionKind::Name }; 12];
        let mut index = 0;
        while index < 12 {
            all[index] = Self { entity_type: EntityType::ALL[index % 4], kind: KINDS[index / 4] };
            index += 1;
        }
        all
    };

    /// The class at `index` of [`NameClass::ALL`]; the first one beyond the last.
    #[must_use]
    pub fn at(index: usize) -> Self {
        Self::ALL.get(index).copied().unwrap_or(Self::ALL[0])
    }

    /// Its place in [`NameClass::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        let place = |found: Option<usize>| found.unwrap_or_default();
        place(KINDS.iter().position(|&kind| kind == self.kind)) * 4
            + place(EntityType::ALL.iter().position(|&one| one == self.entity_type))
    }

    /// The name that labels bear: `LOC`, `LOCderiv`, `ORGpart`.
    #[must_use]
    pub fn name(self) -> String {
        let kind = match self.kind {
            MentionKind::Derived => "deriv",
            MentionKind::Part => "part",
            _ => "",
        };
        format!("{}{kind}", self.entity_type.name())
    }

    /// The class of this name; GermEval's `OTH` is MISC.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| {
            class.name() == name
                || name.strip_prefix("OTH").is_some_and(|kind| class.name().strip_prefix("MISC") == Some(kind))
        })
    }
}

const KINDS: [MentionKind; 3] = [MentionKind::Name, MentionKind::Derived, MentionKind::Part];

/// The label of a token, by its place in a [`crate::decode::Row`]: `O`, then beginning and inside of each class in the order of
/// [`NameClass::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Label(u8);

impl Label {
    /// Outside of all names.
    pub const OUTSIDE: Self = Self(0);

    /// The first token of a name.
    #[must_use]
    pub fn begin(class: NameClass) -> Self {
        Self::at(1 + 2 * class.index())
    }

    /// Any later token of a name.
    #[must_use]
    pub fn inside(class: NameClass) -> Self {
        Self::at(2 + 2 * class.index())
    }

    /// The label at `index`; outside beyond the last.
    #[must_use]
    pub fn at(index: usize) -> Self {
        Self(u8::try_from(index).ok().filter(|&index| usize::from(index) < LABELS).unwrap_or_default())
    }

    /// Its place in a row.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The class of the name it stands in.
    #[must_use]
    pub fn class(self) -> Option<NameClass> {
        let index = self.index().checked_sub(1)?;
        NameClass::ALL.get(index / 2).copied()
    }

    /// Whether the name began before.
    #[must_use]
    pub fn is_inside(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(2)
    }

    /// The name in files: `O`, `B-PER`, `I-LOCderiv`.
    #[must_use]
    pub fn name(self) -> String {
        match self.class() {
            None => "O".to_owned(),
            Some(class) => format!("{}-{}", if self.is_inside() { "I" } else { "B" }, class.name()),
        }
    }

    /// The label of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if name == "O" {
            return Some(Self::OUTSIDE);
        }
        let (place, class) = name.split_once('-')?;
        let class = NameClass::parse(class)?;
        match place {
            "B" => Some(Self::begin(class)),
            "I" => Some(Self::inside(class)),
            _ => None,
        }
    }
}

/// Where another list of labels has those of a [`crate::decode::Row`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelOrder([usize; LABELS]);

impl LabelOrder {
    /// The order of `names`; nothing where a label is missing.
    #[must_use]
    pub fn of<N: AsRef<str>>(names: &[N]) -> Option<Self> {
        let mut order = [0; LABELS];
        for (index, place) in order.iter_mut().enumerate() {
            *place = names.iter().position(|name| Label::parse(name.as_ref()) == Some(Label::at(index)))?;
        }
        Some(Self(order))
    }

    /// The scores of one token, `scores` being in the other list's order.
    #[must_use]
    pub fn row(&self, scores: &[f32]) -> super::Row {
        self.0.map(|place| scores.get(place).copied().unwrap_or(f32::NEG_INFINITY))
    }
}
