import { type CommandStreams, Progress } from '@crossattn/command-line';

/** How far the work is, for a person at a terminal alone. */
export function progressOf(
  { stderr, stdout, errors }: CommandStreams,
  work: { readonly total: number | undefined; readonly noun: string },
  given: { readonly quiet: true | undefined; readonly resultsShow: boolean },
): Progress {
  const shown = stderr.isTTY === true && !given.quiet && !(given.resultsShow && stdout.isTTY === true);
  return new Progress(errors, work, shown ? 'live' : 'none');
}
