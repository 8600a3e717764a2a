const noTitle =
  /^(?:untitled.*|microsoft (?:word|powerpoint|excel)\b.*|.*\.(?:docx?|pptx?|xlsx?|odt|tex|dvi|indd|pdf|rtf|txt))$/i;

/** The title of a PDF's information, unless a program made it up from a file's name. */
export function usableTitle(information: object): string | undefined {
  const title = 'Title' in information && typeof information.Title === 'string' ? information.Title : '';
  const said = title.replace(/\s+/g, ' ').trim();
  return said === '' || noTitle.test(said) ? undefined : said;
}
