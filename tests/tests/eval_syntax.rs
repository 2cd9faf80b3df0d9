//! `wortlaut eval --layer syntax`: figures of a prediction against gold.

use serde_json::Value;
use wortlaut_tests::Bench;

const GOLD: &str = "# sent_id = s1\n# text = Er ruht im Heim.\n\
    1\tEr\ter\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_\n2\truht\truhen\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\t_\n\
    3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_\n3\tin\tin\tADP\tAPPR\t_\t5\tcase\t_\t_\n\
    4\tdem\tder\tDET\tART\tCase=Dat\t5\tdet\t_\t_\n5\tHeim\tHeim\tNOUN\tNN\tCase=Dat\t2\tobl\t_\tSpaceAfter=No\n\
    6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_\n\n";

fn answer(bench: &Bench) -> Value {
    let arguments =
        ["eval", "--layer", "syntax", "--gold", "g.conllu", "--predicted", "p.conllu", "--json", "--errors", "9"];
    serde_json::from_slice(&bench.run(&arguments).exits(0).out).unwrap()
}

fn f1(answer: &Value, measure: &str) -> f64 {
    let measures = answer[0]["measures"].as_array().unwrap();
    let found = measures.iter().find(|one| one["measure"] == measure).unwrap();
    found["f1"].as_f64().unwrap()
}

#[test]
fn a_perfect_prediction() {
    let bench = Bench::new();
    bench.file("g.conllu", GOLD);
    bench.file("p.conllu", GOLD);
    let answer = answer(&bench);
    for measure in [
        "Tokens",
        "Sentences",
        "Words",
        "UPOS",
        "XPOS",
        "UFeats",
        "AllTags",
        "Lemmas",
        "UAS",
        "LAS",
        "CLAS",
        "MLAS",
        "BLEX",
    ] {
        assert!((f1(&answer, measure) - 100.0).abs() < 1e-9, "{measure}");
    }
    assert_eq!(answer[0]["error_count"], 0);
}

#[test]
fn a_contraction_left_whole_costs_two_words_and_their_heads() {
    let bench = Bench::new();
    bench.file("g.conllu", GOLD);
    let whole = "1\tEr\ter\tPRON\tPPER\tCase=Nom\t2\tobj\t_\t_\n2\truht\truhen\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\t_\n\
        3\tim\tin\tADP\tAPPRART\t_\t4\tcase\t_\t_\n4\tHeim\tHeim\tNOUN\tNN\tCase=Dat\t2\tobl\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_\n\n";
    bench.file("p.conllu", whole);
    let answer = answer(&bench);
    // Six words in gold, five predicted, four in common; of these all heads are right, and three relations.
    let expected = [("Tokens", 100.0), ("Words", 800.0 / 11.0), ("UAS", 800.0 / 11.0), ("LAS", 600.0 / 11.0)];
    for (measure, expected) in expected {
        assert!((f1(&answer, measure) - expected).abs() < 1e-9, "{measure}: {}", f1(&answer, measure));
    }
    let errors = answer[0]["errors"].as_array().unwrap();
    let causes: Vec<&str> = errors.iter().map(|error| error["cause"].as_str().unwrap()).collect();
    assert_eq!(causes, ["label", "unaligned", "unaligned"]);
    assert_eq!(
        answer[0]["confusion"]["deprel"][0],
        serde_json::json!({"gold": "nsubj", "predicted": "obj", "count": 1})
    );
    let text =
        bench.run(&["eval", "--layer", "syntax", "--gold", "g.conllu", "--predicted", "p.conllu", "--errors", "3"]);
    let text = String::from_utf8(text.exits(0).out).unwrap();
    assert!(text.contains("s1: Er is nsubj ← ruht, found obj ← ruht"), "{text}");
}

#[test]
fn gold_that_cannot_be_read_is_refused_with_its_line() {
    let bench = Bench::new();
    bench.file("g.conllu", GOLD.replace("\t2\tobl", "\tx\tobl"));
    let done = bench.run(&["eval", "--layer", "syntax", "--gold", "g.conllu", "--predicted", "g.conllu"]).exits(2);
    assert!(done.err.contains("`g.conllu`, line 8: a head is no number"), "{}", done.err);
}
