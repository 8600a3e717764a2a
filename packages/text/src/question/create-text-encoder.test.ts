import { joinMemories, type Memory, stackMemories } from '@crossattn/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectClose } from '../../test/expect-close.js';
import { referenceTextEncoder } from '../../test/reference-text-encoder.js';
import { type TinyTextCheckpoint, tinyTextCheckpoint } from '../../test/tiny-text-checkpoint.js';
import { createTextEncoder, type TextEncoder, type Truncation } from '../index.js';

let checkpoint: TinyTextCheckpoint;
let encoder: TextEncoder;
beforeAll(async () => {
  checkpoint = await tinyTextCheckpoint();
  encoder = await createTextEncoder(checkpoint, { threads: 1 });
});
afterAll(() => encoder.dispose());

const questions = [
  'what is the dog doing?',
  'is the night stand on, and?',
  'dog',
  'What colour is the CAFÉ on the stand?',
];

function rowOf(memory: Memory, row: number): Float32Array {
  const [, length = 0, width = 0] = memory.states.shape;
  return memory.states.data.slice(row * length * width, (row + 1) * length * width);
}

function codeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

describe('the network', () => {
  it.each(questions)('equals the float64 reference: %s', async (question) => {
    const { states, mask } = await encoder.encode(question);
    const expected = referenceTextEncoder(checkpoint, checkpoint.tokenizer.encode(question));
    expect(states.shape).toEqual([1, expected.length, 16]);
    expect([...mask.data].every((bit) => bit === 1)).toBe(true);
    expectClose(
      states.data,
      expected.flatMap((row) => [...row]),
    );
  });

  it('reads words in their order', async () => {
    const memory = await encoder.encode(['dog stand', 'stand dog']);
    const [first, second] = [rowOf(memory, 0), rowOf(memory, 1)];
    expect(Math.max(...first.map((x, at) => Math.abs(x - (second[at] ?? 0))))).toBeGreaterThan(0.1);
  });
});

describe('a batch', () => {
  it('equals its texts alone, with padding that is zero, masked and named', async () => {
    const many = Array.from({ length: 300 }, (_, index) => questions[index % questions.length] as string);
    const together = await encoder.encode(many);
    const alone = stackMemories(await Promise.all(many.map((question) => encoder.encode(question))));
    expect(together.states.shape).toEqual(alone.states.shape);
    expectClose(together.states.data, alone.states.data);
    expect(together.mask).toEqual(alone.mask);
    expect(together.slots).toEqual(alone.slots);
  });

  it('mixes prepared texts with others', async () => {
    const prepared = encoder.prepare('what is on the stand?');
    const memory = await encoder.encode([prepared, 'what is on the stand?']);
    expect(rowOf(memory, 0)).toEqual(rowOf(memory, 1));
    expect(memory.slots[0]).toEqual(memory.slots[1]);
  });

  it('joins with other memories of the checkpoint', async () => {
    const [one, other] = await Promise.all([encoder.encode('what is it?'), encoder.encode('the dog')]);
    expect(one.encoder).toEqual({ name: 'crossattn-image-text', revision: 'tiny-1' });
    expect(joinMemories([one, other]).slots[0]?.at(-1)).toEqual({ kind: 'span', text: 1, start: 4, end: 7 });
  });
});

describe('slots', () => {
  it('are the spans of the words as they were given', async () => {
    const text = '  What colour\n is the CAFE\u0301, 👍🏽?';
    const { slots } = await encoder.encode(text);
    const words = slots[0]?.map((slot) => (slot.kind === 'span' ? text.slice(slot.start, slot.end) : slot.kind));
    expect(words).toEqual(['What', 'colour', 'is', 'the', 'CAFE', '\u0301', ',', '👍', '🏽', '?']);
  });
});

