import { describeOptions } from '@crossattn/command-line';
import { optionDefinitions } from './option-definitions.js';

export const usage = 'reader index <folder|file>… [options]';

/** The text of `reader index --help`. */
export function helpText(): string {
  return `Reads documents into a store: .txt, .md, .html and .pdf files, folders with all that is below them.

Usage: ${usage}

Files that are unchanged since they were indexed are not embedded again, changed ones are replaced, and those that
vanished from a folder are removed when the folder is indexed again. A file that cannot be read is named on standard
error and skipped; what the store has of it stays. Each document is stored whole or not at all: where indexing was
stopped, calling it again goes on.

What holds without an option is in brackets.
${describeOptions(optionDefinitions)}
With --json, standard output is one object:
  {"store","documents","passages","added","updated","unchanged","removed","withoutVector",
   "skipped":[{"document","error":{"code","message"}}],"ignored"}
documents and passages are what the store holds now; withoutVector counts new passages in a script that the model does
not know, which are found by their words alone; ignored counts files of other formats inside folders.

Exit status
  0     everything was indexed
  1     a file was skipped, or the store or the model could not be opened
  2     the command was not understood: nothing was indexed
  130   interrupted (Ctrl-C); what was indexed until then is whole, and calling it again goes on

Examples
  reader index notes
  reader index notes papers/*.pdf --store library
  reader index notes --store postgres://localhost/documents
`;
}
