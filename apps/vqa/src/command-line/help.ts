import { describeOptions } from '@crossattn/command-line';
import { optionDefinitions } from './option-definitions.js';

export const usage = 'vqa <file|folder|pattern|-> "<question>"… [options]';

const introduction = `Answers questions about photos; each photo is encoded once, however many questions follow.

Usage: ${usage}
       vqa <photo>                              asks for questions, or reads them from standard input
       vqa --batch <file.jsonl|->               answers lines of {"image","question"}
       vqa <photos>… --save-memory <file>       encodes photos, to be asked later
       vqa --memory <file> "<question>"…        asks the photos of a memory file

What can be asked
  photo.jpg                 a photo: JPEG, PNG, WebP, AVIF, TIFF or GIF (its first frame)
  holiday                   each of the photos directly inside a folder, sorted by name
  'holiday/**/*.jpg'        each of the photos that match a pattern; in quotes, so that the shell leaves it alone
  -                         the bytes of one photo on standard input
  -- -odd-name.jpg          after --, nothing is an option

What holds without an option is in brackets.
`;

const ending = `
One question to one photo prints its answer; several print "question answer", and where there are several photos
"name: question answer". A question that fails is named on standard error and the others still come. With --json and
with --batch a line is
  {"image","question","answers":[{"answer","score"}],"milliseconds":{"load","encode","question","decode"}}
or, for one that fails, {"image","question","error":{"code","message"}}.

With --attention <folder>, photo.jpg gets <folder>/photo.html, a page on which pointing at a word of an answer shows
what it looked at in photo and question, and photo.png, photo.2.png and so on, a picture for each question in turn.

Exit status
  0     every question has its answer
  1     a photo or a question failed, or the model could not be loaded
  2     the command was not understood: nothing was answered
  130   interrupted (Ctrl-C); what was printed until then is whole

Examples
  vqa photo.jpg "what is on the table?"
  vqa photo.jpg "is it a cat?" "what colour is it?" --top-k 3
  vqa photo.jpg "is it night?" --candidates yes,no
  vqa photo.jpg "where is the dog?" --attention looked-at
  vqa holiday "is there a dog?" --json > dogs.jsonl
  vqa holiday --save-memory holiday.safetensors
  vqa --memory holiday.safetensors "how many people are there?"
  cut -f2 questions.tsv | vqa photo.jpg
`;

/** The text of `--help`. */
export function helpText(): string {
  return `${introduction}${describeOptions(optionDefinitions)}${ending}`;
}
