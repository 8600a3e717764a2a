import type { Extracted } from '../document/extracted.js';
import { HtmlCollector } from './html-collector.js';

/** What a page shows: no scripts, styles, navigation and hidden parts. The parser is loaded when the first page is met. */
export async function extractHtml(html: string): Promise<Extracted> {
  const { Parser } = await import('htmlparser2');
  const collector = new HtmlCollector();
  new Parser(collector, { decodeEntities: true }).end(html);
  return collector.end();
}
