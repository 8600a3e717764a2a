import type { Tokenizer } from '@crossattn/checkpoint';
import type { GenerateOptions } from '@crossattn/decoder';
import type { AnswerOptions } from './answer-options.js';
import { type Candidate, readCandidates } from './candidates.js';
import { checkSignal, checkWhole } from './check-options.js';
import { VqaError } from './vqa-error.js';

const mostBeams = 64;

/** What the checkpoint brings to the options of an answer. */
export interface AnswerDefaults {
  readonly tokenizer: Tokenizer;
  /** Id of the token that stands for unknown words. */
  readonly unknown: number;
  readonly beams: number;
  /** Most tokens of an answer, its end counted, that fit behind the longest question. */
  readonly maxTokens: number;
}

/** Options of an answer, checked and with their defaults. */
export type AnswerPlan = WritingPlan | ChoicePlan;

/** The model writes the answers itself. */
export interface WritingPlan {
  readonly type: 'write';
  readonly options: Pick<GenerateOptions, 'beams' | 'candidates' | 'maxTokens' | 'attention'>;
}

/** The model chooses among given answers. */
export interface ChoicePlan {
  readonly type: 'choose';
  readonly candidates: readonly Candidate[];
  readonly topK: number;
}

/**
 * Checks the options of an answer.
 *
 * @throws VqaError `invalid-option`, `conflicting-options`, `empty-candidates`, `invalid-candidate`, `unknown-word`
 */
export function planAnswer(options: AnswerOptions, defaults: AnswerDefaults): AnswerPlan {
  const { topK, candidates, beams, maxTokens, attention, signal } = options;
  checkSignal(signal);
  if (attention !== undefined && typeof attention !== 'boolean') {
    throw new VqaError('invalid-option', `attention: expected true or false, got ${typeof attention}`);
  }
  checkWhole('topK', topK, 1, mostBeams);
  if (candidates !== undefined) {
    for (const [name, value] of Object.entries({ beams, maxTokens, attention: attention || undefined })) {
      if (value !== undefined) throw conflict(name, 'no candidates, since given answers are not written');
    }
    const read = readCandidates(candidates, defaults);
    return { type: 'choose', candidates: read, topK: topK ?? read.length };
  }
  checkWhole('beams', beams, 1, mostBeams);
  checkWhole('maxTokens', maxTokens, 1, defaults.maxTokens);
  if (beams !== undefined && topK !== undefined && beams < topK) {
    throw conflict('topK', `at most as many answers as beams (${beams}), got ${topK}`);
  }
  return {
    type: 'write',
    options: {
      beams: beams ?? Math.max(defaults.beams, topK ?? 1),
      candidates: topK ?? 1,
      ...(maxTokens !== undefined && { maxTokens }),
      ...(attention !== undefined && { attention }),
    },
  };
}

function conflict(name: string, expected: string): VqaError {
  return new VqaError('conflicting-options', `${name}: expected ${expected}`);
}
