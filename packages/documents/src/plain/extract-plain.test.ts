import { describe, expect, it } from 'vitest';
import { blocksOf, codeOf, parsed } from '../../test/reading.js';

describe('plain text', () => {
  it('has paragraphs where empty lines are, whatever ends its lines', async () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const text = ['', 'one', 'two', '', '  ', '\tthree  ', '', ''].join(lineEnd);
      const document = await parsed('text', text);
      expect(blocksOf(document)).toEqual([`one${lineEnd}two`, 'three']);
      expect(document.texts[0]?.text).toBe(text);
    }
  });

  it('is refused when there is nothing to read', async () => {
    expect(await codeOf(parsed('text', ''))).toBe('empty-file');
    expect(await codeOf(parsed('text', ' \r\n\t\n'))).toBe('no-text');
    expect(await codeOf(parsed('text', '\ufeff'))).toBe('no-text');
  });
});
