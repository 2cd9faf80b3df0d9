//! The JSON Schemas of all lines and files, as committed under `schema/`.

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// A line of `annotations-*.jsonl`.
    Record,
    /// A line of `graph/nodes.jsonl`.
    Node,
    /// A line of `graph/edges.jsonl`.
    Edge,
    /// A line of `graph/evidence.jsonl`.
    Evidence,
    /// `manifest.json`.
    Manifest,
    /// `report.json`.
    Report,
    /// A line of `quarantine.jsonl`.
    Quarantine,
    /// A line of `skipped.jsonl`.
    Skipped,
}

impl Schema {
    /// All schemas.
    pub const ALL: [Self; 8] = [
        Self::Record,
        Self::Node,
        Self::Edge,
        Self::Evidence,
        Self::Manifest,
        Self::Report,
        Self::Quarantine,
        Self::Skipped,
    ];

    /// The name to ask for it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Node => "node",
            Self::Edge => "edge",
            Self::Evidence => "evidence",
            Self::Manifest => "manifest",
            Self::Report => "report",
            Self::Quarantine => "quarantine",
            Self::Skipped => "skipped",
        }
    }

    /// The schema itself: JSON Schema, draft 2020-12.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Record => include_str!("../schema/record.json"),
            Self::Node => include_str!("../schema/node.json"),
            Self::Edge => include_str!("../schema/edge.json"),
            Self::Evidence => include_str!("../schema/evidence.json"),
            Self::Manifest => include_str!("../schema/manifest.json"),
            Self::Report => include_str!("../schema/report.json"),
            Self::Quarantine => include_str!("../schema/quarantine.json"),
            Self::Skipped => include_str!("../schema/skipped.json"),
        }
    }
}

/// The JSON Schema of the record.
#[must_use]
pub fn schema() -> &'static str {
    Schema::Record.text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Named;
    use serde_json::Value;
    use wortlaut_graph::EdgeType;
    use wortlaut_model::{
        EntityType, Medium, MentionKind, Modality, OffsetUnit, Polarity, QuoteType, RelationType, Role, Severity,
        SpeakerMethod, TimeType,
    };

    /// The values that `schema` allows at `pointer` are `names`, in order.
    fn check<'n>(schema: Schema, pointer: &str, names: impl IntoIterator<Item = &'n str>) {
        let json: Value = serde_json::from_str(schema.text()).unwrap();
        let allowed = json.pointer(&format!("{pointer}/enum")).unwrap_or_else(|| panic!("no {pointer}"));
        let allowed: Vec<&str> = allowed.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(allowed, names.into_iter().collect::<Vec<_>>(), "{pointer}");
    }

    fn names<T: Named>() -> impl Iterator<Item = &'static str> {
        T::all().iter().map(|value| value.name())
    }

    #[test]
    fn the_schema_knows_every_name_of_the_model() {
        check(Schema::Record, "/properties/offsets", names::<OffsetUnit>());
        check(Schema::Record, "/$defs/segment/properties/role", names::<Role>());
        check(Schema::Record, "/$defs/mention/properties/type/anyOf/0", names::<EntityType>());
        check(Schema::Record, "/$defs/mention/properties/kind", names::<MentionKind>());
        check(Schema::Record, "/$defs/entity/properties/type/anyOf/0", names::<EntityType>());
        check(Schema::Record, "/$defs/time/properties/type", names::<TimeType>());
        check(Schema::Record, "/$defs/quote/properties/type", names::<QuoteType>());
        check(Schema::Record, "/$defs/quote/properties/medium", names::<Medium>());
        check(Schema::Record, "/$defs/quote/properties/speaker/properties/method", names::<SpeakerMethod>());
        check(Schema::Record, "/$defs/relation/properties/type", names::<RelationType>());
        check(Schema::Record, "/$defs/relation/properties/polarity", names::<Polarity>());
        check(Schema::Record, "/$defs/relation/properties/modality", names::<Modality>());
        check(Schema::Record, "/$defs/diagnostic/properties/severity", names::<Severity>());
        check(Schema::Node, "/properties/type/anyOf/0", names::<EntityType>());
        for schema in [Schema::Edge, Schema::Evidence] {
            check(schema, "/properties/type", EdgeType::all().map(EdgeType::name));
        }
        check(Schema::Evidence, "/properties/polarity", names::<Polarity>());
        check(Schema::Evidence, "/properties/modality", names::<Modality>());
        check(Schema::Manifest, "/properties/offsets", names::<OffsetUnit>());
    }

    /// Every object of every schema requires all of its properties and allows no other.
    #[test]
    fn every_key_is_required_and_no_other_allowed() {
        fn strict(json: &Value, objects: &mut usize) {
            if let Some(properties) = json.get("properties").and_then(Value::as_object) {
                let required = json["required"].as_array().unwrap();
                assert!(required.iter().all(|key| properties.contains_key(key.as_str().unwrap())));
                assert_eq!((required.len(), &json["additionalProperties"]), (properties.len(), &Value::Bool(false)));
                *objects += 1;
            }
            let children = json.as_object().into_iter().flatten().map(|(_, child)| child);
            children.for_each(|child| strict(child, objects));
        }
        for schema in Schema::ALL {
            let mut objects = 0;
            strict(&serde_json::from_str(schema.text()).unwrap(), &mut objects);
            assert!(objects > 0, "{}", schema.name());
        }
    }
}
