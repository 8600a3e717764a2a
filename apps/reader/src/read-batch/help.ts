import { describeOptions } from '@crossattn/command-line';
import { optionDefinitions } from './option-definitions.js';

export const usage = 'reader read --batch <file.jsonl|-> --json [options]';

/** The text of `reader read --help`. */
export function helpText(): string {
  return `Answers questions to passages that come with them; no store is needed.

Usage: ${usage}

A line of the file is {"id","question","passages":["…",…]} with 1 to 200 passages. Empty lines are passed over.
What holds without an option is in brackets.
${describeOptions(optionDefinitions)}
Standard output is one object a line for each of them, in their order:
  {"id","answers":[{"answer","score","citations":[{"passage","start","end","weight"}]}],"declined":true|false}
passage is the index in the given list, start and end are the place in it (UTF-16 units, as JavaScript counts), weight
is the passage's share of the attention. declined says that "not in these passages" was likelier than all answers
together; the answers are then the likeliest ones all the same. For a line that fails the object is
{"id","error":{"code","message"}}, and the others still come.

Exit status
  0     every line has its answers, or was declined
  1     a line failed, or the model could not be opened
  2     the command was not understood: nothing was read
  130   interrupted (Ctrl-C); what was printed until then is whole

Examples
  reader read --batch questions.jsonl --json > answers.jsonl
  generate-questions | reader read --batch - --json --top-k 1
`;
}
