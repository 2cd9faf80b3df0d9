//! Tokens of both conventions.

use super::check;
use crate::TokenConvention::{Stts, Ud};

#[test]
fn abbreviations_keep_their_stop() {
    check(
        Stts,
        &[
            ("Er mag z. B. Tee.", "Er|mag|z.|B.|Tee|."),
            ("Er mag z.B. Tee.", "Er|mag|z.B.|Tee|."),
            ("Äpfel, Birnen u.a. Obst", "Äpfel|,|Birnen|u.a.|Obst"),
            ("Dr. Lena Ott, Prof. Dr. med. Kai Ruhl", "Dr.|Lena|Ott|,|Prof.|Dr.|med.|Kai|Ruhl"),
            ("Hafen bzw. Werft", "Hafen|bzw.|Werft"),
            ("Stühle, Tische usw.", "Stühle|,|Tische|usw."),
            ("die Fa. Brandt & Co. KG", "die|Fa.|Brandt|&|Co.|KG"),
            ("der Verein e. V. in Kiel", "der|Verein|e.|V.|in|Kiel"),
            ("um 120 v. Chr. gebaut", "um|120|v.|Chr.|gebaut"),
            ("in der Lange-Str. 5", "in|der|Lange-Str.|5"),
            ("die US-amerik. Firma", "die|US-amerik.|Firma"),
            ("J. S. Bach und C. P. E. Bach", "J.|S.|Bach|und|C.|P.|E.|Bach"),
            ("in den U.S.A. leben", "in|den|U.S.A.|leben"),
            ("E.ON baut", "E.ON|baut"),
            ("Art. 5 Abs. 2 Nr. 3 GG", "Art.|5|Abs.|2|Nr.|3|GG"),
        ],
    );
}

#[test]
fn a_surname_that_looks_cut_off_is_none_before_a_new_sentence() {
    check(
        Stts,
        &[(
            "Das Tor schoss Hüttl. Danach ging Höllrigl. Sie war müde.",
            "Das|Tor|schoss|Hüttl|.|Danach|ging|Höllrigl|.|Sie|war|müde|.",
        )],
    );
}

#[test]
fn unknown_abbreviations_show_by_their_shape() {
    check(
        Stts,
        &[
            ("die ldwschftl. Nutzung", "die|ldwschftl.|Nutzung"),
            ("eine gewerkschaftl. Forderung", "eine|gewerkschaftl.|Forderung"),
            ("Das gibt es hier. wirklich", "Das|gibt|es|hier|.|wirklich"),
        ],
    );
}

#[test]
fn ordinals_and_dates() {
    check(
        Stts,
        &[
            ("am 3. Oktober 1990", "am|3.|Oktober|1990"),
            ("am 3. Okt. 1990", "am|3.|Okt.|1990"),
            ("am 19.06.2023 in Kiel", "am|19.06.2023|in|Kiel"),
            ("am 19.06. in Kiel", "am|19.06.|in|Kiel"),
            ("am 12. 5. 2012", "am|12.|5.|2012"),
            ("im Jahr 2014. Danach", "im|Jahr|2014|.|Danach"),
            ("im 19. und 20. Jahrhundert", "im|19.|und|20.|Jahrhundert"),
            ("der 1. FC Lotte", "der|1.|FC|Lotte"),
            ("auf Platz 3. Danach", "auf|Platz|3|.|Danach"),
            ("im 20. Deutschen Bundestag", "im|20.|Deutschen|Bundestag"),
            ("Ludwig XIV. war König", "Ludwig|XIV.|war|König"),
            ("vom 3.-5. Mai", "vom|3.|-|5.|Mai"),
            ("1. Tee kochen 2. Tee trinken", "1.|Tee|kochen|2.|Tee|trinken"),
        ],
    );
}

#[test]
fn numbers_units_and_times() {
    check(
        Stts,
        &[
            ("100.000 Stellen für 3,5 Mio. Euro", "100.000|Stellen|für|3,5|Mio.|Euro"),
            ("um 16:00 Uhr, 8.30 Uhr", "um|16:00|Uhr|,|8.30|Uhr"),
            ("5 % von 20 €, 7%, 3€", "5|%|von|20|€|,|7|%|,|3|€"),
            ("20 °C und 5 km² oder 3 m³", "20|°C|und|5|km²|oder|3|m³"),
            ("§ 12 und §§ 13 ff.", "§|12|und|§§|13|ff."),
            ("1/2 Liter, Saison 2023/24", "1/2|Liter|,|Saison|2023/24"),
            ("10-12 Leute, 10–12 Leute", "10-12|Leute|,|10|–|12|Leute"),
            ("minus -12 Grad", "minus|-12|Grad"),
            ("die 20fache Menge, 1980er Jahre", "die|20fache|Menge|,|1980er|Jahre"),
            ("Version 2.0 und RCP2.6", "Version|2.0|und|RCP2.6"),
            ("Er wiegt 70 kg.", "Er|wiegt|70|kg|."),
        ],
    );
}

#[test]
fn addresses_leave_the_sentence_its_stop() {
    check(
        Stts,
        &[
            ("unter www.nato.int.", "unter|www.nato.int|."),
            ("(https://example.org/a_(b)?c=1).", "(|https://example.org/a_(b)?c=1|)|."),
            ("an jens.ott@hafen-amt.example, bitte", "an|jens.ott@hafen-amt.example|,|bitte"),
            ("bei tagesschau.de steht", "bei|tagesschau.de|steht"),
            ("Foto/photothek.net", "Foto|/|photothek.net"),
            ("die tagesschau.de-Redaktion", "die|tagesschau.de-Redaktion"),
            ("#NDRfragt und @rat_kiel!", "#NDRfragt|und|@rat_kiel|!"),
            ("Nr. #1", "Nr.|#|1"),
        ],
    );
}

