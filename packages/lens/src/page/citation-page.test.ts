import { describe, expect, it } from 'vitest';
import { answered, declined, passages } from '../../test/readings.js';
import type { ReadPassage } from '../cited/read-passage.js';
import { citationPage } from './citation-page.js';

const page = citationPage(answered);
const articles = (html: string) => [...html.matchAll(/<article.*?<\/article>/gs)].map(([article]) => article);
const best = (html: string) => /<p class="best"[^>]*>(.*?)<\/p>/.exec(html)?.[1];
const evil = '</p></style><script>alert(1)</script><img src=x onerror=alert(1)>" onload="x \u0000\u001b[31m';

describe('citationPage', () => {
  it('has the question, the answers best first with their scores, and where they were read', () => {
    expect(page).toContain('<h1 dir="auto">Who built the Eiffel Tower?</h1>');
    expect(best(page)).toBe('Gustave Eiffel');
    const items = [...page.matchAll(/<li>.*?<\/li>/g)].map(([item]) => item);
    expect(items).toHaveLength(4);
    expect(items.map((item) => /(\d+)%/.exec(item)?.[1])).toEqual(['71', '14', '9', '6']);
    expect(items[0]).toContain('<a href="#passage-1">passage 1</a>, <a href="#passage-2">passage 2</a>');
    expect(items[2]).toContain('not in these passages');
    expect(items[2]).not.toContain('<a ');
    expect(page).not.toContain('not shown');
  });

  it('says what is left to answers that are not shown', () => {
    const html = citationPage({ ...answered, answers: answered.answers.slice(0, 2) });
    expect(html).toContain('Answers that are not shown share the other 15%.');
    const one = citationPage({ ...declined, passages: declined.passages.slice(0, 1), answers: [] });
    expect(best(one)).toBe('I did not find this: not in the passage that was read.');
  });

  it('numbers passages by their share, and folds away what no answer cites', () => {
    const [first, second, third] = articles(page);
    expect(first).toContain('<h3 id="title-1">1. <bdi>paris.pdf</bdi></h3>');
    expect(first).toContain('page 3, characters 0 to 133');
    expect(second).toContain('notes/fair.md, characters 120 to ');
    expect(page.indexOf('<details>')).toBeLessThan(page.indexOf(third as string));
    expect(page.indexOf('<details>')).toBeGreaterThan(page.indexOf(second as string));
    expect(page).toContain('1 passage that no answer cites');
    expect(third).toContain('&lt;1%');
  });

  it('leads every link to a passage', () => {
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(0);
    for (const id of targets) expect(page.split(`id="${id}"`)).toHaveLength(2);
  });

  it('marks words against the strongest of their passage, and frames the best answer where answers overlap', () => {
    const [first = ''] = articles(page);
    const marks = [...first.matchAll(/<mark style="--strength:([\d.]+);[^"]*">([^<]*)</g)];
    expect(marks.map(([, strength, word]) => [word, strength])).toContainEqual(['Gustave', '1']);
    expect(marks.map(([, strength, word]) => [word, strength])).toContainEqual(['company', '0.16']);
    const framed = [...first.matchAll(/<strong class="answer" data-answer="(\d)" title="([^"]*)"/g)];
    expect(framed.map(([, number, title]) => [number, title])).toEqual([['1', 'answer 1: Gustave Eiffel']]);
  });

  it('says in words what colours show', () => {
    const [first = ''] = articles(page);
    expect(first).toContain('64%<span class="unseen"> of the attention</span>');
    expect(first).toContain('Looked at most: “<bdi>Gustave</bdi>” 74%, “<bdi>company</bdi>” 12%');
    expect(page.match(/class="bar" aria-hidden="true"/g)).toHaveLength(4 + 3);
  });

  it('says honestly that nothing was found, and still shows what came nearest', () => {
    const html = citationPage(declined);
    expect(best(html)).toBe('I did not find this: not in the 3 passages that were read.');
    expect(html).toContain('Gustave Eiffel</span>');
    const nothing = citationPage({ question: 'Who?', answers: [], passages: [] });
    expect(best(nothing)).toBe('I did not find this: no passage was found for the question.');
    expect(nothing).not.toContain('<article');
  });

  it('shows what was read where no answer cites anything', () => {
    const html = citationPage({ ...answered, answers: [{ answer: null, score: 1, citations: [] }] });
    expect(html).toContain('<details open>');
    expect(articles(html)).toHaveLength(3);
  });

  it('escapes questions, answers, file names, titles and passages', () => {
    const passage: ReadPassage = {
      text: evil,
      document: `${evil}.pdf`,
      title: evil,
      share: 1,
      words: [{ start: 0, end: evil.length, weight: 1 }],
    };
    const citations = [{ passage: 0, start: 0, end: evil.length }];
    const html = citationPage({
      question: evil,
      answers: [{ answer: evil, score: 1, citations }],
      passages: [passage],
    });
    expect(html).not.toMatch(/<script|<img|" onload/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(html).not.toMatch(/[\u0000\u001b]/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('loads nothing from anywhere and runs nothing', () => {
    expect(page).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/@import|<link|https?:|url\(|src=/);
    expect(page).not.toContain('<script');
    for (const [, target] of page.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#passage-\d+$/);
  });

  const [one] = passages as readonly [ReadPassage];
  it.each([
    ['missing-source', { passages: [one] }],
    ['missing-source', { answers: [{ answer: 'x', score: 1, citations: [{ passage: 0, start: 0, end: 10_000 }] }] }],
    ['missing-source', { answers: [{ answer: 'x', score: 1, citations: [{ passage: 0, start: 4, end: 3 }] }] }],
    ['invalid-attention', { passages: passages.map((passage) => ({ ...passage, share: Number.NaN })) }],
    [
      'invalid-attention',
      { passages: passages.map((each) => ({ ...each, words: [{ start: 0, end: 1, weight: -1 }] })) },
    ],
  ])('refuses with %s', (code, changed) => {
    expect(() => citationPage({ ...answered, ...changed })).toThrow(expect.objectContaining({ code }));
  });
});
