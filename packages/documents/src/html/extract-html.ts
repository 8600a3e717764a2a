import type { Extracted } from '../document/extracted.js';
import { HtmlCollector } from './html-collector.js';
import { HtmlTokens } from './html-tokens.js';

/** What a page says, without scripts, navigation and what is hidden. The parser is loaded when the first page is met. */
export async function extractHtml(html: string): Promise<Extracted> {
  const { Tokenizer } = await import('htmlparser2');
  const collector = new HtmlCollector();
  const tokenizer = new Tokenizer({ decodeEntities: true }, new HtmlTokens(html, collector));
  tokenizer.write(html);
  tokenizer.end();
  return collector.end();
}
