import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { jsonLines, runCommand } from './run-command.js';
import { testedModel } from './tested-model.js';

const folder = mkdtempSync(join(tmpdir(), 'reader-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const model = ['--model', testedModel];
const tower = 'The Eiffel Tower in Paris was built by the company of Gustave Eiffel from 1887 to 1889.';
const bread = 'Bread is made of flour, water and salt. It is baked in an oven.';
const who = 'Who built the Eiffel Tower?';

function batch(...lines: unknown[]) {
  const stdin = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return runCommand(['read', '--batch', '-', '--json', ...model], { stdin });
}

describe('read --batch', { timeout: 180_000 }, () => {
  it('answers with the place in the passage that it was read from', async () => {
    const { status, stdout, stderr } = await batch({ id: 'a', question: who, passages: [bread, tower] });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [line] = jsonLines(stdout);
    expect(Object.keys(line ?? {})).toEqual(['id', 'answers', 'declined']);
    expect(line).toMatchObject({ id: 'a', declined: false });
    const [best] = line?.answers ?? [];
    expect(Object.keys(best ?? {})).toEqual(['answer', 'score', 'citations']);
    expect(best?.answer).toContain('Gustave Eiffel');
    const [citation] = best?.citations ?? [];
    expect(Object.keys(citation ?? {})).toEqual(['passage', 'start', 'end', 'weight']);
    expect(citation?.passage).toBe(1);
    expect(tower.slice(citation?.start, citation?.end)).toBe(best?.answer);
    expect(citation?.weight).toBeGreaterThan(0.5);
  });

  it('says that a question is not answered in the passages, and still gives its best guess', async () => {
    const { status, stdout } = await batch({ id: 1, question: who, passages: [bread] });
    expect(status).toBe(0);
    const [line] = jsonLines(stdout);
    expect(line).toMatchObject({ id: 1, declined: true });
    expect(line?.answers?.length).toBeGreaterThan(0);
    for (const { answer, citations } of line?.answers ?? []) {
      expect(answer).toEqual(expect.any(String));
      expect(citations.map(({ start, end }) => bread.slice(start, end))).toContain(answer);
    }
  });

  it('keeps the order of lines, and goes on where one is bad', async () => {
    const good = { id: 'good', question: who, passages: [tower] };
    const bad: [unknown, string, unknown][] = [
      ['{"id":', 'invalid-line', null],
      ['[]', 'invalid-line', null],
      ['7', 'invalid-line', null],
      [{ id: 'b', passages: [tower] }, 'invalid-line', 'b'],
      [{ id: 'c', question: who }, 'invalid-line', 'c'],
      [{ id: 'd', question: who, passages: tower }, 'invalid-line', 'd'],
      [{ id: 'e', question: who, passages: [tower, 7] }, 'invalid-line', 'e'],
      [{ id: { f: 1 }, question: who, passages: [tower] }, 'invalid-line', null],
      [{ id: 'g', question: who, passages: [] }, 'no-passages', 'g'],
      [{ id: 'h', question: '  ', passages: [tower] }, 'empty-text', 'h'],
      [{ id: 'i', question: who, passages: Array(201).fill(tower) }, 'too-many-passages', 'i'],
      [{ id: 'j', question: who, passages: [tower, '\n\t '] }, 'empty-passage', 'j'],
      [{ id: 'k', question: who, passages: [tower, bread, ''] }, 'empty-passage', 'k'],
    ];
    const { status, stdout, stderr } = await batch(...bad.flatMap(([line]) => [line, '', good]), bad[0]?.[0]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const lines = jsonLines(stdout);
    expect(lines).toHaveLength(2 * bad.length + 1);
    for (const [place, [, code, id]] of bad.entries()) {
      const [failure, success] = lines.slice(2 * place, 2 * place + 2);
      expect(Object.keys(failure ?? {})).toEqual(['id', 'error']);
      expect([failure?.id, failure?.error?.code]).toEqual([id, code]);
      expect(success).toMatchObject({ id: 'good', declined: false });
      expect(success?.answers).toEqual(lines[1]?.answers);
    }
    expect(lines[0]?.error?.message).toMatch(/^line 1: /);
    expect(lines.find(({ id }) => id === 'j')?.error?.message).toContain('passages[1]: ');
    expect(lines.find(({ id }) => id === 'k')?.error?.message).toContain('passages[2]: ');
  });

  it('reads passages without a known word as such that hold no answer, and the others', async () => {
    const strange = ['ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ', '\u0000', '\u200b\ufffd', '👍🏽'];
    const { status, stdout } = await batch(
      { id: 'some', question: who, passages: [...strange, tower] },
      { id: 'all', question: who, passages: strange },
      { id: 'one', question: who, passages: [tower] },
    );
    expect(status).toBe(0);
    const [some, all, one] = jsonLines(stdout);
    expect(all).toMatchObject({ answers: [], declined: true });
    const moved = one?.answers?.map(({ citations, ...rest }) => ({
      ...rest,
      citations: citations.map((citation) => ({ ...citation, passage: strange.length })),
    }));
    expect(some).toEqual({ id: 'some', answers: moved, declined: false });
  });

  it('answers as many as are wanted', async () => {
    const stdin = JSON.stringify({ question: who, passages: [tower, bread] });
    for (const wanted of [1, 3]) {
      const argv = ['read', '--batch', '-', '--top-k', String(wanted), ...model];
      const [line] = jsonLines((await runCommand(argv, { stdin })).stdout);
      expect(line?.id).toBeNull();
      expect(line?.answers).toHaveLength(wanted);
    }
  });

  it('reads a file with a byte order mark and Windows line ends', async () => {
    const file = join(folder, 'questions.jsonl');
    const lines = [7, 'b'].map((id) => JSON.stringify({ id, question: who, passages: [tower] }));
    writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`);
    const { status, stdout } = await runCommand(['read', '--batch', file, '--json', ...model]);
    expect(status).toBe(0);
    expect(jsonLines(stdout).map(({ id }) => id)).toEqual([7, 'b']);
  });

  it('says where it stopped reading a long question, and refuses one without end', async () => {
    const asked = (words: number) => ({ question: `${who} ${'really '.repeat(words)}`, passages: [tower] });
    const { status, stdout, stderr } = await batch(asked(200), asked(100_000));
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const [cut, refused] = jsonLines(stdout);
    expect(cut?.truncation?.message).toContain(`offset ${cut?.truncation?.end} `);
    expect(cut?.answers?.length).toBeGreaterThan(0);
    expect(refused?.error?.code).toBe('too-long');
    expect(refused?.error?.message.length).toBeLessThan(200);
  });

  it('prints nothing for nothing', async () => {
    expect(await batch('\n\n')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('says for every line that the model cannot be opened', async () => {
    const stdin = `${JSON.stringify({ id: 'a', question: who, passages: [tower] })}\nnonsense`;
    const argv = ['read', '--batch', '-', '--model', join(folder, 'none')];
    const { status, stdout, stderr } = await runCommand(argv, { stdin });
    expect(status).toBe(1);
    expect(jsonLines(stdout).map(({ id, error }) => [id, error?.code])).toEqual([
      ['a', 'not-found'],
      [null, 'invalid-line'],
    ]);
    expect(stderr).toMatch(/^reader read: .*\(not-found\)\n$/);
  });

  it('stops at an interruption with whole lines', async () => {
    const interruption = new AbortController();
    const line = JSON.stringify({ id: 1, question: who, passages: [tower] });
    const { status, stdout, stderr } = await runCommand(['read', '--batch', '-', ...model], {
      stdin: Array(60).fill(line).join('\n'),
      interrupt: interruption.signal,
      onPrint: () => interruption.abort(),
    });
    expect(status).toBe(130);
    expect(jsonLines(stdout).length).toBeLessThan(20);
    expect(stderr).toContain('interrupted');
  });

  it.each([
    [[], 'no-input'],
    [['--json'], 'no-input'],
    [['--batch', join(folder, 'gone.jsonl')], 'unreadable-file'],
    [['--batch', folder], 'unreadable-file'],
    [['--batch', '-', 'what?'], 'option-conflict'],
    [['--batch', '-', '--top-k', '0'], 'invalid-option'],
    [['--batch', '-', '--store', 'x'], 'unknown-option'],
  ])('%j is not understood', async (argv, code) => {
    const { status, stdout, stderr } = await runCommand(['read', ...argv]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`(${code})\nUsage: reader read`);
  });
});
