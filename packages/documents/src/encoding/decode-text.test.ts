import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { codeOf, parsed } from '../../test/reading.js';
import { parseDocument } from '../index.js';

const french = 'Le café où naît la pensée, un été déjà loin.\n';
const russian = 'Все люди рождаются свободными.\n';

async function textOf(bytes: Uint8Array, encoding?: string): Promise<string | undefined> {
  const options = encoding === undefined ? {} : { encoding };
  return (await parseDocument({ document: 'a.txt', format: 'text', bytes }, options)).texts[0]?.text;
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('the encoding of a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(french)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${french}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${french}`, 'utf16le')],
    ['UTF-16 BE with a mark', bigEndian(`\ufeff${french}`)],
    ['UTF-16 LE', Buffer.from(french, 'utf16le')],
    ['UTF-16 BE', bigEndian(french)],
    ['windows-1252', Buffer.from(french, 'latin1')],
  ])('%s is found out, and the mark is no part of the text', async (_, bytes) => {
    expect(await textOf(bytes)).toBe(french);
  });

  it('UTF-16 is found out though a few of its signs have their zero in the other byte', async () => {
    const text = `${french.repeat(3)}😀 一 ─`;
    expect(await textOf(Buffer.from(text, 'utf16le'))).toBe(text);
    expect(await textOf(bigEndian(text))).toBe(text);
    expect(await codeOf(textOf(Buffer.from(`${french}\0${french}`, 'utf16le')))).toBe('binary-file');
    expect(await codeOf(textOf(Buffer.from(Uint32Array.from({ length: 99 }, (_, index) => index).buffer)))).toBe(
      'binary-file',
    );
  });

  it('windows-1252 has quotes and the euro where latin-1 has nothing', async () => {
    expect(await textOf(Buffer.from([...Buffer.from('it costs only '), 0x93, 0x80, 0x35, 0x94]))).toBe(
      'it costs only “€5”',
    );
  });

  it('a last character of UTF-8 that was cut does not make all others wrong', async () => {
    const bytes = Buffer.from(`${french}é`).subarray(0, -1);
    expect(await textOf(bytes)).toBe(`${french}\ufffd`);
  });

  it('what cannot be guessed is refused, and read when it is told', async () => {
    const bytes = Buffer.from([...russian].map((letter) => windows1251(letter)));
    expect(await codeOf(textOf(bytes))).toBe('unknown-encoding');
    expect(await textOf(bytes, 'windows-1251')).toBe(russian);
    expect(await textOf(bytes, 'cp1251')).toBe(russian);
  });

  it('what a caller says does not go over what a file tells', async () => {
    expect(await textOf(Buffer.from(russian), 'windows-1251')).toBe(russian);
    expect(await textOf(Buffer.from(`\ufeff${russian}`, 'utf16le'), 'windows-1251')).toBe(russian);
  });

  it('a label that does not exist is refused', async () => {
    expect(await codeOf(textOf(Buffer.from('a'), 'utf-9'))).toBe('invalid-option');
  });
});

describe('bytes that are no text', () => {
  it.each([
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49])],
    ['text with a zero', Buffer.from('name\0value and more\n')],
    ['control characters', Buffer.from('\u0001\u0002\u0003 data \u0004\u0005')],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ])('%s: binary-file, also when an encoding is told', async (_, bytes) => {
    expect(await codeOf(textOf(bytes))).toBe('binary-file');
    expect(await codeOf(textOf(bytes, 'windows-1252'))).toBe('binary-file');
  });

  it('escape codes of a terminal are text', async () => {
    expect(await textOf(Buffer.from('\u001b[1mbold\u001b[0m, said the log.'))).toContain('bold');
  });
});

describe('the encoding of a page', () => {
  const page = (declaration: string) => Buffer.from(`<html><head>${declaration}</head><p>caf\xe9</p>`, 'latin1');

  it.each(['<meta charset="iso-8859-1">', '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">'])(
    '%s',
    async (declaration) => {
      expect((await parsed('html', page(declaration))).texts[0]?.text).toBe('café');
    },
  );

  it('that says so in its XML declaration', async () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="iso-8859-7"?><p>\xe1\xe2\xe3</p>', 'latin1');
    expect((await parsed('html', bytes)).texts[0]?.text).toBe('αβγ');
  });

  it('that lies or names none that exists is found out like that of a text', async () => {
    expect((await parsed('html', page('<meta charset=utf-8>'))).texts[0]?.text).toBe('café');
    expect((await parsed('html', page('<meta charset=klingon>'))).texts[0]?.text).toBe('café');
    expect((await parsed('html', Buffer.from('<meta charset=utf-16><p>naïve'))).texts[0]?.text).toBe('naïve');
  });
});

function windows1251(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
}
