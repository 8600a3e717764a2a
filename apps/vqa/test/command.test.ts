import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brokenModels, repositoryRoot, samplePhoto, writeOddPhotos } from '@crossattn/testing';
import { type Answer, createVisualQuestionAnswerer } from '@crossattn/vqa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, runCommand } from './run-command.js';
import { otherModel, testedModel } from './tested-model.js';

const folder = mkdtempSync(join(tmpdir(), 'vqa-command-'));
const before = process.cwd();
const cat = 'photos/the cat.jpg';
const coffee = 'photos/コーヒー.jpg';
const questions = ['what is there on the table?', 'how many dogs are there?'] as const;
const [table, dogs] = questions;
const model = ['--model', testedModel];
let expected: Record<'cat' | 'coffee', Record<'table' | 'dogs', string>>;

beforeAll(async () => {
  mkdirSync(join(folder, 'photos', 'empty'), { recursive: true });
  for (const [sample, name] of [
    ['cat.jpg', cat],
    ['coffee.jpg', coffee],
  ] as const) {
    cpSync(samplePhoto(sample), join(folder, name));
  }
  process.chdir(folder);
  await using answerer = await createVisualQuestionAnswerer({ model: testedModel });
  const requests = [cat, coffee].flatMap((image) => questions.map((question) => ({ image, question })));
  const best = (await answerer.answer(requests)).map(([answer]) => (answer as Answer).answer);
  const [catTable = '', catDogs = '', coffeeTable = '', coffeeDogs = ''] = best;
  expected = { cat: { table: catTable, dogs: catDogs }, coffee: { table: coffeeTable, dogs: coffeeDogs } };
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('questions to a photo', () => {
  it('print the answer alone for one', async () => {
    const result = await runCommand([cat, table, ...model]);
    expect(result).toEqual({ status: 0, stdout: `${expected.cat.table}\n`, stderr: '' });
  });

  it('print question and answer for several, and the photo where there are several', async () => {
    const one = await runCommand([cat, table, dogs, ...model]);
    expect(one.stdout).toBe(`${table} ${expected.cat.table}\n${dogs} ${expected.cat.dogs}\n`);
    const several = await runCommand(['photos', table, dogs, ...model]);
    expect(several).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        `${cat}: ${table} ${expected.cat.table}`,
        `${cat}: ${dogs} ${expected.cat.dogs}`,
        `${coffee}: ${table} ${expected.coffee.table}`,
        `${coffee}: ${dogs} ${expected.coffee.dogs}`,
        '',
      ].join('\n'),
    });
  });

  it('print one object a line with --json, and the photo costs something once', async () => {
    const { status, stdout, stderr } = await runCommand([cat, table, dogs, '--json', '--top-k', '2', ...model]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [first, second] = jsonLines(stdout);
    expect(Object.keys(first ?? {})).toEqual(['image', 'question', 'answers', 'milliseconds']);
    expect([first?.image, first?.question, second?.question]).toEqual([cat, table, dogs]);
    expect(first?.answers).toHaveLength(2);
    expect(first?.answers?.[0]?.answer).toBe(expected.cat.table);
    expect(Object.keys(first?.answers?.[0] ?? {})).toEqual(['answer', 'score']);
    expect(Object.keys(first?.milliseconds ?? {})).toEqual(['load', 'encode', 'question', 'decode']);
    expect(first?.milliseconds?.encode).toBeGreaterThan(0);
    expect(second?.milliseconds?.encode).toBe(0);
  });

  it('print scores where several answers are wanted, or one is chosen', async () => {
    const several = await runCommand([cat, table, '--top-k', '3', ...model]);
    expect(several.stdout).toMatch(/^(.+ \(0\.\d{3}\)\n){3}$/);
    const chosen = await runCommand([cat, 'is there a dog?', '--candidates', 'yes, no', ...model]);
    expect(chosen.stdout).toMatch(/^(yes|no) \(0\.\d{3}\)\n(yes|no) \(0\.\d{3}\)\n$/);
  });

  it('come from standard input where only the photo is named', async () => {
    const stdin = `\uFEFF${table}\r\n\n   \n${dogs}`;
    const { status, stdout, stderr } = await runCommand([cat, ...model], { stdin });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`${expected.cat.table}\n${expected.cat.dogs}\n`);
    const several = await runCommand(['photos', '--json', ...model], { stdin: `${table}\n${dogs}\n` });
    expect(jsonLines(several.stdout).map(({ image, question }) => [image, question])).toEqual([
      [cat, table],
      [coffee, table],
      [cat, dogs],
      [coffee, dogs],
    ]);
  });

  it('are answered before the next one comes, as in a conversation', async () => {
    let printed = '';
    let waiting = () => {};
    async function* typed(): AsyncGenerator<string> {
      yield `${table}\n`;
      while (printed === '') await new Promise<void>((resolve) => (waiting = resolve));
      yield `${dogs}\n`;
    }
    const onPrint = (text: string) => {
      printed = text;
      waiting();
    };
    const { stdout } = await runCommand([cat, ...model], { stdin: typed(), onPrint });
    expect(stdout).toBe(`${expected.cat.table}\n${expected.cat.dogs}\n`);
  });

  it('take the photo from standard input', async () => {
    const { stdout, status } = await runCommand(['-', table, ...model], { stdin: readFileSync(cat) });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${expected.cat.table}\n` });
  });

  it('are on one line each, and hold nothing that a terminal obeys', async () => {
    mkdirSync('odd names');
    for (const name of ['a\u001b[2J\nb.jpg', 'c.jpg']) copyFileSync(cat, join('odd names', name));
    const { stdout } = await runCommand(['odd names', table, `${dogs}\n`, ...model]);
    expect(stdout.split('\n').map((line) => line.split(': ')[0])).toEqual([
      ...Array(2).fill('odd names/a\ufffd[2J b.jpg'),
      ...Array(2).fill('odd names/c.jpg'),
      '',
    ]);
  });

  it('leave pictures of what was looked at', async () => {
    const { status, stderr } = await runCommand([cat, table, dogs, '--attention', 'looked-at', ...model]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync('looked-at').sort()).toEqual(['the cat.2.png', 'the cat.html', 'the cat.png']);
    const page = readFileSync('looked-at/the cat.html', 'utf8');
    for (const question of ['table', 'dogs']) expect(page).toContain(question);
    writeFileSync('a-file', '');
    const failed = await runCommand([cat, table, '--attention', 'a-file', ...model]);
    expect(failed).toMatchObject({ status: 1, stdout: `${expected.cat.table}\n` });
    expect(failed.stderr).toContain('(unwritable)');
    mkdirSync('own');
    for (const name of ['cat.png', 'cat.2.png']) copyFileSync(cat, join('own', name));
    await runCommand(['own', table, dogs, '--attention', 'own', ...model]);
    for (const name of ['cat.png', 'cat.2.png']) expect(readFileSync(join('own', name))).toEqual(readFileSync(cat));
    expect(readdirSync('own')).toHaveLength(8);
  });
});

describe('--batch', () => {
  it('answers every line in order, and the others still come where one fails', async () => {
    const odd = writeOddPhotos(join(folder, 'odd')).filter(({ code }) => code !== undefined && code !== 'not-a-file');
    const failing: [unknown, string][] = [
      ...odd.map(({ path, code }): [unknown, string] => [{ image: path, question: table }, code ?? '']),
      [{ image: cat, question: '' }, 'empty-text'],
      [{ image: cat, question: '什么?' }, 'unknown-text'],
      [{ image: cat }, 'invalid-line'],
      [{ question: table }, 'invalid-line'],
      [{ image: 7, question: table }, 'invalid-line'],
      [{ image: cat, question: table, candidates: [] }, 'empty-candidates'],
      [{ image: cat, question: table, candidates: 'yes' }, 'invalid-line'],
      [[cat, table], 'invalid-line'],
      [null, 'invalid-line'],
      ['text', 'invalid-line'],
    ];
    const lines = failing.flatMap(([line]) => [line, { image: cat, question: table, id: 7 }]);
    const text = `${lines.map((line) => JSON.stringify(line)).join('\r\n\n')}\n{"image":`;
    writeFileSync('batch.jsonl', `\uFEFF${text}`);
    const { status, stdout, stderr } = await runCommand(['--batch', 'batch.jsonl', ...model]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const results = jsonLines(stdout);
    expect(results).toHaveLength(lines.length + 1);
    for (const [place, [line, code]] of failing.entries()) {
      const [failure, success] = results.slice(place * 2, place * 2 + 2);
      expect(Object.keys(failure ?? {})).toEqual(['image', 'question', 'error']);
      expect(failure?.error?.code).toBe(code);
      const { image, question } = (line ?? {}) as { image?: unknown; question?: unknown };
      expect(failure?.image).toBe(typeof image === 'string' ? image : null);
      expect(failure?.question).toBe(typeof question === 'string' ? question : null);
      expect(success?.answers?.[0]?.answer).toBe(expected.cat.table);
    }
    expect(results.at(-1)?.error).toMatchObject({ code: 'invalid-line', message: expect.stringMatching(/^line \d+:/) });
    // However many lines ask the photo, it costs something once.
    expect(results.filter(({ milliseconds }) => (milliseconds?.encode ?? 0) > 0)).toHaveLength(1);
  });

  it('reads standard input, where a question may bring its candidates', async () => {
    const stdin = [
      { image: cat, question: table },
      { image: coffee, question: table, candidates: ['red', 'blue'] },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n');
    const { status, stdout } = await runCommand(['--batch', '-', ...model], { stdin });
    const [first, second] = jsonLines(stdout);
    expect(status).toBe(0);
    expect(first?.answers?.[0]?.answer).toBe(expected.cat.table);
    expect(second?.answers?.map(({ answer }) => answer).sort()).toEqual(['blue', 'red']);
  });

  it('answers nothing for nothing', async () => {
    expect(await runCommand(['--batch', '-', ...model], { stdin: '\n\n' })).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('says where it stopped reading a long question', async () => {
    const question = 'dog '.repeat(10_000);
    const stdin = JSON.stringify({ image: cat, question });
    const [line] = jsonLines((await runCommand(['--batch', '-', ...model], { stdin })).stdout);
    expect(line?.truncation?.message).toContain(`offset ${line?.truncation?.end} `);
    const people = await runCommand([cat, question, ...model]);
    expect(people.status).toBe(0);
    expect(people.stderr).toContain(`vqa: ${line?.truncation?.message}`);
  });
});

describe('memory files', () => {
  it('hold photos that are asked later, without being encoded again', async () => {
    const saved = await runCommand(['photos', 'gone.jpg', '--save-memory', 'photos.safetensors', ...model]);
    expect(saved).toMatchObject({ status: 1, stdout: '' });
    expect(saved.stderr).toBe('vqa: "gone.jpg" does not exist (file-not-found)\n');
    const asked = await runCommand(['--memory', 'photos.safetensors', table, ...model]);
    expect(asked).toEqual({
      status: 0,
      stderr: '',
      stdout: `${cat}: ${expected.cat.table}\n${coffee}: ${expected.coffee.table}\n`,
    });
    const prompted = await runCommand(['--memory', 'photos.safetensors', ...model], { stdin: dogs });
    expect(prompted.stdout).toBe(`${cat}: ${expected.cat.dogs}\n${coffee}: ${expected.coffee.dogs}\n`);
    rmSync('photos.copy', { recursive: true, force: true });
    cpSync('photos', 'photos.copy', { recursive: true });
    const stdin = JSON.stringify({ image: cat, question: table });
    const batch = await runCommand(['--memory', 'photos.safetensors', '--batch', '-', ...model], { stdin });
    expect(jsonLines(batch.stdout)[0]).toMatchObject({
      answers: [{ answer: expected.cat.table }],
      milliseconds: { encode: 0 },
    });
  });

  it('of another model, damaged ones and files that are none are refused', async () => {
    await runCommand([cat, '--save-memory', 'cat.safetensors', ...model]);
    const ask = async (file: string, ...options: string[]) => {
      const { status, stdout, stderr } = await runCommand(['--memory', file, table, ...options]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      return /\(([a-z-]+)\)\n$/.exec(stderr)?.[1];
    };
    expect(await ask('cat.safetensors', '--model', otherModel)).toBe('wrong-encoder');
    const bytes = readFileSync('cat.safetensors');
    writeFileSync('short.safetensors', bytes.subarray(0, -7));
    expect(await ask('short.safetensors', ...model)).toBe('offsets-out-of-range');
    const edited = Buffer.from(bytes);
    edited[edited.length - 100] = (edited[edited.length - 100] as number) ^ 1;
    writeFileSync('edited.safetensors', edited);
    expect(await ask('edited.safetensors', ...model)).toBe('digest-mismatch');
    expect(await ask('gone.safetensors', ...model)).toBe('not-found');
    expect(await ask(join(repositoryRoot, 'packages', 'model-mini', 'model', 'model.safetensors'), ...model)).toBe(
      'invalid-memory',
    );
  });

  it('are not written where no photo is left', async () => {
    const { status } = await runCommand(['gone.jpg', '--save-memory', 'none.safetensors', ...model]);
    expect(status).toBe(1);
    expect(readdirSync('.')).not.toContain('none.safetensors');
  });
});

describe('bad input', () => {
  it('fails by its name on standard error, and the rest comes', async () => {
    const people = await runCommand([cat, table, '', '日本語', ...model]);
    expect(people).toMatchObject({ status: 1, stdout: `${table} ${expected.cat.table}\n` });
    expect(people.stderr).toMatch(/\(empty-text\)\n.*\(unknown-text\)\n$/);
    const programs = await runCommand(['photos/empty', table, '--json', ...model]);
    expect(programs.status).toBe(1);
    expect(jsonLines(programs.stdout)[0]?.error?.code).toBe('no-photos');
    const prompted = await runCommand(['gone.jpg', ...model], { stdin: table });
    expect(prompted).toMatchObject({ status: 1, stdout: '' });
    expect(prompted.stderr).toContain('(file-not-found)');
  });

  it.each([
    [[], 'no-input', /no photo/],
    [['--save-memory', 'm'], 'no-input', /no photo/],
    [['a.jpg', 'what?', '--tpo-k', '2'], 'unknown-option', /Did you mean --top-k\?/],
    [['a.jpg', 'what?', '--top-k', '0'], 'invalid-option', /--top-k needs a whole number/],
    [['a.jpg', 'what?', '--candidates', ''], 'invalid-option', /--candidates needs a value/],
    [['a.jpg', 'what?', '--top-k', '3', '--beams', '2'], 'option-conflict', /choose one/],
    [['a.jpg', 'what?', '--candidates', 'a', '--beams', '2'], 'option-conflict', /choose one/],
    [['a.jpg', 'what?', '--candidates', 'a', '--max-tokens', '2'], 'option-conflict', /choose one/],
    [['a.jpg', 'what?', '--candidates', 'a', '--attention', 'x'], 'option-conflict', /choose one/],
    [['a.jpg', '--batch', 'b.jsonl'], 'option-conflict', /choose one/],
    [['a.jpg', '--save-memory', 'm', '--top-k', '2'], 'option-conflict', /choose one/],
    [['a.jpg', '--save-memory', 'm', '--memory', 'n'], 'option-conflict', /choose one/],
    [['--batch', 'gone.jsonl'], 'unreadable-file', /gone\.jsonl/],
    [['--batch', 'photos'], 'unreadable-file', /folder/],
  ])('%j is not understood', async (argv, code, message) => {
    const { status, stdout, stderr } = await runCommand(argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain(`(${code})`);
    expect(stderr).toContain('Usage: vqa');
  });

  it.each([
    [['--candidates', ','], 'invalid-candidate'],
    [['--candidates', 'yes,zzyzx'], 'unknown-word'],
    [['--max-tokens', '4000'], 'invalid-option'],
  ])('%j is more than the model has: nothing is answered', async (options, code) => {
    const { status, stdout, stderr } = await runCommand([cat, table, ...options, ...model]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`(${code})`);
  });

  it.each(brokenModels(join(folder, 'models')))('a model: $name', async ({ folder: broken, code }) => {
    const people = await runCommand([cat, table, '--model', broken]);
    expect(people).toMatchObject({ status: 1, stdout: '' });
    expect(people.stderr).toContain(`(${code})`);
    const programs = await runCommand([cat, table, dogs, '--model', broken, '--json']);
    expect(jsonLines(programs.stdout).map(({ error }) => error?.code)).toEqual([code, code]);
    const stdin = `{"image":"${coffee}","question":"${table}"}\nnonsense\n`;
    const batch = await runCommand(['--batch', '-', '--model', broken], { stdin });
    expect(jsonLines(batch.stdout).map(({ error }) => error?.code)).toEqual([code, 'invalid-line']);
  });
});

describe('the rest', () => {
  it('is help and version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(await runCommand(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const { stdout, status } = await runCommand(['--help', 'nothing.jpg']);
    expect(stdout).toContain('Exit status');
    expect(status).toBe(0);
  });

  it('is an interruption that leaves whole lines', async () => {
    const interruption = new AbortController();
    const stdin = Array.from({ length: 60 }, () => JSON.stringify({ image: cat, question: table })).join('\n');
    const { status, stdout, stderr } = await runCommand(['--batch', '-', ...model], {
      stdin,
      interrupt: interruption.signal,
      onPrint: () => interruption.abort(),
    });
    expect(status).toBe(130);
    expect(jsonLines(stdout).length).toBeLessThan(20);
    expect(stderr).toContain('interrupted');
  });

  it('is an interruption of somebody who is asked for questions', async () => {
    const interruption = new AbortController();
    async function* typed(): AsyncGenerator<string> {
      yield `${table}\n`;
      await new Promise(() => {});
    }
    const { status, stdout } = await runCommand([cat, ...model], {
      stdin: typed(),
      interrupt: interruption.signal,
      onPrint: () => interruption.abort(),
    });
    expect({ status, stdout }).toEqual({ status: 130, stdout: `${expected.cat.table}\n` });
  });
});
