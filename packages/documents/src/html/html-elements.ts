/** Elements whose content is not read. */
export const unreadElements: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'nav',
  'button',
  'select',
  'textarea',
  'iframe',
  'object',
  'canvas',
  'audio',
  'video',
  'dialog',
]);

/** Elements that begin and end a block. */
export const blockElements: ReadonlySet<string> = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'caption',
  'center',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hgroup',
  'hr',
  'html',
  'legend',
  'li',
  'main',
  'menu',
  'ol',
  'p',
  'pre',
  'search',
  'section',
  'summary',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
]);

/** Cells of a table: one row is one block, with this between its cells. */
export const cellElements: ReadonlySet<string> = new Set(['td', 'th']);
export const betweenCells = ' | ';

const headings = /^h([1-6])$/;

/** 1 for `h1` to 6 for `h6`, undefined for other elements. */
export function headingLevel(element: string): number | undefined {
  const digit = headings.exec(element)?.[1];
  return digit === undefined ? undefined : Number(digit);
}
