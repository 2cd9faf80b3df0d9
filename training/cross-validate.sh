#!/bin/sh
# Grammar cross-validated on UD German GSD dev and test, both tiers. Usage: cross-validate.sh DATA WORK, after train.sh has made WORK.
# A base that has seen neither file learns as the shipped models do, teacher, parses and pupil, but less; then each fold goes on
# with the other four fifths. A step whose result stands in WORK is left out. One hour and a half on one core.
set -eu
data=$(cd "$1" && pwd) work=$(cd "$2" && pwd)
cd "$(dirname "$0")"
binary=../target/release/wortlaut
python() { command python -m "$@"; }
joint() { python wortlaut_training.joint --work "$work" --epochs 1 --seed 8 "$@"; }
words() { python wortlaut_training.words --work "$work" --rate 2e-3 --seed 5 "$@"; }
folder() { mkdir -p "$1"; [ -e "$1/analyses.txt" ] || python wortlaut_training.treebanks --data "$data" --own ../data/grammar --binary $binary --out "$1" --fold "$2"; }

# The base reads no GSD dev and test: `grammar-gsd.jsonl` of this folder is not among its corpora, the held-out fifth is only looked at,
# and no sentence of either file stands in the other corpora or in the raw text (checked).
folder "$work/fold-base" 0
[ -e "$work/base-teacher.pt" ] || joint --grammar "$work/fold-base" --init teacher-1.pt --save base-teacher.pt --rate 2.5e-4 \
    --trees grammar-germanic:0.5 grammar-own:3 grammar-corrected:4 grammar-older:2 grammar-words:0.6 grammar-mood:1 grammar-web:1
if [ ! -e "$work/fold-base/grammar-silver.jsonl" ]; then
    head -n 20000 "$work/grammar-raw.jsonl" > "$work/fold-base/raw.jsonl"
    python wortlaut_training.teach --work "$work" --model base-teacher.pt --sentences "$work/fold-base/raw.jsonl" --out "$work/fold-base/grammar-silver"
fi
[ -e "$work/base-student.pt" ] || joint --grammar "$work/fold-base" --init refit.pt --save base-student.pt --rate 4e-4 \
    --trees grammar-silver:1 grammar-own:3 grammar-corrected:3 grammar-older:2 grammar-words:0.3 grammar-mood:1 grammar-web:1
[ -e "$work/base-words.pt" ] || words --grammar "$work/fold-base" --save base-words.pt --epochs 2 \
    --trees grammar-silver:1 grammar-own:2 grammar-corrected:2 grammar-older:2 grammar-words:0.3 grammar-mood:2 grammar-web:1

for fold in 0 1 2 3 4; do
    own="$work/fold-$fold"
    folder "$own" $fold
    [ -e "$work/fold-$fold.pt" ] || joint --grammar "$own" --init base-student.pt --save fold-$fold.pt --rate 2e-4 \
        --trees grammar-gsd:5 grammar-own:1 grammar-corrected:0.7 grammar-older:1 grammar-mood:1
    [ -e "$work/fold-$fold-words.pt" ] || words --grammar "$own" --init base-words.pt --save fold-$fold-words.pt --epochs 1 \
        --trees grammar-gsd:5 grammar-own:1 grammar-corrected:0.7 grammar-older:1 grammar-mood:1
    python wortlaut_training.export --work "$work" --model fold-$fold.pt --grammar "$own" --out "$own/news.lex" --title news
    python wortlaut_training.export --work "$work" --model fold-$fold-words.pt --grammar "$own" --words --subjunctive 0.6 --out "$own/fast.lex" --title fast-grammar
    # Grammar alone, under the treebank's convention of tokens, from raw text.
    printf 'stages = ["segment", "encoder", "syntax"]\n[segment]\ntokens = "ud"\n[models]\nencoder = "%s"\n' "$own/news.lex" > "$own/news.toml"
    printf 'stages = ["segment", "syntax"]\n[segment]\ntokens = "ud"\n[models]\nsyntax = "%s"\n' "$own/fast.lex" > "$own/fast.toml"
    for tier in news fast; do
        $binary eval --pipeline "$own/$tier.toml" --layer syntax --gold "$own/held.conllu" --json > "$own/$tier.json"
    done
done
python wortlaut_training.folds --work "$work"
