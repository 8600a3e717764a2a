import { openCheckpoint } from '@crossattn/checkpoint';
import { sharedPart } from '@crossattn/testing';
import { createVisualQuestionAnswerer } from '@crossattn/vqa';
import { describe, expect, it } from 'vitest';
import { frequentAnswers } from '../src/vqa/frequent-answers.js';
import { readAskedQuestions } from '../src/vqa/read-asked-questions.js';
import { measureSensitivity, movedAbove, swappedQuestions } from '../src/vqa/sensitivity.js';

const photos = sharedPart('photos');

describe.skipIf(photos.absent)(photos.title('an answer depends on its photo'), () => {
  it('moves by more than 0.1 nats on at least 45 of 50 questions where another photo is asked', async () => {
    const { validation, training } = await readAskedQuestions(photos.path);
    const { tokenizer, config } = await openCheckpoint('embedded');
    const known = frequentAnswers(training, (answer) => {
      const ids = tokenizer.encode(answer);
      return ids.length > 0 && !ids.includes(config.tokens.unknown);
    });
    await using answerer = await createVisualQuestionAnswerer();
    const swapped = swappedQuestions(validation, 50);
    const { signal } = new AbortController();
    const movements = await measureSensitivity(answerer, photos.path, swapped, known, signal);
    expect(movements).toHaveLength(50);
    expect(movements.filter(({ divergence }) => divergence > movedAbove).length).toBeGreaterThanOrEqual(45);
  }, 300_000);
});
