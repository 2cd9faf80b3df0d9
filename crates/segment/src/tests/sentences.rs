//! Sentences.

use super::{segmented, segmenter, sentences};
use crate::TokenConvention::{Stts, Ud};

/// Checks the sentences of a text in which ` ‖ ` marks where they end; both conventions must agree.
fn check(expected: &[&str]) {
    for convention in [Stts, Ud] {
        let segmenter = segmenter(convention);
        for marked in expected {
            let text = marked.replace(" ‖⏎ ", "\n").replace(" ‖ ", " ").replace('⏎', "\n");
            let wanted = marked.replace(" ‖⏎ ", " ‖ ");
            assert_eq!(sentences(&segmented(&segmenter, &text)), wanted, "{convention:?}");
        }
    }
}

#[test]
fn plain_sentences() {
    check(&[
        "Der Rat tagt heute. ‖ Er berät den Haushalt. ‖ Warum? ‖ Das Geld ist knapp!",
        "Die Fähre kam um 16.30 Uhr an. ‖ 200 Menschen warteten.",
    ]);
}

#[test]
fn stops_that_end_nothing() {
    check(&[
        "Am 3. Oktober sprach Dr. Ott mit Prof. Ruhl u. a. über z. B. Deiche.",
        "Ludwig XIV. war bzw. blieb König.",
        "Der 1. FC Lotte verlor gegen den 2. Sieger ca. 3:1.",
        "Sie wohnt in St. Peter, Lange-Str. 5, und heißt J. K. Behn.",
        "Die Mannschaft des VfL e. V. kam um 120 v. Chr. Geburt ungern.",
    ]);
}

#[test]
fn stops_that_do_both() {
    check(&[
        "Es gab Tee, Kaffee usw. ‖ Die Gäste blieben.",
        "Das geschah im Jahr 2014. ‖ Danach war Ruhe.",
        "Die Stadt entstand um 50 n. Chr. ‖ Sie wuchs schnell.",
        "Der Sack wiegt 50 kg. ‖ Er ist schwer.",
        "Sie kam auf Platz 3. ‖ Das reichte.",
        "Er nahm Vitamin C. ‖ Das half.",
    ]);
}

#[test]
fn closing_marks_belong_to_the_sentence_before() {
    check(&[
        "„Wir sind bereit.“ ‖ Das sagte die Ministerin.",
        "\"Wir sind bereit.\" ‖ Das sagte die Ministerin.",
        "\"Wir sind bereit.\" ‖ \"Wir auch.\" ‖ So ging es weiter.",
        "»Wir sind bereit!« ‖ Er nickte.",
        "Sie sagte: „Er rief: ‚Das retten wir.‘“ ‖ Dann schwieg sie.",
        "Sie sagte: „Er rief: ‚Das retten wir.‘“",
        "Er ging (es war spät.) ‖ Dann schlief er.",
        "Der Antrag scheiterte. ‖ (Siehe Seite 5.) ‖ Nun tagt der Rat.",
    ]);
}

#[test]
fn quotes_over_sentences_and_frames_behind_them() {
    check(&[
        "„Wir gehen. ‖ Wir kommen wieder“, sagte sie.",
        "„Kommen Sie mit?“, fragte er.",
        "„Kommt nicht infrage!“ rief sie.",
        "Er rief „Halt!“ und lief weiter.",
        "Der Film „Was nun?“ läuft heute.",
    ]);
}

#[test]
fn omissions_dots_and_emoji() {
    check(&[
        "Das war (...) sehr schön.",
        "Nun ja … das dauert.",
        "Das war toll! :-) ‖ Wir kommen wieder.",
        "Das geschriebene (und gesprochene?) Latein blieb lange.",
        "Das belegt die Studie. [3] ‖ Weitere folgen.",
    ]);
}

#[test]
fn lines() {
    check(&[
        "Neue Fähre für Kiel ‖⏎ Die Stadt kauft ein Schiff. ‖⏎ Es fährt bald.",
        "Alterspräsident Dr. Ruhl: ‖⏎ Die Sitzung ist eröffnet.",
    ]);
    let text = "Die Stadt Kiel kauft für den Verkehr auf der Förde ein neues Schiff, das\nim Herbst geliefert wird und dann \
                zwischen dem Hafen und der Schwentine\nfährt. Der Preis ist hoch. Der Stadtrat muss noch zustimmen, bevor die\n\
                Werft beginnt.";
    assert_eq!(segmented(&segmenter(Stts), text).sentences.len(), 3, "wrapped lines are no ends");
}

#[test]
fn sentences_without_a_stop_in_text_that_has_many() {
    let text = "Sehr nettes Lokal und gutes Essen Wir kommen gerne wieder Die Bedienung war freundlich und schnell \
                Leider war es etwas laut Das Bier war kalt und der Wein war gut Ich kann das Lokal nur weiterempfehlen \
                Es gibt genug Parkplätze Der Preis ist in Ordnung";
    let found = segmented(&segmenter(Stts), text).sentences.len();
    assert!((6..=9).contains(&found), "{found} sentences");
}

#[test]
fn edited_text_gets_no_end_where_no_stop_is() {
    check(&[
        "Die Zeitung Die Woche berichtete, dass Der Spiegel und Das Erste schweigen.",
        "Die Außenministerin Lena Ott traf ihren Kollegen Kai Ruhl im Schloss Bellevue in Berlin.",
        "Er las Krieg und Frieden, sie sah Das Boot im Kino Am Markt.",
    ]);
}
