import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, codeOf, parsed } from '../../test/reading.js';
import { splitIntoPassages } from '../index.js';

const page = `---
title: "The manual"
tags: [a, b]
---
# Getting *started*

A paragraph that
goes on.

<!-- nobody reads this -->

- first
- second

> quoted

## A [table](http://example.com) and \`code\`

| name | age |
|------|-----|
| Ann  | 7   |

\`\`\`js
# no heading
run();
\`\`\`

[link]: http://example.com

<p align="center"><img src="x.png"></p>

Setext
------
the end
`;

describe('Markdown', () => {
  it('has blocks as they are written; comments, links and images are left out', async () => {
    const document = await parsed('markdown', page);
    expect(document.title).toBe('The manual');
    expect(blocksOf(document)).toEqual([
      '# Getting *started*',
      'A paragraph that\ngoes on.',
      '- first',
      '- second',
      '> quoted',
      '## A [table](http://example.com) and `code`',
      '| name | age |\n|------|-----|\n| Ann  | 7   |',
      '```js\n# no heading\nrun();\n```',
      'Setext\n------',
      'the end',
    ]);
  });

  it('gives passages the words of the headings above, and no passage reaches over what is left out', async () => {
    const passages = splitIntoPassages(await parsed('markdown', page));
    expect(passages.map(({ title, text }) => [title, text.slice(0, 12)])).toEqual([
      ['The manual › Getting started', '# Getting *s'],
      ['The manual › Getting started', '- first\n- se'],
      ['The manual › Getting started › A table and code', '## A [table]'],
      ['The manual › Getting started › Setext', 'Setext\n-----'],
    ]);
  });

  it('has the same blocks with the line ends of Windows', async () => {
    const document = await parsed('markdown', page.replaceAll('\n', '\r\n'));
    const unix = blocksOf(await parsed('markdown', page));
    expect(blocksOf(document).map((block) => block.replaceAll('\r\n', '\n'))).toEqual(unix);
    expect(document.title).toBe('The manual');
  });

  it.each([
    ["+++\ntitle = 'In TOML'\n+++\ntext", 'In TOML', ['text']],
    ['---\nlayout: post\n---\ntext', undefined, ['text']],
    ['---\n\nno front matter, a rule', undefined, ['no front matter, a rule']],
    ['text\n\n---\ntitle: no\n---\n', undefined, ['text', 'title: no\n---']],
  ])('%j: front matter', async (text, title, blocks) => {
    const document = await parsed('markdown', text);
    expect(document.title).toBe(title);
    expect(blocksOf(document)).toEqual(blocks);
  });

  it('without a word is refused', async () => {
    expect(await codeOf(parsed('markdown', '---\ntitle: x\n---\n\n<!-- c -->\n'))).toBe('no-text');
  });

  it('has blocks in order and within the text, whatever is written', async () => {
    const pieces = [
      '# ',
      '- ',
      '> ',
      '```\n',
      '| a |\n|---|\n',
      '\n',
      '\r\n',
      '    ',
      '\t',
      'word ',
      '<!--',
      '-->',
      '<div>',
      '[a]: b\n',
      '---\n',
      '1. ',
      'é',
      '👩‍👩‍👧',
    ];
    const written = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 })
      .map((list) => `x${list.join('')}`);
    await fc.assert(
      fc.asyncProperty(written, async (text) => {
        const [{ blocks } = { blocks: [] }] = (await parsed('markdown', text)).texts;
        let end = 0;
        for (const block of blocks) {
          expect(block.start).toBeGreaterThanOrEqual(end);
          expect(block.end).toBeGreaterThan(block.start);
          expect(text.slice(block.start, block.end).trim()).toBe(text.slice(block.start, block.end));
          end = block.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('takes no longer for tags that are never closed', { timeout: 10_000 }, async () => {
    expect(blocksOf(await parsed('markdown', `<div\n${'<'.repeat(200_000)}`))).toHaveLength(1);
    expect(blocksOf(await parsed('markdown', `<div>\n${'<!-'.repeat(100_000)}`))).toHaveLength(1);
  });

  it.each([
    ['<div a="b">\n<!-- c -->\n</div>', []],
    ['<div>\n<!-- c', []],
    ['<div <b>\n<!-->', []],
    ['<div>\nword', ['<div>\nword']],
    ['<div>\n<word', ['<div>\n<word']],
    ['<div>\n<<!-- word', ['<div>\n<<!-- word']],
  ])('%j has words or none', async (html, blocks) => {
    expect(blocksOf(await parsed('markdown', `text\n\n${html}`)).slice(1)).toEqual(blocks);
  });
});
