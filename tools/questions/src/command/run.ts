import { writeFile } from 'node:fs/promises';
import { CrossattnError } from '@crossattn/core';
import { tally } from '../facts/tally.js';
import { makeQuestions } from '../make-questions.js';
import { readCaptionedPhotos } from '../photos/read-captioned-photos.js';
import { type Question, questionTypes } from '../question.js';
import { help } from './help.js';
import { parseArguments } from './parse-arguments.js';

/** Where the command writes. */
export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Runs the command; returns the exit status. */
export async function run(argv: readonly string[], { stdout, stderr }: Output): Promise<number> {
  try {
    const command = parseArguments(argv);
    if (command === undefined) {
      stdout(help);
      return 0;
    }
    const questions = makeQuestions(await readCaptionedPhotos(command.data, command.split), command.seed);
    const lines = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
    if (command.output === undefined) stdout(lines);
    else await writeFile(command.output, lines);
    stderr(summary(questions));
    return 0;
  } catch (error) {
    stderr(`questions: ${(error as Error).message}\n`);
    return error instanceof CrossattnError && error.code === 'misunderstood' ? 2 : 1;
  }
}

function summary(questions: readonly Question[]): string {
  const counts = tally(questions.map(({ type }) => type));
  const parts = questionTypes.map((type) => `${type} ${counts.get(type) ?? 0}`);
  const photos = new Set(questions.map(({ image }) => image)).size;
  return `${questions.length} questions to ${photos} photos: ${parts.join(', ')}\n`;
}
