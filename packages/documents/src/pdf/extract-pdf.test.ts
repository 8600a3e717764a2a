import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { type PdfLine, paragraph, pdfFile } from '../../test/pdf-file.js';
import { blocksOf, codeOf, parsed } from '../../test/reading.js';
import { parseDocument, splitIntoPassages } from '../index.js';

const body = paragraph(['The tower stands on four feet of', 'iron. It was built for a fair.'], { y: 680 });
const page: PdfLine[] = [{ text: 'The tower', y: 720, size: 18 }, ...body];

describe('a PDF', () => {
  it('has the text of every page, headings by their size, and its own title', async () => {
    const document = await parsed('pdf', pdfFile([page, body], { title: 'Iron' }));
    expect(document.title).toBe('Iron');
    expect(document.texts.map(({ page: number, text }) => [number, text])).toEqual([
      [1, 'The tower\n\nThe tower stands on four feet of\niron. It was built for a fair.'],
      [2, 'The tower stands on four feet of\niron. It was built for a fair.'],
    ]);
    expect(document.texts[0]?.blocks[0]).toMatchObject({ kind: 'heading', level: 1, title: 'The tower' });
    expect(splitIntoPassages(document).map(({ page: number, title }) => [number, title])).toEqual([
      [1, 'Iron › The tower'],
      [2, 'Iron › The tower'],
    ]);
  });

  it('has passages that stand in the text of their page', async () => {
    const pages = Array.from({ length: 12 }, (_, index) => [...page, { text: `Page ${index}.`, y: 50 }]);
    const document = await parsed('pdf', pdfFile(pages));
    const passages = splitIntoPassages(document, { size: 12, overlap: 4 });
    expect(new Set(passages.map((passage) => passage.page)).size).toBe(12);
    for (const { page: number = 0, start, end, text } of passages) {
      expect(document.texts[number - 1]?.text.slice(start, end)).toBe(text);
    }
  });

  it('has paragraphs where lines are farther apart', async () => {
    const lines = [...paragraph(['one', 'two', 'three'], { y: 700 }), ...paragraph(['four', 'five'], { y: 650 })];
    expect(blocksOf(await parsed('pdf', pdfFile([lines])))).toEqual(['one\ntwo\nthree', 'four\nfive']);
  });

  it('goes on at the top of the next column', async () => {
    const lines = [
      ...paragraph(['left one', 'left two', 'a sentence that'], { y: 700 }),
      ...paragraph(['goes on here', 'right two'], { x: 320, y: 700 }),
    ];
    expect(blocksOf(await parsed('pdf', pdfFile([lines])))).toEqual([
      'left one\nleft two\na sentence that\ngoes on here\nright two',
    ]);
  });

  it('joins words that were divided at the end of a line', async () => {
    const lines = ['an exam-', 'ple of state-of-the-', 'art, in Anglo-', 'Saxon, 1914-', '1918 soft\xad', 'ened'];
    expect(blocksOf(await parsed('pdf', pdfFile([paragraph(lines)])))).toEqual([
      'an example of state-of-the-art, in Anglo-\nSaxon, 1914-\n1918 softened',
    ]);
  });

  it('gives ligatures as letters', async () => {
    const toUnicode = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <41> <FB01> <42> <FB03> endbfchar
2 beginbfrange <20> <40> <0020> <61> <7A> <0061> endbfrange
endcmap end end`;
    const lines = paragraph(['And the oBce']);
    expect(blocksOf(await parsed('pdf', pdfFile([lines], { toUnicode })))).toEqual(['find the office']);
  });

  it.each(['Microsoft Word - draft.doc', 'paper.tex', ' ', 'Untitled'])('%j is no title', async (title) => {
    expect((await parsed('pdf', pdfFile([page], { title }))).title).toBeUndefined();
  });

  it('keeps the bytes that it was given', async () => {
    const bytes = pdfFile([page]);
    const before = Buffer.from(bytes);
    await parsed('pdf', bytes);
    expect(Buffer.compare(before, bytes)).toBe(0);
  });
});

describe('a PDF that cannot be read', () => {
  it('has no text layer: it is told to be scanned', async () => {
    const scanned = parsed('pdf', pdfFile([[], []]));
    await expect(scanned).rejects.toThrow(/2 pages without a text layer: it seems to be scanned/);
    expect(await codeOf(scanned)).toBe('no-text');
  });

  it('asks for a password', async () => {
    const secret = `<${'5a'.repeat(32)}>`;
    const trailer = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${secret} /U ${secret} >> /ID [<00> <00>]`;
    expect(await codeOf(parsed('pdf', pdfFile([page], { trailer })))).toBe('encrypted-pdf');
  });

  it('is cut short, at whatever place', async () => {
    const bytes = pdfFile([page, page, body]);
    for (const share of [0.02, 0.3, 0.6, 0.9, 0.99]) {
      expect(await codeOf(parsed('pdf', bytes.subarray(0, bytes.length * share)))).toBe('broken-pdf');
    }
  });

  it('is something else, or damaged all over', async () => {
    expect(await codeOf(parsed('pdf', '<html>not a pdf</html>'))).toBe('broken-pdf');
    expect(await codeOf(parsed('pdf', `%PDF-1.4\n${'nothing '.repeat(100)}\n%%EOF`))).toBe('broken-pdf');
  });

  it('names the file and keeps the cause', async () => {
    const error = await parsed('pdf', `%PDF-1.4\nnothing\n%%EOF`).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining('test.pdf'), cause: expect.any(Error) });
  });
});

describe('an abort', () => {
  it('stops between two pages', async () => {
    const bytes = pdfFile(Array.from({ length: 60 }, () => page));
    const controller = new AbortController();
    const { signal } = controller;
    const check = signal.throwIfAborted.bind(signal);
    const checks = vi.spyOn(signal, 'throwIfAborted').mockImplementation(() => {
      // The event loop brings the abort, once some pages are read.
      if (checks.mock.calls.length === 10) setImmediate(() => controller.abort(new Error('enough')));
      check();
    });
    await expect(parseDocument({ document: 'a.pdf', format: 'pdf', bytes }, { signal })).rejects.toThrow('enough');
    expect(checks).toHaveBeenCalledTimes(11);
  });
});
