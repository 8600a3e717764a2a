import { CommandError, type GivenOptions, optionConflict, present } from '@crossattn/command-line';
import type { optionDefinitions } from './option-definitions.js';

/** How questions are answered; what is absent follows the model. */
interface AnsweringOptions {
  readonly topK?: number;
  readonly candidates?: readonly string[];
  readonly beams?: number;
  readonly maxTokens?: number;
}

/** What is asked. */
type CommandTask =
  | { readonly type: 'questions'; readonly photos: readonly string[]; readonly questions: readonly string[] }
  | { readonly type: 'prompt'; readonly photos: readonly string[] }
  | { readonly type: 'batch'; readonly file: string }
  | { readonly type: 'save'; readonly photos: readonly string[]; readonly file: string };

/** What the command is asked to do. */
export interface CommandOptions {
  readonly task: CommandTask;
  /** A memory file whose photos stand in for photos on the disk. */
  readonly memory?: string;
  /** `embedded`, or a folder. */
  readonly model: string;
  readonly threads?: number;
  readonly maxPixels?: number;
  /** The folder that gets pictures of what each answer looked at. */
  readonly attention?: string;
  readonly output: 'text' | 'json';
  readonly answering: AnsweringOptions;
}

/** Options that mean nothing where nothing is answered. */
const answeringNames = ['top-k', 'candidates', 'beams', 'max-tokens', 'json', 'attention'] as const;

/**
 * What the given arguments and options mean together.
 *
 * @throws CommandError `no-input`, `option-conflict`
 */
export function commandOptions(
  inputs: readonly string[],
  given: GivenOptions<typeof optionDefinitions>,
): CommandOptions {
  const { beams, candidates, 'top-k': topK } = given;
  if (candidates !== undefined) {
    if (beams !== undefined) throw optionConflict('--candidates chooses', `--beams ${beams} searches`);
    if (given['max-tokens'] !== undefined) throw optionConflict('--candidates chooses', '--max-tokens limits writing');
    if (given.attention !== undefined) {
      throw optionConflict('--candidates chooses', '--attention shows what written words looked at');
    }
  }
  if (beams !== undefined && topK !== undefined && beams < topK) {
    throw optionConflict(`--top-k ${topK}`, `--beams ${beams} finds fewer answers`);
  }
  return {
    task: commandTask(inputs, given),
    ...present('memory', given.memory),
    model: given.model ?? 'embedded',
    ...present('threads', given.threads),
    ...present('maxPixels', given['max-pixels']),
    ...present('attention', given.attention),
    output: given.json || given.batch !== undefined ? 'json' : 'text',
    answering: {
      ...present('topK', topK),
      ...present(
        'candidates',
        candidates?.split(',').map((candidate) => candidate.trim()),
      ),
      ...present('beams', beams),
      ...present('maxTokens', given['max-tokens']),
    },
  };
}

function commandTask(inputs: readonly string[], given: GivenOptions<typeof optionDefinitions>): CommandTask {
  const { batch, memory, 'save-memory': save } = given;
  const [first, ...questions] = inputs;
  if (save !== undefined) {
    for (const name of ['batch', 'memory', ...answeringNames] as const) {
      if (given[name] !== undefined) throw optionConflict('--save-memory asks nothing', `--${name} is about questions`);
    }
    if (first === undefined) throw new CommandError('no-input', 'no photo, folder or pattern was named.');
    return { type: 'save', photos: inputs, file: save };
  }
  if (batch !== undefined) {
    if (first === undefined) return { type: 'batch', file: batch };
    throw optionConflict('--batch reads photos and questions from a file', `"${first}" was given too`);
  }
  if (memory !== undefined) {
    return first === undefined ? { type: 'prompt', photos: [] } : { type: 'questions', photos: [], questions: inputs };
  }
  if (first === undefined) throw new CommandError('no-input', 'no photo was named.');
  return questions.length === 0
    ? { type: 'prompt', photos: [first] }
    : { type: 'questions', photos: [first], questions };
}
