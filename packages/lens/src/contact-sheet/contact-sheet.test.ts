import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { answerTo, captionOfADog, cells, picture } from '../../test/exhibits.js';
import { gatherEvidence } from '../evidence/gather-evidence.js';
import { renderPng } from '../node/render-png.js';
import { contactSheet } from './contact-sheet.js';
import { textWidth } from './text-width.js';

const dog = { evidence: gatherEvidence(captionOfADog()), photos: [picture] };
const labels = (svg: string) => [...svg.matchAll(/<text[^>]*font-size="24"[^>]*>([^<]*)</g)].map(([, text]) => text);

describe('contactSheet', () => {
  it('has the photo once and a heat map for each word that means something', () => {
    const svg = contactSheet(dog);
    expect(labels(svg)).toEqual(['dog', 'runs']);
    expect(svg.match(/<use /g)).toHaveLength(3);
    expect(svg.match(/<image x=/g)).toHaveLength(2);
    expect(svg).toContain('>a dog runs<');
  });

  it('shows all words where asked, or where none means something', () => {
    expect(labels(contactSheet(dog, { words: 'all' }))).toEqual(['a', 'dog', 'runs']);
    expect(labels(contactSheet(answerTo('is it red ?', 'no', 2)))).toEqual(['no']);
  });

  it.each([
    { columns: Number.NaN },
    { columns: 1.5 },
    { columns: 0 },
    { columns: Number.POSITIVE_INFINITY },
    { columns: '2' },
    { words: 'al' },
    { colums: 2 },
    null,
  ])('refuses the options %j', (options) => {
    expect(() => contactSheet(dog, options as never)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
  });

  it('is as wide as its columns', async () => {
    const width = async (columns: number) =>
      (await sharp(Buffer.from(contactSheet(dog, { columns }))).metadata()).width;
    expect(await width(1)).toBe(300 + 56);
    expect(await width(3)).toBe(3 * 300 + 2 * 20 + 56);
  });

  it('puts the heat where the attention was', async () => {
    const pixels = sharp(await renderPng(contactSheet(dog, { columns: 3 })));
    const { data, info } = await pixels.raw().toBuffer({ resolveWithObject: true });
    // The second tile begins at 348; its photo is 300 high and begins 102 + 38 below the top of the sheet.
    const light = (x: number, y: number) => data[(y * info.width + x) * info.channels] as number;
    const top = [...Array(info.height).keys()].find((y) => light(348 + 290, y) < 200) as number;
    expect(light(348 + 20, top + 20)).toBeGreaterThan(light(348 + 280, top + 280) + 60);
    expect(light(668 + 150, top + 150)).toBeGreaterThan(light(668 + 20, top + 20) + 60);
  });

  it('escapes what people and models write, and stays well-formed', async () => {
    const question = 'is </text><script>alert(1)</script> "&" \u0000\ud800 here ?';
    const svg = contactSheet(answerTo(question, '<b>', 1));
    expect(svg).not.toMatch(/<script|<b>/);
    expect(svg).not.toContain('\u0000');
    expect((await sharp(Buffer.from(svg)).metadata()).format).toBe('svg');
  });

  it('refers to nothing outside itself', () => {
    for (const [, url] of contactSheet(answerTo('what ?', 'dog', 0)).matchAll(/(?:href|src)="([^"]*)"/g)) {
      expect(url).toMatch(/^(data:image\/png;base64,|#photo-0$)/);
    }
  });

  it('keeps the question under its picture, however long its words and what was not read of it', () => {
    const asked = (question: string) => contactSheet(answerTo(question, 'dog', 0), { columns: 2 });
    const chips = (svg: string) =>
      [...svg.matchAll(/<text[^>]*font-size="16" text-anchor="middle">([^<]*)</g)].map(([, text]) => text ?? '');
    const long = 'w'.repeat(200);
    expect(chips(asked(`is ${long} ?`)).join('')).toBe(`is${long}?`);
    const exhibit = answerTo('is it red ?', 'dog', 0);
    const unread = ' and is there a cat'.repeat(12);
    const truncated = contactSheet({ ...exhibit, texts: [`is it red ?${unread}`] });
    expect(chips(truncated).join(' ')).toBe(`is it red ?${unread}`);
    for (const chip of [...chips(asked(`is ${long} ?`)), ...chips(truncated)]) {
      expect(textWidth(chip, 16)).toBeLessThanOrEqual(300);
    }
  });

  it('sets long words smaller, and survives texts without words and photos without a side', async () => {
    const long = 'x'.repeat(300);
    const svg = contactSheet(answerTo(`${long} ?`, long, 0));
    const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeLessThan(3);
    const wordless = gatherEvidence({ slots: cells, tokens: [] });
    expect(contactSheet({ evidence: wordless, photos: [{ ...picture, height: 70_000 }] })).toContain('the photo');
  });

  it('shows several photos side by side', () => {
    const slots = cells.map((cell, index) => ({ ...cell, image: index % 2 }));
    const evidence = gatherEvidence({ ...captionOfADog(), slots });
    const svg = contactSheet({ evidence, photos: [picture, { ...picture, width: 140 }] });
    expect(svg.match(/<use /g)).toHaveLength(6);
    expect(svg).toContain('the photos');
  });

  it.each([
    ['invalid-picture', { photos: [{ ...picture, url: 'https://example.org/photo.png' }] }],
    ['invalid-picture', { photos: [{ ...picture, url: 'data:image/svg+xml;base64,PHN2Zy8+' }] }],
    ['invalid-picture', { photos: [{ ...picture, url: 'data:image/png;base64,AAAA"onload="' }] }],
    ['invalid-picture', { photos: [{ ...picture, width: 0 }] }],
    ['missing-source', { photos: [] }],
  ])('refuses with %s', (code, changed) => {
    expect(() => contactSheet({ ...dog, ...changed })).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a question that was not given', () => {
    const { texts: _, ...asked } = answerTo('what ?', 'dog', 0);
    expect(() => contactSheet(asked)).toThrow(expect.objectContaining({ code: 'missing-source' }));
  });
});
