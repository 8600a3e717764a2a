import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IndexableDocument, IndexedDocument, PassageStore, StoredPassage } from '../src/index.js';
import { described, longNote, note } from './notes.js';

/** What holds for a store wherever it is. */
export function itIsAStore(open: () => Promise<PassageStore>): void {
  let store: PassageStore;
  beforeAll(async () => {
    store = await open();
    for (const { document } of await store.documents()) await store.remove(document);
  });
  afterAll(() => store?.dispose());
  const texts = async (question: string, options = {}) =>
    (await store.search(question, options)).map(({ text }) => text);

  it('finds nothing where there is nothing', async () => {
    expect(await store.search('cats')).toEqual([]);
    expect(await store.index([])).toEqual({ added: 0, updated: 0, unchanged: 0, passages: 0, withoutVector: 0 });
    expect(await store.documents()).toEqual([]);
  });

  it('adds, replaces and leaves alone, by hash', async () => {
    const told: IndexedDocument[] = [];
    const cats = note('cats.txt', 'Cats sleep on sofas.', 'A kitten drinks milk.');
    const first = await store.index([cats, note('dogs.txt', 'Dogs run in parks.')], {
      onDocument: (document) => told.push(document),
    });
    expect(first).toMatchObject({ added: 2, updated: 0, unchanged: 0, passages: 3 });
    const unread = { ...cats, passages: notToBeRead() };
    const changed = note('dogs.txt', 'Dogs bark at trains.', 'Puppies bite shoes.');
    const onDocument = (document: IndexedDocument) => told.push(document);
    const second = await store.index(inTurn([unread, changed]), { onDocument });
    expect(second).toMatchObject({ added: 0, updated: 1, unchanged: 1, passages: 2 });
    expect(told.map(({ document, outcome, passages }) => `${document} ${outcome} ${passages}`)).toEqual([
      'cats.txt added 2',
      'dogs.txt added 1',
      'cats.txt unchanged 2',
      'dogs.txt updated 2',
    ]);
    expect(await store.documents()).toEqual([
      { document: 'cats.txt', hash: cats.hash, passages: 2 },
      { document: 'dogs.txt', hash: changed.hash, passages: 2 },
    ]);
    expect(await texts('dogs in parks', { topK: 1000 })).not.toContain('Dogs run in parks.');
  });

  it('ends with the last form of a document that comes in several, though that was the one in the store', async () => {
    const forms = [note('forms.txt', 'Walruses dive.'), note('forms.txt', 'Walruses sing.')] as const;
    const [old, young] = forms;
    await store.index([old]);
    expect(await store.index([young, old])).toMatchObject({ updated: 2, unchanged: 0, passages: 2 });
    expect(await texts('walrus', { filter: { documents: ['forms.txt'] } })).toEqual(['Walruses dive.']);
    expect((await store.documents()).find(({ document }) => document === 'forms.txt')?.hash).toBe(old.hash);
    expect(await store.index([young, young, old, old])).toMatchObject({ updated: 2, unchanged: 2 });
    expect(await store.remove('forms.txt')).toBe(true);
  });

  it('takes documents and passages as they are when they come, for their object may be used again', async () => {
    const told: string[] = [];
    const onDocument = ({ document }: IndexedDocument) => told.push(document);
    await store.index(sameObject(), { onDocument });
    expect(told).toEqual(['same-1.txt', 'same-2.txt']);
    const found = await texts('narwhals', { filter: { documents: told } });
    expect(found.sort()).toEqual(['Narwhals dive.', 'Narwhals nap.', 'Narwhals sing.', 'Narwhals swim.']);
    for (const document of told) expect(await store.remove(document)).toBe(true);
  });

  it('ranks passages by their telling words, inflected or not', async () => {
    const [best] = await store.search('Which trains did the dog bark at?');
    expect(best).toMatchObject({ document: 'dogs.txt', page: 1, start: 0, end: 20, text: 'Dogs bark at trains.' });
    expect(best?.ranks.text).toBe(1);
    expect(best?.id).toBeTypeOf('number');
    expect(best).not.toHaveProperty('title');
    expect(best).not.toHaveProperty('metadata');
  });

  it('searches titles, and filters by document and metadata', async () => {
    const report = described(note('a/report.txt', 'Sales went up.'), { title: 'Giraffes', metadata: { year: 2025 } });
    const other = described(note('b/report.txt', 'Sales went down.'), {
      metadata: { year: 2026, final: true, by: 'x' },
    });
    await store.index([report, other]);
    const [best] = await store.search('giraffe');
    expect(best).toMatchObject({ title: 'Giraffes', metadata: { year: 2025 } });
    const sales = (filter: object) => texts('sales', { filter });
    expect((await sales({ metadata: { year: [2025, 2026] } })).sort()).toEqual(['Sales went down.', 'Sales went up.']);
    expect(await sales({ metadata: { year: 2026, final: true } })).toEqual(['Sales went down.']);
    expect(await sales({ metadata: { year: '2026' } })).toEqual([]);
    expect(await sales({ metadata: { by: [] } })).toEqual([]);
    expect(await sales({ documents: ['a/report.txt', 'cats.txt'] })).toContain('Sales went up.');
    expect(await sales({ documents: ['a/report.txt', 'cats.txt'] })).not.toContain('Sales went down.');
    expect(await sales({ documents: [] })).toEqual([]);
  });

  it('takes SQL, and the signs of its full-text queries, for what they are: text', async () => {
    const name = `'); drop table crossattn.passages; --`;
    const said = `Robert'); drop schema crossattn cascade; -- $1 ? \\ " %s`;
    await store.index([described(note(name, said), { title: name, metadata: { [name]: said } })]);
    for (const question of [
      said,
      `'`,
      '\\',
      `it's & | ! <-> :* ( robert`,
      '!robert',
      `robert' | 'x`,
      'robert:*',
      '$1 $2',
    ]) {
      await store.search(question, { filter: { documents: [name], metadata: { [name]: said } } });
    }
    expect(await texts(`robert's \\ 'tables'`, { filter: { documents: [name] } })).toEqual([said]);
    expect(await store.remove(`' or true; --`)).toBe(false);
    expect(await store.remove(name)).toBe(true);
  });

  it('keeps spans true for text that Postgres cannot hold', async () => {
    await store.index([note('odd\0.txt', 'zebra \0 and \ud83d half a smile')]);
    const [found] = await store.search('zebra \0 smile \udc00', { filter: { documents: ['odd\0.txt'] } });
    expect(found).toMatchObject({ end: 26, text: 'zebra \ufffd and \ufffd half a smile' });
    expect(await store.remove('odd\0.txt')).toBe(true);
  });

  it('keeps a document of many passages in order, and none twice', async () => {
    const long = longNote('long.txt', 230);
    await store.index([long]);
    await store.index([{ ...long, hash: 'another' }]);
    const found = await store.search('passage', { topK: 1000, filter: { documents: ['long.txt'] } });
    expect(found).toHaveLength(230);
    expect(new Set(found.map(({ text }) => text)).size).toBe(230);
    const byId = found.toSorted((one, other) => one.id - other.id).map(({ page }) => page);
    expect(byId).toEqual(Array.from({ length: 230 }, (_, index) => index + 1));
    expect(await store.remove('long.txt')).toBe(true);
    expect(await texts('passage', { filter: { documents: ['long.txt'] } })).toEqual([]);
  });

  it('keeps nothing of a document that fails, and all before it', async () => {
    const failing = { document: 'c.txt', hash: '1', passages: failAfter(note('c.txt', 'Okapis hide.').passages) };
    const indexing = store.index([note('b.txt', 'Okapis eat leaves.'), failing, note('d.txt', 'Okapis sleep.')]);
    await expect(indexing).rejects.toThrow('cannot be read');
    expect(await texts('okapi', { topK: 1 })).toEqual(['Okapis eat leaves.']);
    expect((await store.documents()).map(({ document }) => document)).not.toContain('c.txt');
  });

  it('stops when it is told to, and goes on from there', async () => {
    const stop = new AbortController();
    const documents = ['1', '2', '3'].map((name) => longNote(`stop-${name}`, 3));
    const onDocument = () => stop.abort(new Error('enough'));
    await expect(store.index(documents, { onDocument, signal: stop.signal })).rejects.toThrow('enough');
    expect(await store.index(documents)).toMatchObject({ added: 2, unchanged: 1 });
    await expect(store.search('passage', { signal: stop.signal })).rejects.toThrow('enough');
  });

  it('refuses questions and options with codes', async () => {
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => 'none',
        (error) => error.code,
      );
    expect(await code(store.search(' \n'))).toBe('empty-question');
    expect(await code(store.search('word '.repeat(100_000)))).toBe('question-too-long');
    expect(await code(store.search(3 as never))).toBe('invalid-question');
    for (const options of [
      { topK: 0 },
      { topK: 1.5 },
      { top: 1 },
      { filter: { metadata: { a: {} } } },
      { filter: { x: 1 } },
      { filter: null },
      { filter: { metadata: null } },
      { filter: { metadata: [1] } },
      null,
    ]) {
      expect(await code(store.search('a', options as never))).toBe('invalid-option');
    }
    expect(await code(store.index([], { progress: 1 } as never))).toBe('invalid-option');
    expect(await code(store.index([], null as never))).toBe('invalid-option');
    expect(await code(store.index(null as never))).toBe('invalid-document');
    expect(await code(store.remove(undefined as never))).toBe('invalid-document');
    expect(await texts('the of and')).toBeInstanceOf(Array);
    expect(await texts('word '.repeat(1_900))).toBeInstanceOf(Array);
  });

  it.each([
    [{ document: '', hash: '1', passages: [] }, 'invalid-document'],
    [{ document: 'a'.repeat(2601), hash: '1', passages: [] }, 'invalid-document'],
    [{ document: 'a', hash: '', passages: [] }, 'invalid-document'],
    [{ document: 'a', hash: '1' }, 'invalid-document'],
    [{ document: 'a', hash: '1', passages: [{ document: 'b', start: 0, end: 1, text: 'b' }] }, 'invalid-passage'],
    [{ document: 'a', hash: '1', passages: [{ document: 'a', start: 0, end: 1, text: ' ' }] }, 'invalid-passage'],
    [{ document: 'a', hash: '1', passages: [{ document: 'a', start: 2, end: 1, text: 'b' }] }, 'invalid-passage'],
    [
      { document: 'a', hash: '1', passages: [{ document: 'a', start: 0, end: 1, page: 0, text: 'b' }] },
      'invalid-passage',
    ],
    [
      { document: 'a', hash: '1', passages: [{ document: 'a', start: 0, end: 1, text: 'b', metadata: { c: [] } }] },
      'invalid-passage',
    ],
    [
      { document: 'a', hash: '1', passages: [{ document: 'a', start: 0, end: 1, text: 'b'.repeat(100_001) }] },
      'invalid-passage',
    ],
  ])('refuses the document %#', async (document, code) => {
    await expect(store.index([document as never])).rejects.toMatchObject({ code });
  });
}

async function* inTurn<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Documents and passages that are one object each, changed and given again. */
function* sameObject(): Generator<IndexableDocument> {
  const document = { document: '', hash: '1', passages: [] as Iterable<StoredPassage> };
  for (const [number, verbs] of [
    [1, ['swim', 'dive']],
    [2, ['sing', 'nap']],
  ] as const) {
    const name = `same-${number}.txt`;
    yield Object.assign(document, { document: name, passages: samePassage(name, verbs) });
  }
}

function* samePassage(document: string, verbs: readonly string[]): Generator<StoredPassage> {
  const passage = { document, start: 0, end: 14, text: '' };
  for (const verb of verbs) yield Object.assign(passage, { text: `Narwhals ${verb}.` });
}

// biome-ignore lint/correctness/useYield: it fails before it could.
function* notToBeRead(): Generator<never> {
  throw new Error('the passages of a document that has not changed were read');
}

async function* failAfter<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item> {
  yield* items;
  throw new Error('cannot be read');
}
