import { escapeMarkup } from '../markup/escape-markup.js';

/** What a page is made of; only the title is escaped here. */
export interface HtmlDocument {
  readonly title: string;
  readonly style: string;
  readonly body: string;
  readonly script?: string;
}

/** One file of HTML that is forbidden to load anything from anywhere. */
export function htmlDocument({ title, style, body, script }: HtmlDocument): string {
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'${script ? `; script-src 'unsafe-inline'` : ''}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
${script ? `<script>${script}</script>\n` : ''}</body>
</html>
`;
}
