import { describe, expect, it } from 'vitest';
import { checkHeader, parseHeader, type StoreHeader } from './store-header.js';

const encoder = { name: 'words', revision: '1', width: 32 };
const header: StoreHeader = { schemaVersion: 1, language: 'english', encoder };

describe('what a store says about itself', () => {
  it('is compared with what was asked for', () => {
    expect(() => checkHeader(header, { schemaVersion: 1, encoder: { ...encoder } }, 'notes')).not.toThrow();
    expect(() => checkHeader(header, { ...header }, 'notes')).not.toThrow();
  });

  it.each([
    [{ encoder: { ...encoder, width: 64 } }, 'encoder-mismatch', 'came the encoder words (1, 64 wide)'],
    [{ encoder: { ...encoder, revision: '2' } }, 'encoder-mismatch', 'came the encoder words (2, 32 wide)'],
    [{ encoder: { ...encoder, name: 'others' } }, 'encoder-mismatch', 'expected the encoder words (1, 32 wide)'],
    [{ encoder: null }, 'encoder-mismatch', 'came no encoder'],
    [{ language: 'german' }, 'language-mismatch', 'expected the language english'],
    [{ schemaVersion: 2 }, 'schema-mismatch', 'expected a store of schema version 2, came 1'],
  ])('and refused where it is another: %j', (change, code, message) => {
    expect(() => checkHeader(header, { ...header, ...change }, 'notes')).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(/^notes: /) }),
    );
    expect(() => checkHeader(header, { ...header, ...change }, 'notes')).toThrow(message);
  });

  it.each([undefined, '', 'null', '{}', '{"schemaVersion":"1"}'])('and must be there: %j', (text) => {
    expect(() => parseHeader(text, 'notes')).toThrow(expect.objectContaining({ code: 'schema-mismatch' }));
  });
});
