import { describeOptions } from '@crossattn/command-line';
import { optionDefinitions } from './option-definitions.js';

export const usage = 'caption <file|folder|pattern|->… [options]';

const introduction = `Writes one line of English for every photo.

Usage: ${usage}

What to caption
  photo.jpg                 a photo: JPEG, PNG, WebP, AVIF, TIFF or GIF (its first frame)
  holiday                   the photos directly inside a folder, sorted by name
  'holiday/**/*.jpg'        the photos that match a pattern; in quotes, so that the shell leaves it alone
  -                         the bytes of one photo on standard input
  -- -odd-name.jpg          after --, everything is a file, a folder or a pattern

What holds without an option is in brackets.
`;

const ending = `
One photo prints its caption; several print "name: caption" in the order in which they were named. A photo that fails
is named on standard error and the others still come. With --json a line is
  {"image","caption","tokens":[{"text","probability"}],"model","device","milliseconds":{"load","encode","decode"}}
or, for a photo that fails, {"image","error":{"code","message"}}.

With --attention <folder>, photo.jpg gets <folder>/photo.png, the photo once for each word with what the word looked
at, and <folder>/photo.html, a page on which pointing at a word shows it. Files of these names are replaced,
but never one of the photos.

Exit status
  0     every photo has its caption
  1     a photo failed, or the model could not be loaded
  2     the command was not understood: nothing was captioned
  130   interrupted (Ctrl-C); what was printed until then is whole

Examples
  caption photo.jpg
  caption holiday --json > captions.jsonl
  caption 'holiday/**/*.jpg' --batch 16 --beams 1
  caption photo.jpg --attention looked-at
  caption photo.jpg --candidates 3 --beams 5
  caption photo.jpg --temperature 0.8 --top-p 0.9 --seed 7
  curl -s https://example.org/photo.jpg | caption -
`;

/** The text of `--help`. */
export function helpText(): string {
  return `${introduction}${describeOptions(optionDefinitions)}${ending}`;
}
