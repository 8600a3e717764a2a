import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaptioner } from '@crossattn/captioning';
import { brokenModels, samplePhoto, writeOddPhotos } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, runCommand } from './run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'caption-command-'));
const before = process.cwd();
let expected: { cat: string; coffee: string; greedyCat: string };

beforeAll(async () => {
  mkdirSync(join(folder, 'photos', 'empty'), { recursive: true });
  for (const [sample, name] of [
    ['cat.jpg', 'photos/the cat.jpg'],
    ['coffee.jpg', 'photos/コーヒー.jpg'],
    ['cat.jpg', '-dash.jpg'],
  ] as const) {
    cpSync(samplePhoto(sample), join(folder, name));
  }
  process.chdir(folder);
  await using captioner = await createCaptioner();
  const captions = await captioner.caption([samplePhoto('cat.jpg'), samplePhoto('coffee.jpg')]);
  const greedy = await captioner.caption(samplePhoto('cat.jpg'), { beams: 1 });
  expected = { cat: captions[0]?.caption ?? '', coffee: captions[1]?.caption ?? '', greedyCat: greedy.caption };
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

describe('what is printed', () => {
  it('is the caption alone for one photo', async () => {
    const result = await runCommand([samplePhoto('cat.jpg')]);
    expect(result).toEqual({ status: 0, stdout: `${expected.cat}\n`, stderr: '' });
  });

  it('is a line with a name for each of several, whatever the names are made of', async () => {
    const { status, stdout, stderr } = await runCommand(['photos', '--', '-dash.jpg']);
    expect(stdout.split('\n')).toEqual([
      `photos/the cat.jpg: ${expected.cat}`,
      `photos/コーヒー.jpg: ${expected.coffee}`,
      `-dash.jpg: ${expected.cat}`,
      '',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('is one line for each photo, and nothing that a terminal obeys, whatever the names hold', async () => {
    const odd = 'a\u001b[2Jb\nc.jpg';
    mkdirSync('odd');
    for (const name of [odd, 'd.jpg']) cpSync(samplePhoto('cat.jpg'), join('odd', name));
    const shown = 'odd/a\ufffd[2Jb c.jpg: ';
    for (const options of [['--beams', '1'], ['--stream']]) {
      const { stdout } = await runCommand(['odd', ...options]);
      expect(stdout).toBe(`${shown}${expected.greedyCat}\nodd/d.jpg: ${expected.greedyCat}\n`);
    }
    const [first] = jsonLines((await runCommand(['odd', '--json', '--beams', '1'])).stdout);
    expect(first?.image).toBe(`odd/${odd}`);
    const gone = await runCommand([`gone/${odd.replace('[', '')}`]);
    expect(gone.stderr).toBe('caption: "gone/a\ufffd2Jb c.jpg" does not exist (file-not-found)\n');
  });

  it('is one object a line with --json', async () => {
    const { status, stdout, stderr } = await runCommand(['photos/*.jpg', '--json', '--batch', '1']);
    const results = jsonLines(stdout);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(results.map(({ image, caption }) => [image, caption])).toEqual([
      ['photos/the cat.jpg', expected.cat],
      ['photos/コーヒー.jpg', expected.coffee],
    ]);
    for (const result of results) {
      expect(Object.keys(result)).toEqual(['image', 'caption', 'tokens', 'model', 'device', 'milliseconds']);
      expect(result.tokens?.map(({ text }) => text).join('')).toBe(result.caption);
      for (const token of result.tokens ?? []) expect(Object.keys(token)).toEqual(['text', 'probability']);
      expect(result.model).toMatch(/^embedded@/);
      expect(result.device).toBe('cpu');
      expect(Object.keys(result.milliseconds ?? {})).toEqual(['load', 'encode', 'decode']);
      for (const time of Object.values(result.milliseconds ?? {})) expect(time).toBeGreaterThan(0);
    }
  });

  it('is the candidates with their scores, where they are asked for', async () => {
    const options = ['--candidates', '2', '--beams', '3'];
    const { stdout } = await runCommand([samplePhoto('cat.jpg'), ...options]);
    expect(stdout).toMatch(/^[a-z ]+ \(-\d+\.\d{3}\)\n[a-z ]+ \(-\d+\.\d{3}\)\n$/);
    const [line] = jsonLines((await runCommand([samplePhoto('cat.jpg'), ...options, '--json'])).stdout);
    expect(line?.candidates).toHaveLength(2);
    expect(line?.candidates?.[0]?.caption).toBe(line?.caption);
  });

  it('comes word by word with --stream', async () => {
    const seen: string[] = [];
    const onPrint = (text: string) => seen.push(text);
    const { status, stdout } = await runCommand([samplePhoto('cat.jpg'), '--stream', '--beams', '1'], { onPrint });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${expected.greedyCat}\n` });
    expect(seen.length).toBeGreaterThan(expected.greedyCat.split(' ').length);
    const several = await runCommand(['photos', 'none.jpg', '--stream', '--max-tokens', '2']);
    expect(several.stdout).toMatch(/^photos\/the cat\.jpg: \w+ \w+\nphotos\/コーヒー\.jpg: \w+ \w+\n$/);
    expect(several.status).toBe(1);
    expect(several.stderr).toContain('none.jpg');
  });

  it('is the same for the same seed', async () => {
    const drawn = async (seed: string) =>
      (await runCommand([samplePhoto('coffee.jpg'), '--seed', seed, '--temperature', '1.5'])).stdout;
    expect(await drawn('4')).toBe(await drawn('4'));
    expect(new Set([await drawn('4'), await drawn('5'), await drawn('6')]).size).toBeGreaterThan(1);
  });

  it('follows the other options', async () => {
    const options = ['--beams', '1', '--max-tokens', '3', '--threads', '1', '--json'];
    const [line] = jsonLines(
      (await runCommand(['-', ...options], { stdin: readFileSync(samplePhoto('cat.jpg')) })).stdout,
    );
    expect(line?.image).toBe('-');
    expect(line?.tokens).toHaveLength(3);
    expect(expected.greedyCat.startsWith(line?.caption ?? '?')).toBe(true);
    const refused = await runCommand([samplePhoto('cat.jpg'), '--max-pixels', '1000', '--json']);
    expect(jsonLines(refused.stdout)[0]?.error?.code).toBe('image-too-large');
  });

  it('is help and version where they are asked for', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(await runCommand(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const { stdout, status } = await runCommand(['--help', 'nothing.jpg']);
    expect(stdout).toContain('Exit status');
    expect(status).toBe(0);
  });
});

describe('bad input', () => {
  it('fails by itself, in its place, and the rest comes: --json', async () => {
    const odd = writeOddPhotos(join(folder, 'odd')).filter(({ code }) => code !== 'not-a-file');
    const inputs = [...odd.map(({ path }) => path), 'photos/empty', '*.bmp', samplePhoto('cat.jpg')];
    const { status, stdout, stderr } = await runCommand([...inputs, '--json', '--max-tokens', '5']);
    const results = jsonLines(stdout);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(results.map(({ image }) => image)).toEqual(inputs);
    expect(results.map(({ error }) => error?.code ?? 'none')).toEqual([
      ...odd.map(({ code }) => code ?? 'none'),
      'no-photos',
      'no-photos',
      'none',
    ]);
    for (const result of results) {
      if (result.error) expect(Object.keys(result)).toEqual(['image', 'error']);
      if (result.error) expect(Object.keys(result.error)).toEqual(['code', 'message']);
    }
  });

  it('fails by itself, by its name on standard error, and the rest comes', async () => {
    const { status, stdout, stderr } = await runCommand(['gone.jpg', 'photos/the cat.jpg', 'photos/empty']);
    expect(status).toBe(1);
    expect(stdout).toBe(`photos/the cat.jpg: ${expected.cat}\n`);
    expect(stderr.split('\n')).toEqual([
      'caption: "gone.jpg" does not exist (file-not-found)',
      'caption: the folder photos/empty holds no photo. (no-photos)',
      '',
    ]);
  });

  it.each([
    [[], 'no-input', /no photo, folder or pattern/],
    [['a.jpg', '--baems', '2'], 'unknown-option', /--baems. Did you mean --beams\?/],
    [['a.jpg', '--beams', 'many'], 'invalid-option', /--beams needs a whole number/],
    [['a.jpg', '--stream', '--json'], 'option-conflict', /choose one/],
    [['-', '-'], 'standard-input', /only once/],
  ])('%j is not understood', async (argv, code, message) => {
    const { status, stdout, stderr } = await runCommand(argv);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toContain(`(${code})`);
    expect(stderr).toContain('Usage: caption');
    expect(stderr).toContain('caption --help');
  });

  it.each(brokenModels(join(folder, 'models')))('a model: $name', async ({ folder: model, code }) => {
    const people = await runCommand([samplePhoto('cat.jpg'), '--model', model]);
    expect(people).toMatchObject({ status: 1, stdout: '' });
    expect(people.stderr).toContain(`(${code})`);
    expect(people.stderr).toContain(model);
    const programs = await runCommand([samplePhoto('cat.jpg'), 'photos/empty', '--model', model, '--json']);
    expect(programs.status).toBe(1);
    expect(jsonLines(programs.stdout).map(({ error }) => error?.code)).toEqual([code, 'no-photos']);
  });

  it.each([
    [['--max-tokens', '4000'], 'too-long', 'maxTokens'],
    [['--candidates', '60'], 'conflicting-options', 'candidates'],
  ])('%j is more than the model has: nothing is captioned', async (options, code, name) => {
    const { status, stdout, stderr } = await runCommand(['photos', '--json', ...options]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(name);
    expect(stderr).toContain(`(${code})`);
  });
});

describe('an interruption', () => {
  it('ends the work with whole lines', async () => {
    const interruption = new AbortController();
    const onPrint = () => interruption.abort();
    const photos = Array.from({ length: 30 }, () => samplePhoto('cat.jpg'));
    const options = ['--json', '--batch', '1', '--beams', '1', '--max-tokens', '3'];
    const { status, stdout, stderr } = await runCommand([...photos, ...options], {
      interrupt: interruption.signal,
      onPrint,
    });
    expect(status).toBe(130);
    expect(jsonLines(stdout).length).toBeLessThanOrEqual(2);
    expect(stderr).toContain('interrupted');
  });
});
