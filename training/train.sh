#!/bin/sh
# All steps from the package's weights to models/news.lex. Usage: train.sh DATA WORK (the data folder, a scratch folder).
# A step whose result stands in WORK is left out; training goes on from its last checkpoint.
set -eu
cd "$(dirname "$0")"
data=$1 work=$2
binary=../target/release/wortlaut
python() { command python -m "$@"; }
mkdir -p "$work"

[ -e "$work/tokenizer_de.json" ] || python wortlaut_training.vocabulary --data "$data" --out "$work"
[ -e "$work/own.jsonl" ] || python wortlaut_training.corpora --data "$data" --own ../data/names --binary $binary --out "$work"
[ -e "$work/silver.jsonl" ] || python wortlaut_training.raw --data "$data" --binary $binary --out "$work/silver.jsonl"

gold="germeval-test-a:1 project:1 own:1 gold-train:1"
# The teacher: all 12 layers; MobIE and SmartData at a low share. About 45 minutes on one core.
[ -e "$work/teacher-0.pt" ] || python wortlaut_training.finetune --work "$work" --save teacher-0.pt \
    --train $gold mobie:0.25 smartdata:0.25 --epochs 1
[ -e "$work/teacher-1.pt" ] || python wortlaut_training.finetune --work "$work" --init teacher-0.pt --save teacher-1.pt \
    --train $gold mobie:0.05 smartdata:0.1 --epochs 2 --seed 2
# Its scores on raw text, through the product's own int8 encoder.
if [ ! -e "$work/silver.scores.f16" ]; then
    python wortlaut_training.export --work "$work" --model teacher-1.pt --out "$work/teacher.lex" --title teacher
    (cd .. && cargo run --release --package wortlaut-xtask -- label --model "$work/teacher.lex" \
        --sentences "$work/silver.jsonl" --out "$work/silver.scores.f16")
fi
# The student: every other layer of the teacher, narrowed, on its scores and the annotated text.
[ -e "$work/student.pt" ] || python wortlaut_training.finetune --work "$work" --init teacher-1.pt --layers 1,3,5,7,9,11 \
    --ffn 1024 --save student.pt --train $gold silver:0.8 --epochs 1 --rate 3e-4 --seed 3
[ -e "$work/news.pt" ] || python wortlaut_training.finetune --work "$work" --init student.pt --layers 0,1,2,3,4,5 \
    --save news.pt --train $gold --epochs 1.5 --rate 1e-4 --seed 4
# GermEval's convention once more, on the vectors of its own sentences.
[ -e "$work/refit.pt" ] || python wortlaut_training.refit --work "$work" --model news.pt --save refit.pt
python wortlaut_training.export --work "$work" --model refit.pt --out ../models/news.lex --title news
# Columns for the fast tier: wortlaut train names-fast --taught WORK/silver
python wortlaut_training.silver --work "$work" --out "$work/silver"
