import { describeOptions } from '@crossattn/command-line';
import { optionDefinitions } from './option-definitions.js';

export const usage = 'reader ask "<question>" [options]';

/** The text of `reader ask --help`. */
export function helpText(): string {
  return `Answers a question out of the documents of a store, and cites what the answer was read from.

Usage: ${usage}

What holds without an option is in brackets.
${describeOptions(optionDefinitions)}
Each answer is printed with its score, and below it each place that it was read from: the document, the page of a PDF,
the span of the answer, and the words around it. Where "not in these passages" is likelier than all answers
together, that is what is said. With --json, standard output is one object:
  {"question",
   "answers":[{"answer","score","citations":[{"document","title","page","start","end","passage","weight"}]}],
   "declined":true|false,"passages":[{"document","title","page","start","end","text","weight"}],
   "milliseconds":{"load","search","read"}}
A citation's start and end are the answer's place in its document (in its page, where it has one; UTF-16 units),
passage is the index among the passages that were read, weight is a passage's share of the attention. declined says
that "not in these passages" was likelier than all answers together; the answers are then the likeliest ones all the
same.

Exit status
  0     the question was answered, or nothing was found
  1     the store or the model could not be opened, or the page could not be written
  2     the command was not understood: nothing was asked
  130   interrupted (Ctrl-C)

Examples
  reader ask "When was the bridge built?"
  reader ask "Who designed it?" --top-k 3 --passages 50
  reader ask "Who designed it?" --html answer.html
  reader ask "Who designed it?" --store postgres://localhost/documents --json
`;
}
