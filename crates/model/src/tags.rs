//! Closed inventories of grammar: universal parts of speech, STTS tags, universal relations.

/// Defines an enum whose members have a written form each.
macro_rules! inventory {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $member:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $member,)* }

        impl $name {
            /// All members, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$member,)*];

            /// The written form.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$member => $text,)* }
            }

            /// The member written `text`.
            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$member),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use inventory;

inventory! {
    /// Universal part of speech (UD v2).
    #[expect(missing_docs, reason = "the names are UD's own")]
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

inventory! {
    /// Tag of the Stuttgart-Tübingen tag set, as UD German GSD uses it (`PAV` for pronominal adverbs).
    #[expect(missing_docs, reason = "the names are the tag set's own")]
    Xpos {
        Adja = "ADJA", Adjd = "ADJD", Adv = "ADV", Appo = "APPO", Appr = "APPR", Apprart = "APPRART", Apzr = "APZR",
        Art = "ART", Card = "CARD", Fm = "FM", Itj = "ITJ", Kokom = "KOKOM", Kon = "KON", Koui = "KOUI", Kous = "KOUS",
        Ne = "NE", Nn = "NN", Pav = "PAV", Pdat = "PDAT", Pds = "PDS", Piat = "PIAT", Pis = "PIS", Pper = "PPER",
        Pposat = "PPOSAT", Pposs = "PPOSS", Prelat = "PRELAT", Prels = "PRELS", Prf = "PRF", Ptka = "PTKA",
        Ptkant = "PTKANT", Ptkneg = "PTKNEG", Ptkvz = "PTKVZ", Ptkzu = "PTKZU", Pwat = "PWAT", Pwav = "PWAV",
        Pws = "PWS", Trunc = "TRUNC", Vafin = "VAFIN", Vaimp = "VAIMP", Vainf = "VAINF", Vapp = "VAPP", Vmfin = "VMFIN",
        Vminf = "VMINF", Vmpp = "VMPP", Vvfin = "VVFIN", Vvimp = "VVIMP", Vvinf = "VVINF", Vvizu = "VVIZU", Vvpp = "VVPP",
        Xy = "XY", Comma = "$,", Stop = "$.", Bracket = "$(",
    }
}

inventory! {
    /// Universal relation to the head, with the subtypes that German treebanks use.
    #[expect(missing_docs, reason = "the names are UD's own")]
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        AuxPass = "aux:pass", Case = "case", Cc = "cc", Ccomp = "ccomp", Clf = "clf", Compound = "compound",
        CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Dep = "dep",
        Det = "det", DetPoss = "det:poss", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        ExplPv = "expl:pv", Fixed = "fixed", Flat = "flat", FlatName = "flat:name", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodPoss = "nmod:poss", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblArg = "obl:arg",
        OblTmod = "obl:tmod", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum",
        Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Deprel {
    /// The relation without its subtype, e.g. `nsubj` of `nsubj:pass`.
    #[must_use]
    pub fn universal(self) -> Self {
        let (main, _) = self.as_str().split_once(':').unwrap_or((self.as_str(), ""));
        Self::of(main).unwrap_or(self)
    }
}

impl Xpos {
    /// Whether it is a tag of verbs of any kind.
    #[must_use]
    pub fn is_verb(self) -> bool {
        self.as_str().starts_with('V')
    }

    /// Whether it is a tag of finite verbs, imperatives included.
    #[must_use]
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Vafin | Self::Vmfin | Self::Vvfin | Self::Vaimp | Self::Vvimp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_lead_back() {
        assert!(Upos::ALL.iter().all(|&tag| Upos::of(tag.as_str()) == Some(tag)));
        assert!(Xpos::ALL.iter().all(|&tag| Xpos::of(tag.as_str()) == Some(tag)));
        assert!(Deprel::ALL.iter().all(|&tag| Deprel::of(tag.as_str()) == Some(tag)));
        assert_eq!(Deprel::of("nsubj:passive"), None);
    }

    #[test]
    fn a_subtype_has_its_universal_relation() {
        assert_eq!(Deprel::NsubjPass.universal(), Deprel::Nsubj);
        assert_eq!(Deprel::Root.universal(), Deprel::Root);
    }
}
