import type { GenerationDefaults, TaskDefaults } from './generation-defaults.js';
import { invalid } from './option-checks.js';

/**
 * The task that is asked for; the only one where none is named.
 *
 * @throws DecoderError `invalid-option`
 */
export function chooseTask(name: unknown, { tasks }: GenerationDefaults): TaskDefaults {
  const names = Object.keys(tasks);
  const [only] = Object.values(tasks);
  if (name === undefined && names.length === 1 && only !== undefined) return only;
  const task = typeof name === 'string' && Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task !== undefined) return task;
  const known = names.map((each) => JSON.stringify(each)).join(' or ');
  throw invalid('task', `${known}, the checkpoint's ${names.length === 1 ? 'only task' : 'tasks'}`, name);
}
