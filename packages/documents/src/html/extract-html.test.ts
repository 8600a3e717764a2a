import { describe, expect, it } from 'vitest';
import { blocksOf, codeOf, parsed } from '../../test/reading.js';
import { splitIntoPassages } from '../index.js';

const page = `<!doctype html>
<html><head><title>Menu &amp; prices</title><style>p { color: red }</style>
<script>document.write("<p>no</p>")</script></head>
<body><nav><ul><li>Home</ul></nav>
<h1>What we
   serve</h1>
<p>Caf&eacute; au lait,&nbsp;<b>hot</b>er than <i>tea</i>.<br>Always.
<p hidden>fresh</p><div hidden><div>secret</div>still</div><div style="DISPLAY : none">gone</div>
<ul><li>one<li>two</ul>
<table><caption>Prices</caption><tr><th>drink<th>price<tr><td><p>tea</p><td>2 &euro;</table>
<pre>
 if (a &lt; b)
   return;
</pre>
<noscript>enable scripts</noscript><svg><title>icon</title><text>svg</text></svg>
<h2>Opening hours</h2>Daily</body></html>`;

describe('a page', () => {
  it('gives what it shows: blocks, entities, rows, and code as it stands', async () => {
    const document = await parsed('html', page);
    expect(document.title).toBe('Menu & prices');
    expect(blocksOf(document)).toEqual([
      'What we serve',
      'Café au lait,\u00a0hoter than tea.\nAlways.',
      'fresh',
      'one',
      'two',
      'Prices',
      'drink | price',
      'tea | 2 €',
      ' if (a < b)\n   return;',
      'Opening hours',
      'Daily',
    ]);
  });

  it('has passages that stand in its text, under its headings', async () => {
    const document = await parsed('html', page);
    const passages = splitIntoPassages(document);
    expect(passages.map(({ title }) => title)).toEqual([
      'Menu & prices › What we serve',
      'Menu & prices › What we serve › Opening hours',
    ]);
    for (const { start, end, text } of passages) expect(document.texts[0]?.text.slice(start, end)).toBe(text);
  });

  it('of scripts and navigation alone is refused', async () => {
    expect(await codeOf(parsed('html', '<title>t</title><nav>a</nav><script>b</script>'))).toBe('no-text');
  });

  it.each([
    ['<p>a<script>b', ['a']],
    ['a</div></p></nav>b', ['a', 'b']],
    ['<p>a <b>b</p><p>c</b> d', ['a b', 'c d']],
    ['a<!-- <p>b -->c', ['ac']],
    ['1 < 2 & 3 &unknown; &#x41;&#66;', ['1 < 2 & 3 &unknown; AB']],
    ['<table><tr><td>a<table><tr><td>b</table><td>c</table>d', ['a', 'b', 'c', 'd']],
    ['<svg><title>icon</title></svg><textarea>x</textarea><p>y', ['y']],
  ])('%s, as people write it', async (html, blocks) => {
    expect(blocksOf(await parsed('html', html))).toEqual(blocks);
  });

  it.each([
    ['spaces in code', `<pre>a${' '.repeat(300_000)}b</pre>`],
    ['spaces that do not break', `<p>a${'\u00a0'.repeat(300_000)}b</p>`],
  ])('takes no longer for %s', { timeout: 10_000 }, async (_, html) => {
    expect(blocksOf(await parsed('html', html))[0]).toHaveLength(300_002);
  });

  it('costs no more for being deep', async () => {
    const document = await parsed('html', `${'<div>'.repeat(20_000)}deep`);
    expect(blocksOf(document)).toEqual(['deep']);
  });
});
