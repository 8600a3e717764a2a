export const usage = 'reader index|ask|read … [options]';

/** The text of `reader --help`. */
export function helpText(): string {
  return `Answers questions out of your documents, and shows the words that it read the answer from.

Usage: reader index <folder|file>… [options]       reads documents into a store
       reader ask "<question>" [options]           answers a question out of the store
       reader read --batch <file.jsonl|-> --json   answers questions to passages that come with them, without any store

Each has a help of its own: reader index --help, reader ask --help, reader read --help.

The store is the folder .reader-store in the current folder, unless --store or the environment variable DATABASE_URL
names another folder or a Postgres server (postgres://…).

Options
  -h, --help                print this help
  -v, --version             print the version

Exit status
  0     everything that was asked for was done; also where no answer was found
  1     something failed, such as a file that cannot be read, a line of a batch, the store or the model
  2     the command was not understood: nothing was done
  130   interrupted (Ctrl-C); what was done until then is whole

Examples
  reader index notes manual.pdf
  reader ask "When was the bridge built?"
  reader ask "When was the bridge built?" --top-k 3 --html answer.html
  reader read --batch questions.jsonl --json > answers.jsonl
`;
}
