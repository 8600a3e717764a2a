import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedPart } from '@crossattn/testing';
import { describe, expect, it } from 'vitest';
import { type CaptionedPhoto, makeQuestions, type Question, readCaptionedPhotos } from './index.js';
import { groupBy } from './select/group-by.js';

const photos = sharedPart('photos');

function photo(image: string, ...captions: string[]): CaptionedPhoto {
  return { image, split: 'train', captions, hints: [] };
}

const dog = photo(
  'dog.jpg',
  'A black dog is running through the snow .',
  'A black dog runs in the snow .',
  'The dog is running on snow .',
  'Dog with a red collar running in deep snow .',
  'A dog runs .',
);
const dogInWater = photo(
  'swim.jpg',
  'A white dog swims in the pool .',
  'A white dog is swimming .',
  'The dog is swimming in a pool .',
  'A dog swims after a ball .',
  'A wet dog in a pool .',
);

/** Question and answer of the open questions of a photo. */
function openQuestions(...of: CaptionedPhoto[]): string[] {
  return makeQuestions(of)
    .filter(({ type }) => type !== 'yes-no')
    .map(({ question, answer }) => `${question} ${answer}`);
}

describe('questions of captions', () => {
  it('ask what the captions agree on', () => {
    const found = openQuestions(dog, dogInWater).join('\n');
    expect(found).toMatch(/what is the dog doing( in the photo)?\? (running|swimming)/);
    expect(found).toMatch(/colou?r .*\? (black|white)/);
    expect(found).toMatch(/where is the dog\? (snow|pool)/);
  });

  it('do not ask what they contradict one another about', () => {
    const found = openQuestions(
      photo(
        'a',
        'A brown dog sits .',
        'A black dog lies down .',
        'The dog is swimming .',
        'A dog sleeps .',
        'A dog runs .',
      ),
    );
    expect(found.filter((text) => /doing|colou?r/.test(text))).toEqual([]);
  });

  it('do not say "the dog" of one of two', () => {
    const found = openQuestions(
      photo(
        'a',
        'A dog runs after another .',
        'Two dogs run .',
        'A dog is running .',
        'Dogs running .',
        'A dog runs .',
      ),
    );
    expect(found.filter((text) => text.includes('the dog '))).toEqual([]);
  });

  it('are the same for the same seed, and others for another', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...(index % 2 ? dog : dogInWater),
      image: `${index}.jpg`,
    }));
    expect(makeQuestions(many, 1)).toEqual(makeQuestions(many, 1));
    expect(makeQuestions(many, 2)).not.toEqual(makeQuestions(many, 1));
  });
});

describe.skipIf(photos.absent)(photos.title('questions of the validation photos'), () => {
  let made: Promise<Question[]> | undefined;
  const questions = () => {
    made ??= readCaptionedPhotos(photos.path, 'val').then((read) => makeQuestions(read));
    return made;
  };

  it('are many, of every type, in lower case with a question mark, with an answer of one or two words', async () => {
    const counts = groupBy(await questions(), ({ type }) => type);
    const least = { 'yes-no': 2000, action: 200, number: 60, colour: 200, object: 60, place: 150 };
    for (const [type, count] of Object.entries(least))
      expect(counts.get(type as 'action')?.length, type).toBeGreaterThan(count);
    for (const { question, answer } of await questions()) {
      expect(question).toMatch(/^[a-z][a-z -]+\?$/);
      expect(answer).toMatch(/^[a-z-]+( [a-z-]+)?$/);
    }
  });

  it('have as many yes as no for every text', async () => {
    const yesNo = (await questions()).filter(({ type }) => type === 'yes-no');
    for (const [text, group] of groupBy(yesNo, ({ question }) => question)) {
      const yes = group.filter(({ answer }) => answer === 'yes').length;
      expect(2 * yes, text).toBe(group.length);
    }
  });

  it('come once a photo, at most 4 of yes and no and 6 others', async () => {
    for (const [image, group] of groupBy(await questions(), ({ image }) => image)) {
      expect(new Set(group.map(({ question }) => question)).size, image).toBe(group.length);
      const yesNo = group.filter(({ type }) => type === 'yes-no').length;
      expect(yesNo).toBeLessThanOrEqual(4);
      expect(group.length - yesNo).toBeLessThanOrEqual(6);
    }
  });

  it('have no answer that rules its type', async () => {
    const most = { action: 0.16, colour: 0.21, object: 0.16, place: 0.16, number: 0.43 };
    const byType = groupBy(await questions(), ({ type }) => type);
    for (const [type, share] of Object.entries(most)) {
      const group = byType.get(type as 'action') ?? [];
      const largest = Math.max(...[...groupBy(group, ({ answer }) => answer).values()].map((same) => same.length));
      expect(largest / group.length, type).toBeLessThan(share);
    }
  });

  it('say "is there a dog?" yes only where a caption has one, and no only where none does', async () => {
    const lines = (await readFile(join(photos.path, 'captions.jsonl'), 'utf8')).trim().split('\n');
    const captions = new Map(
      lines.map((line) => JSON.parse(line)).map(({ image, captions }) => [image, captions.join(' ')]),
    );
    const asked = (await questions()).filter(({ question }) =>
      /^(is there|can you see|do you see) a dog\b/.test(question),
    );
    expect(asked.length).toBeGreaterThan(10);
    for (const { image, answer } of asked) {
      const mentioned = /\b(dogs?|pupp\w+|poodle|terrier|retriever|hound|collie|shepherd|greyhounds?)\b/i.test(
        captions.get(image),
      );
      expect(mentioned, image).toBe(answer === 'yes');
    }
  });
});
