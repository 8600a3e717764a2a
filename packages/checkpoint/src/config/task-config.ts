import type { Fields } from './fields.js';
import { type GenerationConfig, parseGenerationConfig } from './generation-config.js';
import type { TextConfig } from './text-config.js';

/** What a model can be asked to write: the caption of a photo, or the answer to a question about it. */
export type TaskName = 'caption' | 'answer';

/** Something that a model can be asked to write. */
export interface TaskConfig {
  /** Ids of the tokens that a decoder starts from; in the task `answer` the tokens of the question come before them. */
  readonly prompt: readonly number[];
  /** Defaults that suit this model in this task. */
  readonly generation: GenerationConfig;
}

/** The tasks of a model by name. */
export type TaskConfigs = { readonly [Name in TaskName]?: TaskConfig };

/** What the rest of a configuration allows its tasks. */
interface TaskLimits {
  readonly vocabularySize: number;
  readonly maxLength: number;
  readonly text: TextConfig | undefined;
}

/** Reads the `tasks` of a configuration. */
export function parseTasks(root: Fields, limits: TaskLimits): TaskConfigs {
  const tasks = root.object('tasks');
  if (!tasks.has('caption') && !tasks.has('answer')) root.refuse('tasks', 'at least one of "caption" and "answer"');
  if (tasks.has('answer') && limits.text === undefined) {
    root.refuse('text', 'an object, since the task "answer" reads questions');
  }
  return {
    ...(tasks.has('caption') && { caption: parseTask(tasks.object('caption'), limits, 0) }),
    ...(tasks.has('answer') && { answer: parseTask(tasks.object('answer'), limits, limits.text?.maxLength ?? 0) }),
  };
}

/** @param before - most tokens that come before the prompt */
function parseTask(task: Fields, { vocabularySize, maxLength }: TaskLimits, before: number): TaskConfig {
  const prompt = task.counts('prompt', { minimum: 0, maximum: vocabularySize - 1 });
  const room = maxLength - before - prompt.length;
  if (room < 1) {
    const question = before > 0 ? ` leaves beside a question of ${before}` : '';
    task.refuse('prompt', `fewer ids than the decoder's max_length of ${maxLength}${question}`);
  }
  return { prompt, generation: parseGenerationConfig(task.object('generation'), room) };
}
