/** The text of `--help`. */
export const help = `Measures a model.

evaluate captions --data <folder> [options]
  Scores captions against what people wrote of the same photos.

  --data <folder>         photos and captions.jsonl, one {"image","split","source","captions"} a line
  --split <name>          photos of this split; all for any (val)
  --source <name>         photos of this source; all for any (flickr8k)
  --limit <n>             the first n of them (all)

  --model <folder>        the model that writes the captions (the embedded model)
  --beams <n>             captions kept in parallel while searching; 1 is greedy (as the model says)
  --threads <n>           threads for the arithmetic (as many as there are cores)
  --predictions <file>    scores ready captions instead: one {"image","caption"} a line, as caption --json prints them
  --shuffle               scores every photo with another photo's caption: what is left when the photo does not matter
  --save <file>           writes what was scored, one {"image","caption"} a line
  --json                  prints one JSON object instead of a table

  BLEU-1..4 are over the whole corpus, ROUGE-L, CIDEr and CIDEr-D are means over photos; document frequencies come from
  the references of the chosen photos. Intervals are bootstrap 95% intervals over photos. Progress goes to standard error.

evaluate vqa --data <folder> [options]
  Scores answers to questions about photos: COCO-QA of the validation photos, questions made of validation captions, and
  DAQUAR questions about the photos that are kept out of training.

  --data <folder>         photos and captions.jsonl, whose lines have "questions" [{"question","answers","type"}] too
  --source <name>         coco-qa, captions or daquar (all)
  --limit <n>             the first n questions of each type (all)

  --model <folder>        the model that answers (the embedded model)
  --beams <n>             as for captions
  --threads <n>           as for captions
  --predictions <file>    scores ready answers instead: one {"image","question","answer"} a line, or what vqa --batch prints
  --blind <file>          answers of a model that was trained without photos, for a column of its own
  --save <file>           writes what was scored, with the model's answer without its photo
  --json                  prints one JSON object instead of a table

  Exact match ignores case, spaces and marks at the ends. Consensus is the measure of VQA (Antol et al. 2015); blind is the
  same model with the photo masked; majority is the most frequent training answer of the type. Intervals are bootstrap 95%
  intervals over photos. Then another photo is put under 50 questions, and the movement of the answers measured.

evaluate reading --data <folder> [options]
  Scores answers that are read out of passages: with the passage given, declined where no passage answers, and searched
  for in the whole collection.

  --data <folder>         passages.jsonl.gz, val.jsonl and unanswerable_val.jsonl
  --source <name>         questions of this source; all for every one, SQuAD first (all)
  --part <name>           given, declining or retrieval alone (all three)
  --limit <n>             n questions of each kind, 0 for all of them (all of SQuAD with their passage, 200 of other sources,
                          1000 hard ones, 500 to one passage of another article, 100 to 20 of them, 300 searched for)
  --model <folder>        the model that reads (the embedded model)
  --threads <n>           threads for the arithmetic (as the reader says)
  --store <folder>        where the indexed passages are kept for the next time (a folder of the system's for such files)
  --choose <share>        chooses threshold and temperature on half of the passages, so that this share of the questions
                          that can be answered is declined, and measures them on the other half; nothing else is measured
  --save <file>           writes every question with what came of it, one object a line
  --json                  prints one JSON object instead of tables

  Exact match (EM) and F1 are those of the SQuAD script; a declined question counts as wrong. Intervals are bootstrap 95%
  intervals over passages. Samples are the same every time.

evaluate layers --goldens <folder> [options]
  Compares every layer with what PyTorch computed; the first that does not agree is where the two part.

  --goldens <folder>      goldens.safetensors and greedy.json, as tools/train/compact_goldens.py writes them
  --model <folder>        the model (the embedded model)
  --data <folder>         also compares states, logits and greedy captions of the goldens' photos, which lie there
  --json                  prints one JSON object instead of a table

evaluate evidence --data <folder> [options]
  Covers what each content word of a caption looked at most, and asks how much less likely the word becomes, against
  covering as many cells at random.

  --data <folder>         photos and captions.jsonl
  --split <name>          photos of this split; all for any (val)
  --source <name>         photos of this source; all for any (flickr8k)
  --limit <n>             the first n of them (200)
  --model <folder>        the model (the embedded model)
  --threads <n>           threads for the arithmetic (as many as there are cores)
  --cells <n>             cells that are covered in the photo's mean colour (10)
  --draws <n>             random covers of each photo (10)
  --choose <n>            first compares every way of putting layers and heads together, on n photos of split train
  --json                  prints one JSON object instead of a table

Exit status
  0   scored; everything agrees
  1   the data could not be read, or a photo failed; a layer or a caption does not agree
  2   the command was not understood
  130 interrupted

Examples
  evaluate captions --data ../shared/photos
  evaluate captions --data ../shared/photos --shuffle --limit 200
  evaluate captions --data ../shared/photos --predictions captions.jsonl --json
  evaluate vqa --data ../shared/photos --limit 50
  evaluate reading --data ../shared/text/reading
  evaluate reading --data ../shared/text/reading --choose 0.08
  evaluate layers --goldens tools/evaluate/goldens --data ../shared/photos
  evaluate evidence --data ../shared/photos --choose 100
`;
