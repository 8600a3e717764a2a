import { describe, expect, it } from 'vitest';
import { answerTo, captionOfADog, picture } from '../../test/exhibits.js';
import { gatherEvidence } from '../evidence/gather-evidence.js';
import { evidencePage } from './evidence-page.js';

const evidence = gatherEvidence(captionOfADog());
const page = evidencePage({ title: 'dog.jpg', photos: [picture], readings: [{ evidence }] });
const buttons = (html: string) => [...html.matchAll(/<button[^>]*>([^<]*)<\/button>/g)];

describe('evidencePage', () => {
  it('has a button for each word, and a figure for those that mean something', () => {
    expect(buttons(page).map(([, text]) => text)).toEqual(['a', 'dog', 'runs']);
    expect([...page.matchAll(/<figcaption><b>([^<]*)</g)].map(([, text]) => text)).toEqual(['dog', 'runs']);
  });

  it('describes every place for readers who do not see it', () => {
    expect(page).toContain('data-place="dog: looked mostly at the top left; the model was 50% sure of the word"');
    expect(page).toContain('aria-label="The photo with the heat map of &quot;runs&quot;: looked mostly at the middle;');
    for (const [button] of buttons(page)) expect(button).toContain('aria-pressed="false"');
    expect(page).toContain('role="status"');
    expect(page).toContain('<html lang="en">');
  });

  it('holds the photo once, and a heat map for each word', () => {
    expect(page.split(picture.url)).toHaveLength(2);
    expect(page.match(/--heat-0-\d-0:url/g)).toHaveLength(3);
    for (const [, name] of page.matchAll(/var\((--heat-[\d-]+)\)/g)) expect(page).toContain(`${name}:url(`);
  });

  it('loads nothing from anywhere', () => {
    expect(page).toContain(`content="default-src 'none'; img-src data:;`);
    for (const [, url] of page.matchAll(/(?:url\(|href=|src=)"?([^)"]*)/g)) expect(url).toMatch(/^data:image\/png;/);
    expect(page).not.toMatch(/@import|<link|https?:/);
  });

  it('shows an answer of one word at once, with its question marked', () => {
    const { photos, texts = [], ...answer } = answerTo('is the dog red ?', 'no', 2);
    const html = evidencePage({ title: 'dog', photos, readings: [{ ...answer, texts }] });
    expect(html).toContain('--heat:var(--heat-0-0-0)');
    expect(html).toContain('<span style="--strength:1">dog</span>');
    expect(html).toContain('looked mostly at the bottom right (50%); in the question most at &quot;dog&quot; (50%)');
    expect(html).not.toContain('<figure>');
  });

  it('keeps several readings apart', () => {
    const { photos, texts = [], ...answer } = answerTo('what ?', 'dog', 0);
    const html = evidencePage({ title: 'dog', photos, readings: [{ evidence }, { ...answer, texts }] });
    expect(html.match(/<section/g)).toHaveLength(2);
    expect(html).toContain('data-word="1-0"');
    expect(html.split(picture.url)).toHaveLength(2);
  });

  it('escapes titles, questions and answers', () => {
    const evil = '</style><script>alert(1)</script>" onload="x';
    const { photos, evidence: answer } = answerTo(evil, '<img>', 0);
    const html = evidencePage({ title: evil, photos, readings: [{ evidence: answer, texts: [evil] }] });
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).not.toContain('<img>');
    expect(html).not.toContain('" onload');
  });

  it('refuses a photo from elsewhere', () => {
    const photos = [{ ...picture, url: 'photo.png' }];
    expect(() => evidencePage({ title: 'dog', photos, readings: [{ evidence }] })).toThrow(
      expect.objectContaining({ code: 'invalid-picture' }),
    );
  });
});
