import { describe, expect, it } from 'vitest';
import { Mentions } from '../facts/mentions.js';
import { numberFacts } from '../facts/number-facts.js';
import { subjectsOf } from '../facts/subject.js';
import { activityClaims } from './activity-claims.js';
import type { Claim } from './claim.js';
import { colourClaims } from './colour-claims.js';
import { numberClaims } from './number-claims.js';
import { personClaims } from './person-claims.js';
import { sceneClaims } from './scene-claims.js';
import { thingClaims } from './thing-claims.js';

function mentionsOf(...captions: string[]): Mentions {
  return new Mentions({ image: 'photo.jpg', split: 'train', captions, hints: [] });
}

/** What the claims of a key say; undefined where nothing is claimed. */
function said(claims: readonly Claim[], key: string): boolean | undefined {
  return claims.find((claim) => claim.key === key)?.holds;
}

describe('whether a thing is there', () => {
  const of = (key: string, ...captions: string[]) => said(thingClaims(mentionsOf(...captions)), `thing ${key}`);

  it.each([
    ['a dog', 'A poodle runs .', 'A dog runs .'],
    ['a bicycle', 'A cyclist in red .', 'A man rides a bike .'],
    ['snow', 'A skier going down .', 'Somebody on a snowy hill .'],
    ['a teddy bear', 'A stuffed animal on a bed .', 'A Teddy Bear .'],
  ])('%s: yes where two captions say so', (key, ...captions) => expect(of(key, ...captions)).toBe(true));

  it.each([
    ['a dog', 'An animal runs .', 'Something runs .'],
    ['a dog', 'A dog runs .', 'Something runs .'],
    ['a dog', 'A toy-dog lies there .', 'A toy .'],
    ['a boat', 'A man fishing in a lake .', 'A man on the water .'],
    ['a ball', 'Two boys play soccer .', 'Boys playing .'],
    ['a motorcycle', 'A biker on a road .', 'Somebody rides a bike .'],
    ['snow', 'A man on ice .', 'A mountain .'],
  ])('%s: nothing where it may be there', (key, ...captions) => expect(of(key, ...captions)).toBeUndefined());

  it.each([
    ['a dog', 'A cat on a couch .', 'A kitten sleeps .'],
    ['a dog', 'A man eats a hot dog .', 'A man with food .'],
    ['a bear', 'A child on a swing .', 'A child swings .'],
  ])('%s: no where nothing hints at it', (key, ...captions) => expect(of(key, ...captions)).toBe(false));
});

describe('which people are there', () => {
  const of = (key: string, ...captions: string[]) => said(personClaims(mentionsOf(...captions)), `person ${key}`);

  it('no woman where one man is', () => {
    expect(of('a woman', 'A man stands .', 'A guy waits .', 'The man is standing .')).toBe(false);
    expect(of('a man', 'A man stands .', 'A guy waits .', 'The man is standing .')).toBe(true);
  });

  it('nothing where nobody knows who a person is', () => {
    expect(of('a woman', 'A person stands .', 'A man waits .', 'Somebody is standing .')).toBeUndefined();
    expect(of('a woman', 'A man stands .', 'A man in a crowd .', 'The man is standing .')).toBeUndefined();
    expect(of('a child', 'A young man stands .', 'A man .', 'The man is standing .')).toBeUndefined();
  });
});

describe('what they do', () => {
  const of = (key: string, ...captions: string[]) => {
    const mentions = mentionsOf(...captions);
    return said(activityClaims(mentions, subjectsOf(mentions)), `activity ${key}`);
  };

  it('yes where two captions say so, no only next to what speaks against it', () => {
    const sleeping = ['A dog sleeps on a couch .', 'A dog is sleeping .', 'The dog lies on a couch .'];
    expect(of('dog sleeping', ...sleeping)).toBe(true);
    expect(of('dog running', ...sleeping)).toBe(false);
    expect(of('dog lying down', ...sleeping)).toBeUndefined();
  });

  it('nothing where a caption hints at it', () => {
    const posing = ['A man is sitting .', 'A man sits .', 'A man chases a ball .'];
    expect(of('man running', ...posing)).toBeUndefined();
  });
});

describe('colours', () => {
  const of = (key: string, ...captions: string[]) => {
    const mentions = mentionsOf(...captions);
    return said(colourClaims(mentions, subjectsOf(mentions)), `colour ${key}`);
  };
  const shirt = ['A man in a red shirt .', 'The man wears a red shirt .', 'A man with a shirt .'];

  it('are claimed where two captions agree', () => {
    expect(of('shirt red', ...shirt)).toBe(true);
    expect(of('shirt green', ...shirt)).toBe(false);
    expect(of('shirt pink', ...shirt)).toBeUndefined();
    expect(of('shirt green', ...shirt, 'A man with a green hat .')).toBeUndefined();
  });

  it('are not claimed of things with two colours, or of two things', () => {
    expect(of('dog black', 'A black and white dog .', 'A black dog .', 'A black dog runs .')).toBeUndefined();
    expect(of('shirt red', 'A red shirt and a blue shirt .', 'A red shirt .', 'A red shirt .')).toBeUndefined();
    expect(of('shirt red', 'Men in shirts .', 'A man in a red shirt .', 'A red shirt .')).toBeUndefined();
  });
});

describe('numbers', () => {
  const facts = (...captions: string[]) =>
    Object.fromEntries(numberFacts(mentionsOf(...captions)).map(({ name, count }) => [name, count]));

  it('are those that captions agree on', () => {
    expect(facts('Two dogs run .', 'Two brown dogs .', 'Dogs play .')).toEqual({ dogs: 2 });
    expect(facts('A man and a woman .', 'Two people .', 'A couple walks .')).toEqual({ people: 2 });
    expect(facts('Two dogs run .', 'Three dogs .', 'Dogs play .')).toEqual({});
    expect(facts('A dog .', 'The dog .', 'A black dog .', 'Dog .')).toEqual({ dogs: 1 });
    expect(facts('A dog .', 'The dog .', 'A dog chases another .', 'Dog .')).toEqual({});
    expect(facts('Two people in a crowd .', 'Two people .', 'Two men .')).toEqual({});
  });

  it('make claims about one another', () => {
    const claims = numberClaims([{ name: 'dogs', count: 2 }]);
    expect(said(claims, 'number dogs 2')).toBe(true);
    expect(said(claims, 'number dogs 3')).toBe(false);
    expect(said(claims, 'more dogs')).toBe(true);
  });
});

it('a scene is outdoors or indoors only where it is plain', () => {
  const of = (...captions: string[]) => said(sceneClaims(mentionsOf(...captions)), 'scene outdoors');
  expect(of('A dog on grass .', 'A dog in a field .', 'A dog outside .')).toBe(true);
  expect(of('A kitchen with a stove .', 'A stove and a sink .', 'An oven in a kitchen .')).toBe(false);
  expect(of('A man in a room .', 'A man at a table .', 'A man in a building .')).toBeUndefined();
  expect(of('A kitchen .', 'A kitchen with a view of a field .', 'A kitchen .')).toBeUndefined();
});
