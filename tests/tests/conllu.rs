//! CoNLL-U in and out: given tokens are kept, runs and record files are exported, malformed input is told by its line.

use std::fs;

use wortlaut_tests::Bench;

const CORPUS: &str = "# newdoc id = hafen\n# sent_id = 1\n# text = Am Hafen von Kiel.\n\
    1-2\tAm\t_\t_\t_\t_\t_\t_\t_\t_\n1\tAn\tan\tADP\tAPPR\t_\t3\tcase\t_\t_\n2\tdem\tder\tDET\tART\t_\t3\tdet\t_\t_\n\
    3\tHafen\tHafen\tNOUN\tNN\t_\t0\troot\t_\t_\n4\tvon\tvon\tADP\tAPPR\t_\t5\tcase\t_\t_\n\
    5\tKiel.\tKiel\tPROPN\tNE\t_\t3\tnmod\t_\t_\n\n\
    # newdoc\n# newpar\n1\tAnna\n2\tBerg\n3\tschweigt\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\n\n";

fn forms(record: &serde_json::Value) -> Vec<&str> {
    record["tokens"].as_array().unwrap().iter().map(|token| token["form"].as_str().unwrap()).collect()
}

#[test]
fn given_tokens_are_kept_and_documents_start_at_newdoc() {
    let bench = Bench::new();
    bench.file("a.conllu", CORPUS);
    let records = bench.run(&["annotate", "a.conllu", "--pipeline", "fast"]).exits(0).records();
    assert_eq!(records.len(), 2);
    assert_eq!((&records[0]["id"], &records[1]["id"]), (&"hafen".into(), &"a.conllu#1".into()));
    assert_eq!(forms(&records[0]), ["Am", "Hafen", "von", "Kiel."]);
    assert_eq!(
        (&records[0]["text"], &records[1]["text"]),
        (&"Am Hafen von Kiel.".into(), &"Anna Berg schweigt.".into())
    );
    assert_eq!(records[1]["mentions"][0]["surface"], "Anna Berg");
}

#[test]
fn a_malformed_line_quarantines_its_document_alone_and_is_named() {
    let bench = Bench::new();
    bench.file("a.conllu", CORPUS.replace("3\tschweigt", "7\tschweigt"));
    let done = bench.run(&["annotate", "a.conllu", "--pipeline", "fast"]).exits(1);
    assert_eq!(done.records().len(), 1);
    assert!(done.err.contains("`a.conllu`, line 15 was not annotated"), "{}", done.err);
    assert!(done.err.contains("numbered `7` instead of 3 (not-conllu)"), "{}", done.err);
}

#[test]
fn a_run_a_record_file_and_a_pipe_give_the_same_export() {
    let bench = Bench::new();
    bench.file("a.txt", "Anna Berg sprach in Kiel.\n\nDanach schwieg sie.\n");
    let _ = bench.run(&["run", "a.txt", "--out", "output", "--pipeline", "fast"]).exits(0);
    let exported = bench.run(&["export", "output", "--to", "conllu"]).exits(0).out;
    let text = String::from_utf8(exported.clone()).unwrap();
    assert!(text.starts_with("# newdoc id = a.txt\n# newpar\n# role = "), "{text}");
    assert!(text.contains("Entity=B-PER|EntityKey=per:anna-berg|TokenRange=0:4\n"), "{text}");
    assert!(text.contains("SpacesAfter=\\n\\n|TokenRange=24:25\n"), "{text}");
    let record = fs::read(bench.path().join("output/current/annotations-00000.jsonl")).unwrap();
    let _ = bench
        .run(&["export", "output/current/annotations-00000.jsonl", "--to", "conllu", "--out", "b.conllu"])
        .exits(0);
    assert_eq!(fs::read(bench.path().join("b.conllu")).unwrap(), exported);
    assert_eq!(bench.run_on(&["export", "-", "--to", "conllu"], &record).exits(0).out, exported);
    // Read again, the text is the same, white space and all, and so are tokens and sentences.
    let again = bench.run(&["annotate", "b.conllu", "--pipeline", "fast"]).exits(0).records();
    let first: serde_json::Value = serde_json::from_slice(&record).unwrap();
    for layer in ["id", "text", "segments", "sentences", "tokens"] {
        assert_eq!(again[0][layer], first[layer], "{layer}");
    }
}

#[test]
fn what_is_no_record_is_refused_and_leaves_no_file() {
    let bench = Bench::new();
    bench.file("a.jsonl", "{\"schema\": \"wortlaut/9\"}\n");
    let done = bench.run(&["export", "a.jsonl", "--to", "conllu", "--out", "b.conllu"]).exits(2);
    assert!(done.err.contains("`a.jsonl`, line 1") && done.err.contains("wortlaut/9"), "{}", done.err);
    assert_eq!(fs::read_dir(bench.path()).unwrap().count(), 1);
    let done = bench.run(&["export", "nowhere", "--to", "conllu"]).exits(2);
    assert!(done.err.contains("there is no `nowhere`"), "{}", done.err);
}