#[test]
fn emoji_and_emoticons() {
    check(
        Stts,
        &[
            ("Toll 😀👍🏽!", "Toll|😀|👍🏽|!"),
            ("👩‍👩‍👧 🇩🇪🇫🇷", "👩‍👩‍👧|🇩🇪|🇫🇷"),
            ("Danke :-) ;) :D :P <3", "Danke|:-)|;)|:D|:P|<3"),
            ("toll:) (am See :-))", "toll|:)|(|am|See|:-)|)"),
            ("siehe oben: (a)", "siehe|oben|:|(|a|)"),
            ("Ja XD -> nein", "Ja|XD|->|nein"),
        ],
    );
}

#[test]
fn marks() {
    check(
        Stts,
        &[
            ("Nun ... ja… nein....", "Nun|...|ja|…|nein|...."),
            ("Was?! Nein!!! Oh!", "Was|?!|Nein|!!!|Oh|!"),
            ("Kiel – so heißt es -- liegt - wie", "Kiel|–|so|heißt|es|--|liegt|-|wie"),
            ("„Ja“, »nein«, ‚doch‘, \"gut\", ``so''", "„|Ja|“|,|»|nein|«|,|‚|doch|‘|,|\"|gut|\"|,|``|so|''"),
            ("und/oder", "und|/|oder"),
            ("CDU/CSU", "CDU|/|CSU"),
            ("[3] {x}", "[|3|]|{|x|}"),
            ("© dpa Foto: Ott", "©|dpa|Foto|:|Ott"),
        ],
    );
}

#[test]
fn clitics_and_apostrophes() {
    check(
        Stts,
        &[
            ("Das gibt's nicht, 'ne Idee", "Das|gibt's|nicht|,|'ne|Idee"),
            ("So geht’s mit ’nem Trick", "So|geht’s|mit|’nem|Trick"),
            ("Hans' Auto und Marx’ Werk", "Hans'|Auto|und|Marx’|Werk"),
            ("die '68er, Sommer '89", "die|'68er|,|Sommer|'89"),
            ("Er rief: 'Komm her', dann", "Er|rief|:|'|Komm|her|'|,|dann"),
            ("O'Brien und d'Artagnan", "O'Brien|und|d'Artagnan"),
        ],
    );
    check(
        Ud,
        &[("Das gibt's für's Haus", "Das|gibt|'s|für|'s|Haus"), ("neue TV's von O'Brien", "neue|TV's|von|O'Brien")],
    );
}

#[test]
fn gender_forms_stay_whole() {
    let whole = [
        "Kund:innen",
        "Bürger*innen",
        "Kolleg_innen",
        "BürgerInnen",
        "Mörder/in",
        "Schüler/-innen",
        "Kolleg(inn)en",
        "Partner(in)",
        "jede:r",
        "Bürger*innenrat",
        "Lehrer·innen",
        "Student:innenwerk",
    ];
    for form in whole {
        check(Stts, &[(&format!("die {form} hier"), &format!("die|{form}|hier"))]);
    }
    check(Ud, &[("die Kund:innen", "die|Kund:innen"), ("Lage: in Kiel", "Lage|:|in|Kiel")]);
}

#[test]
fn hyphens_join_in_stts_and_split_in_ud() {
    let text = "NATO-Staaten, Krisen- und -bewältigung, 42-Punkte-Programm, G-7, 1990-95";
    check(Stts, &[(text, "NATO-Staaten|,|Krisen-|und|-bewältigung|,|42-Punkte-Programm|,|G-7|,|1990-95")]);
    check(Ud, &[(text, "NATO|-|Staaten|,|Krisen|-|und|-|bewältigung|,|42|-|Punkte|-|Programm|,|G|-|7|,|1990-95")]);
    check(Ud, &[("auf hafen-kiel.de steht!!", "auf|hafen-kiel.de|steht|!|!")]);
}

#[test]
fn what_shows_nothing_splits_nothing() {
    check(
        Stts,
        &[
            ("Kri\u{AD}sen\u{AD}stab", "Kri\u{AD}sen\u{AD}stab"),
            ("u\u{308}ber Ko\u{308}ln", "u\u{308}ber|Ko\u{308}ln"),
            ("10\u{A0}km\u{202F}weit", "10|km|weit"),
            ("Wort\u{200B}teil", "Wort\u{200B}teil"),
            ("\u{FEFF}Der Rat", "\u{FEFF}|Der|Rat"),
            ("eﬃzient und ﬁx", "eﬃzient|und|ﬁx"),
            ("z.\u{A0}B. hier", "z.|B.|hier"),
        ],
    );
}

#[test]
fn words_hyphenated_over_a_line_end_are_one() {
    check(
        Stts,
        &[
            ("die Bewäl-\ntigung der", "die|Bewäl-⏎tigung|der"),
            ("die NATO-\nMitglieder", "die|NATO-⏎Mitglieder"),
            ("Krisen-\nund Notfälle", "Krisen-|und|Notfälle"),
            ("die Bewäl\u{AD}\ntigung", "die|Bewäl\u{AD}⏎tigung"),
        ],
    );
}
