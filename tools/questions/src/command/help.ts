/** The text of `--help`. */
export const help = `Makes questions with answers from the captions that people wrote of photos.

questions --data <folder> [options]

  --data <folder>     photos and captions.jsonl, one {"image","split","captions"} a line
  --split <name>      photos of this split (train)
  --output <file>     where the questions go, one {"image","split","question","answer","type"} a line (standard output)
  --seed <n>          another seed draws other questions (1)

  Types are yes-no, action, number, colour, object and place. Every yes/no text has as many photos with "yes" as with "no".
  A count of the types goes to standard error.

Exit status
  0   made
  1   the data could not be read, or the file not be written
  2   the command was not understood
`;
