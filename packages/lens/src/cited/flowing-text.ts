/** A shorter line was ended on purpose, such as an item of a list or a verse. */
const wrapped = 50;
/** Lists, quotations, headings and tables, whose lines are their own. */
const ownLine = /^\s*(?:[-*+#>|•–]|\d+[.)]\s)/;

/**
 * A text whose prose is wrapped by hand, with spaces in the place of those line ends, so that it fills the width it is shown
 * at. As long as before, character for character.
 */
export function flowingText(text: string): string {
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      if (next === undefined) return line;
      const flows = line.trim().length >= wrapped && next.trim() !== '' && !ownLine.test(next) && !/^\s*\|/.test(line);
      return flows ? `${line.replace(/\r$/, ' ')} ` : `${line}\n`;
    })
    .join('');
}
