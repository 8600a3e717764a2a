import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageTextJson } from '../../test/image-text-json.js';
import { CheckpointError, type CheckpointErrorCode, parseConfig } from '../index.js';

type Json = ReturnType<typeof imageTextJson>;

function refusal(json: unknown): CheckpointError {
  try {
    parseConfig(json, 'config.json');
  } catch (error) {
    expect(error).toBeInstanceOf(CheckpointError);
    return error as CheckpointError;
  }
  throw new Error('a wrong configuration was accepted');
}

/** Sets or, given `undefined`, removes the field at a path such as `vision.stages.1.kernel`. */
function changed(path: string, value: unknown): Json {
  const json = imageTextJson();
  const keys = path.split('.');
  const last = keys.pop() as string;
  const owner = keys.reduce<Record<string, unknown>>((object, key) => object[key] as Record<string, unknown>, json);
  if (value === undefined) delete owner[last];
  else owner[last] = value;
  return json;
}

describe('parseConfig', () => {
  it('gives every field its place and type', () => {
    expect(parseConfig(imageTextJson())).toEqual({
      modelType: 'crossattn-image-text',
      formatVersion: 2,
      revision: 'test-1',
      vision: {
        type: 'efficientnet-lite',
        imageSize: 64,
        resize: 'squeeze',
        mean: [127, 127, 127],
        std: [128, 128, 128],
        stem: { out: 4, kernel: 3, stride: 2 },
        stages: [
          { repeats: 1, kernel: 3, stride: 1, expand: 1, in: 4, out: 4 },
          { repeats: 2, kernel: 5, stride: 2, expand: 6, in: 4, out: 8 },
        ],
        headChannels: 16,
        padding: 'same',
      },
      bridge: { width: 8, layers: 1, heads: 2, feedForward: 16, positions: 256 },
      text: { width: 8, layers: 2, heads: 4, feedForward: 32, maxLength: 6 },
      decoder: {
        width: 8,
        layers: 2,
        heads: 2,
        feedForward: 16,
        maxLength: 12,
        vocabularySize: 9,
        activation: 'gelu',
        normEpsilon: 1e-5,
      },
      tokens: { pad: 0, unknown: 1, end: 2 },
      tasks: {
        caption: { prompt: [3], generation: { beams: 3, lengthPenalty: 0.7, maxTokens: 10, noRepeatNgram: 2 } },
        answer: { prompt: [4, 3], generation: { beams: 5, lengthPenalty: 0, maxTokens: 4, noRepeatNgram: 0 } },
      },
    });
  });

  it('leaves out fields that it does not know', () => {
    expect(parseConfig({ ...imageTextJson(), comment: 'unknown' })).toEqual(parseConfig(imageTextJson()));
  });

  it('takes a model with one task, and without a text encoder one that writes captions', () => {
    const { tasks, text } = parseConfig(changed('tasks.caption', undefined));
    expect(Object.keys(tasks)).toEqual(['answer']);
    expect(text).toBeDefined();
    const { text: _, ...json } = changed('tasks.answer', undefined);
    expect(parseConfig(json).text).toBeUndefined();
    expect(Object.keys(parseConfig(json).tasks)).toEqual(['caption']);
  });

  const wrong: [path: string, value: unknown, message: string, code?: CheckpointErrorCode][] = [
    ['model_type', undefined, 'model_type: expected a text, came nothing'],
    ['model_type', 't5', 'model_type: expected one of "crossattn-image-text", came "t5"', 'unknown-architecture'],
    ['model_type', 'toString', 'expected one of "crossattn-image-text", came "toString"', 'unknown-architecture'],
    ['format_version', 1, 'format_version: expected 2, came 1', 'unsupported-format-version'],
    ['format_version', 3, 'format_version: expected 2, came 3; a newer version', 'unsupported-format-version'],
    ['format_version', '1', 'format_version: expected a whole number of at least 1, came "1"'],
    ['revision', '', 'revision: expected a text, came ""'],
    ['vision', [], 'vision: expected an object, came []'],
    ['vision.type', 'vit', 'vision.type: expected "efficientnet-lite", came "vit"', 'unknown-architecture'],
    ['vision.image_size', 0, 'vision.image_size: expected a whole number from 1 to 4096, came 0'],
    ['vision.resize', 'crop', 'vision.resize: expected "squeeze", came "crop"'],
    ['vision.mean', [1, 2], 'vision.mean: expected a list of 3 numbers, came [1,2]'],
    ['vision.mean', [1, 2, Infinity], 'vision.mean: expected a list of 3 numbers, came [1,2,null]'],
    ['vision.std', [1, 0, 1], 'vision.std: expected a list of 3 numbers above 0, came [1,0,1]'],
    ['vision.stem.stride', 1.5, 'vision.stem.stride: expected a whole number of at least 1, came 1.5'],
    ['vision.stages', [], 'vision.stages: expected a list of objects, came []'],
    ['vision.stages.1', 7, 'vision.stages[1]: expected an object, came 7'],
    ['vision.stages.1.kernel', null, 'vision.stages[1].kernel: expected a whole number of at least 1, came null'],
    ['vision.stages.1.in', 5, 'vision.stages[1].in: expected 4, what the layer before gives, came 5'],
    ['vision.padding', undefined, 'vision.padding: expected "same" or "symmetric", came nothing'],
    ['bridge.heads', 3, 'bridge.heads: expected a divisor of the width 8, came 3'],
    ['bridge.positions', -1, 'bridge.positions: expected a whole number of at least 1, came -1'],
    ['bridge.positions', 49, 'bridge.positions: expected 256, the cells of the map that vision gives, came 49'],
    ['text', undefined, 'text: expected an object, since the task "answer" reads questions, came nothing'],
    ['text', null, 'text: expected an object, came null'],
    ['text.width', 16, 'text.width: expected 8, the width of the bridge, since one decoder queries both, came 16'],
    ['text.heads', 3, 'text.heads: expected a divisor of the width 8, came 3'],
    ['text.max_length', 0, 'text.max_length: expected a whole number of at least 1, came 0'],
    [
      'tasks.caption.generation.length_penalty',
      Infinity,
      'tasks.caption.generation.length_penalty: expected a number, came null',
    ],
    ['decoder.max_length', 1, 'decoder.max_length: expected a whole number of at least 2, came 1'],
    ['decoder.activation', 'relu', 'decoder.activation: expected "gelu", came "relu"'],
    ['decoder.norm_epsilon', '1e-5', 'decoder.norm_epsilon: expected a number from 0 to 1, came "1e-5"'],
    ['tokens.end', 9, 'tokens.end: expected a whole number from 0 to 8, came 9'],
    ['tasks', {}, 'tasks: expected at least one of "caption" and "answer", came {}'],
    ['tasks.caption', 3, 'tasks.caption: expected an object, came 3'],
    ['tasks.caption.prompt', [], 'tasks.caption.prompt: expected a list of whole numbers from 0 to 8, came []'],
    ['tasks.caption.prompt', [9], 'tasks.caption.prompt: expected a list of whole numbers from 0 to 8, came [9]'],
    [
      'tasks.caption.prompt',
      new Array(12).fill(3),
      "tasks.caption.prompt: expected fewer ids than the decoder's max_length of 12, came [3,3",
    ],
    [
      'tasks.answer.prompt',
      new Array(6).fill(3),
      "expected fewer ids than the decoder's max_length of 12 leaves beside a question of 6, came [3,3",
    ],
    ['tasks.answer.generation', undefined, 'tasks.answer.generation: expected an object, came nothing'],
    ['tasks.caption.generation.length_penalty', 'x', 'generation.length_penalty: expected a number, came "x"'],
    ['tasks.caption.generation.max_tokens', 12, 'max_tokens: expected a whole number from 1 to 11, came 12'],
    ['tasks.answer.generation.max_tokens', 5, 'max_tokens: expected a whole number from 1 to 4, came 5'],
    ['tasks.caption.generation.no_repeat_ngram', -1, 'expected a whole number of at least 0, came -1'],
  ];
  it.each(wrong)('refuses %s = %j', (path, value, message, code = 'invalid-config') => {
    const error = refusal(changed(path, value));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`config.json: `);
    expect(error.message).toContain(message);
  });

  it.each([[null], [[]], ['text'], [5]])('refuses %j instead of an object', (json) => {
    expect(refusal(json)).toMatchObject({
      code: 'invalid-config',
      message: `config.json: expected an object, came ${JSON.stringify(json)}`,
    });
  });

  it('names the field, whichever one is missing', () => {
    const paths = (value: unknown, path: string): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, item]) => {
            const inner = path === '' ? key : `${path}.${key}`;
            return /\.\d+$/.test(inner) && typeof item !== 'object' ? [] : [inner, ...paths(item, inner)];
          })
        : [];
    const optional = ['tasks.caption', 'tasks.answer'];
    const all = paths(imageTextJson(), '').filter((path) => !/\.\d+$/.test(path) && !optional.includes(path));
    expect(all.length).toBeGreaterThan(40);
    for (const path of all) {
      const written = path.replace(/\.(\d+)/g, '[$1]');
      expect(refusal(changed(path, undefined)).message).toContain(`config.json: ${written}: expected `);
    }
  });

  it('throws nothing but its own errors, whatever the JSON', () => {
    const path = fc.constantFrom(
      'vision',
      'vision.stages',
      'vision.stages.0',
      'bridge',
      'decoder',
      'tokens',
      'tasks',
      'tasks.caption',
      'tasks.caption.generation',
      'text',
      'vision.mean',
      'tasks.caption.prompt',
    );
    fc.assert(
      fc.property(path, fc.jsonValue(), (where, value) => {
        expect(refusal(changed(where, value))).toBeInstanceOf(CheckpointError);
      }),
      { numRuns: 500 },
    );
  });
});
