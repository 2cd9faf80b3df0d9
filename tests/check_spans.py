"""Every span of every record lies in its text, and says there what it says it does. Usage: check_spans.py FILE"""
import json, sys
checked = 0
for record in map(json.loads, open(sys.argv[1], encoding="utf-8")):
    text = record["text"]
    for layer, key in [("tokens", "form"), ("mentions", "surface"), ("times", "surface")]:
        for item in record[layer]:
            assert text[item["start"]:item["end"]] == item[key] != "", (record["id"], layer, item)
            checked += 1
print(checked, "spans checked")
