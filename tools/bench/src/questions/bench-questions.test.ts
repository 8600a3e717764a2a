import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { samplePhoto, writeTinyModel } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchQuestions } from './bench-questions.js';
import { runQuestions } from './run-questions.js';
import { sameQuestions } from './same-questions.js';

let model: string;
beforeAll(() => {
  model = writeTinyModel(mkdtempSync(join(tmpdir(), 'crossattn-bench-')));
});
afterAll(() => rmSync(model, { recursive: true }));

describe('benchQuestions', () => {
  it('counts one encoder run and one projection in a session, one a question otherwise', async () => {
    const measurements = await benchQuestions({ photo: samplePhoto('cat.jpg'), model, rounds: 2, counts: [1, 8] });
    const median = (name: string) => measurements.find((measurement) => measurement.name === name)?.summary.median;
    expect(median('8 questions: encoder runs, session')).toBe(1);
    expect(median('8 questions: projections, session')).toBe(1);
    expect(median('8 questions: encoder runs, anew')).toBe(8);
    expect(median('8 questions: projections, anew')).toBe(8);
    expect(median("8 questions: photo's keys and values")).toBeGreaterThan(0);
    expect(median("8 questions: photo's keys and values")).toBe(median("1 question: photo's keys and values"));
    expect(median('8 questions, one session')).toBeGreaterThan(0);
    expect(measurements.at(-1)).toMatchObject({ unit: 'ms', summary: { count: 16 }, target: { value: 60 } });
  });

  it('asks 64 different questions', () => {
    expect(new Set(sameQuestions(64)).size).toBe(64);
    expect(sameQuestions(8)).toEqual(sameQuestions(64).slice(0, 8));
  });
});

describe('bench vqa', () => {
  async function bench(...argv: string[]) {
    const texts = { stdout: '', stderr: '' };
    const into = (name: 'stdout' | 'stderr') =>
      new Writable({
        write(chunk, _encoding, done) {
          texts[name] += chunk;
          done();
        },
      });
    const status = await runQuestions(argv, { stdout: into('stdout'), stderr: into('stderr') }, '/nowhere');
    return { status, ...texts };
  }

  it('prints one object with --json', async () => {
    const { status, stdout } = await bench(
      '--photo',
      samplePhoto('cat.jpg'),
      '--model',
      model,
      '--rounds',
      '1',
      '--json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout).measurements).toHaveLength(25);
  });

  it('says what it does not understand', async () => {
    expect(await bench('--rounds', '0')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--rounds needs'),
    });
    expect(await bench('--round')).toMatchObject({ status: 2, stderr: expect.stringContaining('--round') });
    expect(await bench('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: bench vqa') });
  });
});
