import fc from 'fast-check';
import { expect, it } from 'vitest';
import { balanceClaims } from './balance-claims.js';
import { groupBy } from './group-by.js';
import { createRandom } from './random.js';

const claims = fc
  .uniqueArray(
    fc.record({ photo: fc.nat(30), word: fc.constantFrom('dog', 'cat', 'bus', 'sheep'), holds: fc.boolean() }),
    { maxLength: 200, selector: ({ photo, word }) => `${photo} ${word}` },
  )
  .map((drawn) =>
    drawn.map(({ photo, word, holds }) => ({
      photo,
      holds,
      key: word,
      wordings: [`is there a ${word}?`, `do you see a ${word}?`],
    })),
  );

it('gives every text as many yes as no, within the limits', () => {
  fc.assert(
    fc.property(claims, fc.nat(), (drawn, seed) => {
      const chosen = balanceClaims(drawn, { perPhoto: 2, perKey: 5 }, createRandom(seed));
      for (const group of groupBy(chosen, ({ question }) => question).values()) {
        expect(group.filter(({ holds }) => holds).length * 2).toBe(group.length);
      }
      for (const group of groupBy(chosen, ({ photo, holds }) => `${photo} ${holds}`).values()) {
        expect(group.length).toBeLessThanOrEqual(2);
      }
      for (const group of groupBy(chosen, ({ question }) => question.split(' a ')[1]).values()) {
        expect(group.length).toBeLessThanOrEqual(10);
      }
      for (const { photo, question, holds } of chosen) {
        const claim = drawn.find((other) => other.photo === photo && other.wordings.includes(question));
        expect(claim?.holds).toBe(holds);
      }
    }),
  );
});

it('drops what has no counterpart', () => {
  const claim = (photo: number, holds: boolean) => ({ photo, holds, key: 'dog', wordings: ['is there a dog?'] });
  const limits = { perPhoto: 2, perKey: 9 };
  expect(balanceClaims([claim(0, true), claim(1, true)], limits, createRandom(1))).toEqual([]);
  expect(balanceClaims([claim(0, true), claim(1, true), claim(2, false)], limits, createRandom(1))).toHaveLength(2);
});

it('asks no photo the same twice, though two kinds of claims have the same words', () => {
  const claim = (photo: number, holds: boolean, key: string) => ({ photo, holds, key, wordings: ['are there two?'] });
  const drawn = [claim(0, true, 'one'), claim(0, true, 'one'), claim(1, false, 'one'), claim(2, false, 'one')];
  const other = [claim(0, true, 'other'), claim(3, false, 'other')];
  const chosen = balanceClaims([...drawn, ...other], { perPhoto: 9, perKey: 9 }, createRandom(1));
  expect(chosen.map(({ photo }) => photo)).toHaveLength(2);
  expect(chosen.map(({ holds }) => holds)).toEqual([true, false]);
});
