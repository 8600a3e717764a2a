import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readDocument, splitIntoPassages } from '@crossattn/documents';
import { createReader } from '@crossattn/reading';
import { openStore } from '@crossattn/retrieval';
import { repositoryRoot } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeOddDocuments } from './odd-documents.js';
import { writeOtherModel } from './other-model.js';
import { type AskResult, type IndexResult, runCommand } from './run-command.js';
import { testedModel } from './tested-model.js';

const folder = mkdtempSync(join(tmpdir(), 'reader-documents-'));
const before = process.cwd();
const model = ['--model', testedModel];
const patience = 300_000;
const lighthouse = 'library/lighthouse.md';

/** Indexes with --json; what it says. */
async function index(...argv: string[]): Promise<{ status: number; result: IndexResult; milliseconds: number }> {
  const start = performance.now();
  const { status, stdout, stderr } = await runCommand(['index', ...argv, '--json', ...model]);
  expect(stderr).toBe('');
  return { status, result: JSON.parse(stdout), milliseconds: performance.now() - start };
}

/** Asks with --json; what it says. */
async function ask(question: string, ...argv: string[]): Promise<AskResult> {
  const { status, stdout, stderr } = await runCommand(['ask', question, '--json', ...argv, ...model]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** The code that the command ends with. */
async function failure(argv: readonly string[], status: number): Promise<string | undefined> {
  const result = await runCommand([...argv, ...model]);
  expect(result).toMatchObject({ status, stdout: '' });
  expect(result.stderr).not.toMatch(/^\s+at /m);
  return /\(([a-z-]+)\)\n/.exec(result.stderr)?.[1];
}

beforeAll(async () => {
  process.chdir(folder);
  delete process.env.DATABASE_URL;
  cpSync(join(repositoryRoot, 'samples', 'documents'), 'library', { recursive: true });
  const { status, result } = await index('library');
  expect(status).toBe(0);
  expect(result).toMatchObject({ store: '.reader-store', documents: 4, added: 4, skipped: [], ignored: 0 });
}, patience);

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('ask', { timeout: patience }, () => {
  it('answers with document and span', async () => {
    const question = 'Who designed the lighthouse?';
    const result = await ask(question, '--top-k', '2');
    expect(Object.keys(result)).toEqual(['question', 'answers', 'declined', 'passages', 'milliseconds']);
    expect(result).toMatchObject({ question, declined: false });
    expect(result.answers).toHaveLength(2);
    const [best] = result.answers;
    expect(best?.answer).toContain('Helen Marsh');
    const [citation] = best?.citations ?? [];
    const text = readFileSync(lighthouse, 'utf8');
    expect(citation?.document).toBe(join(process.cwd(), lighthouse));
    expect(text.slice(citation?.start, citation?.end)).toBe(best?.answer);
    const passage = result.passages[citation?.passage ?? -1];
    expect(passage?.text).toBe(text.slice(passage?.start, passage?.end));
    expect(citation?.weight).toBe(passage?.weight);
    expect(Math.max(...result.passages.map(({ weight }) => weight))).toBe(passage?.weight);
  });

  it('names the page of a PDF', async () => {
    const { answers } = await ask('Who brought the dwarf willow from Svalbard?');
    expect(answers[0]?.answer).toContain('Ingrid Dahl');
    expect(answers[0]?.citations[0]).toMatchObject({ page: 2, document: expect.stringMatching(/garden\.pdf$/) });
  });

  it('prints the answer, where it stands, and the words around it', async () => {
    const { status, stdout, stderr } = await runCommand(['ask', 'Who designed the lighthouse?', ...model]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [answer = '', source = '', excerpt = ''] = stdout.split('\n');
    expect(answer).toMatch(/Helen Marsh \(0\.\d{3}\)$/);
    expect(source).toMatch(/^ {2}library\/lighthouse\.md, characters \d+ to \d+$/);
    expect(excerpt).toMatch(/\[[^\]]*Helen Marsh\] and built/);
  });

  it('says honestly that it did not find something, which is no failure', async () => {
    const question = 'Who won the chess championship of 1972?';
    const { status, stdout } = await runCommand(['ask', question, ...model]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^I did not find this in the \d+ passages that came nearest to the question\.\n$/);
    const result = await ask(question, '--top-k', '3');
    expect(result.declined).toBe(true);
    expect(result.answers.length).toBeGreaterThan(0);
    const told = await runCommand(['ask', question, '--top-k', '3', ...model]);
    expect(told.stdout).toContain(`likeliest:\n\n${result.answers[0]?.answer} (0.`);
  });

  it('reads as many passages as it is told', async () => {
    expect((await ask('Who lit the oven?', '--passages', '3')).passages).toHaveLength(3);
  });

  it('writes a page with the cited passages', async () => {
    const page = join('pages', 'answer.html');
    const { status } = await runCommand(['ask', 'When was the footbridge opened?', '--html', page, ...model]);
    expect(status).toBe(0);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<h1 dir="auto">When was the footbridge opened?</h1>');
    expect(html).toContain('library/bridge.html');
    expect(html).toMatch(/<strong class="answer" data-answer="1"[^>]*>.*1926.*<\/strong>/);
    const argv = ['ask', 'When was the footbridge opened?', '--html', join(lighthouse, 'page.html'), ...model];
    const unwritable = await runCommand(argv);
    expect(unwritable).toMatchObject({ status: 1, stdout: expect.stringContaining('1926') });
    expect(unwritable.stderr).toMatch(/^reader ask: .*\(unwritable\)\n$/);
  });

  it('takes questions of all kinds as words', async () => {
    for (const question of [
      "'; DROP TABLE passages; --",
      'Who designed the lighthouse? %_\\ $1 :a & | ! ( ) <-> "unclosed',
      '\u0000 who? \ud800',
    ]) {
      expect((await ask(question)).passages.length).toBeGreaterThan(0);
    }
    expect((await ask('Who designed the lighthouse?')).answers[0]?.answer).toContain('Helen Marsh');
  });

  it.each([
    [['ask'], 'no-input'],
    [['ask', '  '], 'no-input'],
    [['ask', 'who', 'built', 'it'], 'invalid-option'],
    [['ask', 'who?', '--passages', '201'], 'invalid-option'],
    [['ask', 'who?', '--store', 'mysql://localhost/x'], 'invalid-option'],
    [['ask', 'who?', '--pasages', '3'], 'unknown-option'],
  ])('%j is not understood', async (argv, code) => {
    expect(await failure(argv, 2)).toBe(code);
  });

  it('refuses a question of 100,000 words before anything is opened', async () => {
    expect(await failure(['ask', 'who '.repeat(100_000), '--store', 'gone'], 2)).toBe('too-long');
  });

  it('says what is wrong with a store, and makes none', async () => {
    expect(await failure(['ask', 'who?', '--store', 'gone'], 1)).toBe('no-store');
    expect(readdirSync('.')).not.toContain('gone');
    expect(await failure(['ask', 'who?', '--store', 'library'], 1)).toBe('not-a-store');
    expect(await failure(['ask', 'who?', '--store', lighthouse], 1)).toBe('not-a-store');
    expect(await failure(['ask', 'who?', '--store', 'postgres://nobody:secret@127.0.0.1:1/x'], 1)).toBe(
      'database-unavailable',
    );
    const other = await runCommand(['ask', 'who?', '--model', writeOtherModel('other-model')]);
    expect(other).toMatchObject({ status: 1, stdout: '' });
    expect(other.stderr).toMatch(/^reader ask: .*\(encoder-mismatch\)\n$/);
  });
});

// One store for all: a new one costs seconds.
describe('index', { timeout: patience }, () => {
  const store = ['--store', 'index-store'];
  const answerOf = async (question: string) => (await ask(question, ...store)).answers[0];

  it('says that a folder is empty, and that a store is', async () => {
    mkdirSync('nothing');
    const { status, result } = await index('nothing', ...store);
    expect(status).toBe(1);
    expect(result).toMatchObject({ documents: 0, skipped: [{ error: { code: 'no-documents' } }] });
    expect(await failure(['ask', 'who?', ...store], 1)).toBe('empty-store');
  });

  it('embeds what is new or has changed alone, and removes what vanished', async () => {
    cpSync('library', 'changing', { recursive: true });
    expect((await index('changing', ...store)).result).toMatchObject({ added: 4, documents: 4 });
    writeFileSync('changing/bakery.txt', 'The oven was built by Pierre Lefort.\n');
    renameSync('changing/bridge.html', 'changing/crossing.html');
    const { status, result } = await index('changing', ...store);
    expect(status).toBe(0);
    expect(result).toMatchObject({ added: 1, updated: 1, unchanged: 2, removed: 1, documents: 4 });
    const { answers, passages } = await ask('Who built the oven?', ...store);
    expect(answers[0]?.answer).toBe('Pierre Lefort');
    expect(passages.some(({ document }) => document.endsWith('bridge.html'))).toBe(false);
    // A folder is another's business: what lies beside it stays, whether or not it is there.
    rmSync('changing', { recursive: true });
    mkdirSync('beside');
    writeFileSync('beside/note.txt', 'The cellar was dug by Anna Berg.\n');
    expect((await index('beside', ...store)).result).toMatchObject({ added: 1, removed: 0, documents: 5 });
    expect((await index('beside', ...store)).result).toMatchObject({ added: 0, unchanged: 1, removed: 0 });
  });

  it('splits again what was split otherwise', async () => {
    mkdirSync('cut');
    const document = join(process.cwd(), 'cut', 'tower.txt');
    writeFileSync(document, 'The tower was built by Ada Brook. It is thirty metres high. It has a green door.\n');
    const passages = { size: 9, overlap: 0 };
    const read = await readDocument(document, { passages });
    {
      await using reader = await createReader({ model: testedModel });
      await using other = await openStore('index-store', { encoder: reader.encoder });
      await other.index([{ document, hash: read.hash, passages: splitIntoPassages(read, passages) }]);
      expect((await other.documents()).find((each) => each.document === document)?.passages).toBe(3);
    }
    const { result } = await index('cut', ...store);
    expect(result).toMatchObject({ updated: 1, unchanged: 0 });
    const { passages: found } = await ask('Who built the tower?', ...store);
    const texts = found.filter((each) => each.document === document).map(({ text }) => text);
    expect(texts).toEqual([expect.stringMatching(/^The tower .* green door\.$/)]);
  });

  it('keeps what it has of a file that cannot be read any more', async () => {
    writeFileSync('beside/note.txt', '');
    const { status, result } = await index('beside', 'gone', 'library/garden.pdf', ...store);
    expect(status).toBe(1);
    expect(result).toMatchObject({ added: 1, removed: 0 });
    expect(result.skipped.map(({ error }) => error.code)).toEqual(['empty-file', 'file-not-found']);
    expect((await answerOf('Who dug the cellar?'))?.answer).toBe('Anna Berg');
  });

  it('names what cannot be read, and indexes the rest', async () => {
    const odd = writeOddDocuments('odd');
    writeFileSync('odd/photo.png', 'not looked at');
    const unreadable = odd.filter(({ code }) => code !== undefined);
    const { status, result } = await index('odd', 'odd/photo.png', ...store);
    expect(status).toBe(1);
    expect(result.skipped.map(({ document, error }) => [basename(document), error.code]).sort()).toEqual(
      [...unreadable.map(({ name, code }) => [name, code]), ['photo.png', 'unsupported-format']].sort(),
    );
    expect(result).toMatchObject({ added: odd.length - unreadable.length, withoutVector: 1 });
    const people = await runCommand(['index', 'odd', ...store, ...model]);
    expect(people.status).toBe(1);
    expect(people.stdout).toContain(
      ` passages (${odd.length - unreadable.length} unchanged; ${unreadable.length} skipped)\n`,
    );
    expect(people.stderr.match(/^reader index: .*\([a-z-]+\)$/gm)).toHaveLength(unreadable.length);
    expect((await answerOf('Who made the kettle?'))?.answer).toBe('Otto Brandt');
    expect((await answerOf('Who made the kettle of ᏣᎳᎩ?'))?.answer).toBe('Otto Brandt');
    const robert = await answerOf('Who built the table?');
    expect(robert?.answer).toContain('Robert Lindqvist');
    expect(robert?.citations[0]?.document).toContain('DROP TABLE');
  });

  it('escapes names and texts on the page', async () => {
    const argv = ['ask', 'Who fired the kiln? <b>', ...store, '--html', 'odd.html', ...model];
    expect((await runCommand(argv)).status).toBe(0);
    const html = readFileSync('odd.html', 'utf8');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;.md');
    expect(html).not.toMatch(/<script|<img|<b>/);
  });

  it('goes on where it was interrupted, with nothing lost or doubled', async () => {
    mkdirSync('many');
    for (let room = 0; room < 12; room++) {
      writeFileSync(`many/room-${room}.txt`, `Room ${room} was painted by painter number ${room}.\n`);
    }
    const before = await index('beside', ...store);
    for (const part of [0.7, 0.9]) {
      const interruption = new AbortController();
      const timer = setTimeout(() => interruption.abort(), part * before.milliseconds);
      const { status } = await runCommand(['index', 'many', ...store, ...model], { interrupt: interruption.signal });
      clearTimeout(timer);
      expect([0, 130]).toContain(status);
    }
    const { status, result } = await index('many', ...store);
    expect(status).toBe(0);
    expect(result.documents - before.result.documents).toBe(12);
    expect(result.passages - before.result.passages).toBe(12);
    expect(result.added + result.unchanged).toBe(12);
  });

  it.each([
    [['index'], 'no-input'],
    [['index', 'library', '--encoding', 'klingon'], 'invalid-option'],
    [['index', 'library', '--store', 'https://example.org'], 'invalid-option'],
  ])('%j is not understood', async (argv, code) => {
    expect(await failure(argv, 2)).toBe(code);
  });
});