describe('a text that is too long', () => {
  const long = 'the dog is on the night stand and the dog is on the stand ?';

  it('is read as far as it goes, and where that ends is told', async () => {
    const told: Truncation[] = [];
    const memory = await encoder.encode(['dog', long], { onTruncation: (truncation) => told.push(truncation) });
    const end = 'the dog is on the night stand and the dog'.length;
    expect(memory.states.shape).toEqual([2, 10, 16]);
    expect(told).toEqual([
      {
        text: 1,
        end,
        tokensRead: 10,
        tokensGiven: 15,
        message: `texts[1]: expected at most 10 tokens, came 15; what follows offset ${end} was not read`,
      },
    ]);
    const cut = await encoder.encode(long.slice(0, end));
    expectClose(rowOf(memory, 1), cut.states.data);
  });

  it('warns where nobody listens', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    try {
      encoder.prepare(long);
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('offset 41'), {
        type: 'CrossattnWarning',
        code: 'text-truncated',
      });
      warn.mockClear();
      encoder.prepare('what is the dog doing on the night stand ?');
      expect(warn).not.toHaveBeenCalled();
    } finally {
      warn.mockRestore();
    }
  });

  it('is refused where that is wanted', () => {
    expect(() => encoder.prepare(long, { overlong: 'refuse' })).toThrow(
      expect.objectContaining({
        code: 'text-too-long',
        message: 'text: expected at most 10 tokens, came 15; it is full at offset 41',
      }),
    );
  });

  it('may have ten thousand words', async () => {
    const told: Truncation[] = [];
    await encoder.encode('what is the dog doing on the stand '.repeat(1250), { onTruncation: (cut) => told.push(cut) });
    expect(told).toMatchObject([
      { tokensRead: 10, message: expect.stringMatching(/ came at least \d+; what follows/) },
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'empty-text', 'text: expected words, came an empty text'],
    [' \n\t', 'empty-text', 'text: expected words, came " \\n\\t"'],
    ['犬は何をしていますか？', 'unknown-text', 'none of whose words is known'],
    ['👍🏽!', 'unknown-text', 'none of whose words is known'],
    ['qwerty zxcvb?', 'unknown-text', 'came "qwerty zxcvb?"'],
  ])('the text %j', (text, code, message) => {
    expect(() => encoder.prepare(text)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });

  it('names the text of a list', async () => {
    await expect(encoder.encode(['dog', ' '])).rejects.toMatchObject({
      code: 'empty-text',
      message: 'texts[1]: expected words, came " "',
    });
    await expect(encoder.encode(['dog', 7 as unknown as string])).rejects.toMatchObject({
      code: 'invalid-text',
      message: 'texts[1]: expected a text, came number',
    });
    await expect(encoder.encode([])).rejects.toMatchObject({ code: 'no-texts' });
  });

  it('but neither punctuation alone nor a known word among unknown ones', () => {
    expect(encoder.prepare('???').ids).toHaveLength(3);
    expect(encoder.prepare('qwerty dog').ids).toHaveLength(2);
  });

  it('options that are not known or not valid', async () => {
    expect(codeOf(() => encoder.prepare('dog', { overlong: 'ignore' as 'refuse' }))).toBe('invalid-option');
    expect(codeOf(() => encoder.prepare('dog', { maxLength: 3 } as object))).toBe('invalid-option');
    expect(codeOf(() => encoder.prepare('dog', { onTruncation: 3 as never }))).toBe('invalid-option');
    expect(codeOf(() => encoder.prepare('dog', null as never))).toBe('invalid-option');
    expect(codeOf(() => encoder.prepareWindows('dog', undefined as never))).toBe('invalid-option');
    expect(codeOf(() => encoder.prepareWindows('dog', { length: 4, stride: 2, step: 1 } as never))).toBe(
      'invalid-option',
    );
    await expect(createTextEncoder(checkpoint, null as never)).rejects.toMatchObject({ code: 'invalid-option' });
    for (const prepared of [
      { ids: 'abc', slots: 3 },
      { ids: [1], slots: [] },
      { ids: [], slots: [] },
    ]) {
      await expect(encoder.encode(prepared as never)).rejects.toMatchObject({ code: 'invalid-text' });
    }
    await expect(createTextEncoder(checkpoint, { device: 'cpu' } as object)).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });

  it('a checkpoint without a text encoder, or with weights of another shape', async () => {
    const { config } = checkpoint;
    await expect(createTextEncoder({ ...checkpoint, config: { ...config, text: undefined } })).rejects.toMatchObject({
      code: 'no-text-encoder',
      message: expect.stringContaining('tiny-1'),
    });
    await expect(
      createTextEncoder({ ...checkpoint, config: { ...config, decoder: { vocabularySize: 99 } } }),
    ).rejects.toMatchObject({ code: 'shape-mismatch', message: expect.stringContaining('text.embedding') });
  });
});

describe('lifetime', () => {
  it('stops between two runs when it is aborted', async () => {
    const controller = new AbortController();
    const many = Array.from({ length: 2000 }, (_, index) => questions[index % questions.length] as string);
    const encoding = encoder.encode(many, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(encoding).rejects.toThrow('enough');
    await expect(encoder.encode('dog', { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('refuses work once it is disposed of', async () => {
    const own = await createTextEncoder(checkpoint, { threads: 1 });
    const running = own.encode(Array<string>(200).fill('dog'));
    await own[Symbol.asyncDispose]();
    expect((await running).slots).toHaveLength(200);
    await expect(own.encode('dog')).rejects.toMatchObject({ code: 'disposed' });
  });
});
