import { nounSet, pluralOf, unionOf, wordSet } from './word-set.js';

/** A kind of being that does things, with the nouns that say it. */
export interface AgentKind {
  /** The noun that a question uses. */
  readonly name: string;
  readonly nouns: readonly string[];
  /** Kinds whose nouns may speak of the same being. */
  readonly also: readonly string[];
  readonly human: boolean;
}

const human = (name: string, nouns: string, ...also: readonly string[]): AgentKind => ({
  name,
  nouns: [...wordSet(name, nouns)],
  also,
  human: true,
});

const animal = (name: string, nouns = ''): AgentKind => ({
  name,
  nouns: [...wordSet(name, nouns)],
  also: ['animal'],
  human: false,
});

/** Everyone who acts in captions. */
export const agentKinds: readonly AgentKind[] = [
  human(
    'man',
    'guy gentleman businessman cowboy fisherman fireman policeman male dad father husband groom boyfriend',
    'person',
  ),
  human('woman', 'lady bride businesswoman mother mom wife female girlfriend', 'person'),
  human('boy', 'son brother schoolboy', 'child', 'person'),
  human('girl', 'daughter sister schoolgirl', 'child', 'person'),
  human('baby', 'infant newborn', 'child', 'person'),
  human('child', 'kid toddler youngster youth', 'person'),
  human(
    'person',
    `adult player rider biker cyclist bicyclist surfer skier snowboarder skateboarder skater hiker swimmer runner
    jogger wrestler performer dancer musician singer worker soldier officer teenager teen athlete racer driver kayaker
    motorcyclist rollerblader photographer someone somebody individual pedestrian clown batter pitcher catcher golfer
    boarder wakeboarder gymnast backpacker fan jockey boxer passenger chef waiter student artist guitarist drummer goalie
    referee diver sailor rower rafter paddler climber skydiver parachutist paraglider parasailer acrobat vendor human
    friend figure spectator onlooker crowd`,
  ),
  animal(
    'dog',
    `puppy pup greyhound poodle terrier retriever doberman shepherd dalmatian collie labrador lab husky beagle bulldog
    pitbull corgi rottweiler spaniel hound dachshund pug labradoodle chihuahua canine mutt schnauzer pomeranian whippet
    mastiff setter sheepdog pointer`,
  ),
  animal('cat', 'kitten kitty feline'),
  animal('horse', 'pony stallion mare'),
  animal('bird', 'pigeon duck seagull goose swan pelican eagle parrot owl hawk penguin chicken rooster gull'),
  animal('cow', 'bull calf cattle steer ox'),
  animal('sheep', 'lamb'),
  animal('goat'),
  animal('elephant'),
  animal('giraffe'),
  animal('zebra'),
  animal('bear', 'panda'),
  animal('monkey'),
  animal('animal', 'creature pet'),
];

/** Kind and number of every noun for a being. */
export interface AgentNoun {
  readonly kind: AgentKind;
  readonly plural: boolean;
}

/** What each noun for a being says. */
export const agentNouns: ReadonlyMap<string, AgentNoun> = new Map(
  agentKinds.flatMap((kind) =>
    kind.nouns.flatMap((noun): [string, AgentNoun][] => {
      const always = noun === 'crowd' || noun === 'cattle';
      return [
        [pluralOf(noun), { kind, plural: true }],
        [noun, { kind, plural: always }],
      ];
    }),
  ),
);

/** Nouns that speak of several beings at once, whatever their kind. */
export const groupNouns = wordSet(
  'group couple crowd team pair trio family families herd flock pack bunch audience parade band others friends children',
  'teams class they them both each together another other one-another adults teammates members',
);

/** Words that name a being of the male sex. */
export const maleWords = unionOf(
  nounSet(
    'man guy boy gentleman male father dad son brother husband groom cowboy fisherman policeman businessman fireman',
  ),
  wordSet('he him his himself'),
);

/** Words that name a being of the female sex. */
export const femaleWords = unionOf(
  nounSet(
    'woman lady girl female mother mom daughter sister wife bride cheerleader bridesmaid ballerina businesswoman',
  ),
  wordSet('she her herself hers'),
);

/** Words that name a human being who is not grown up. */
export const youngWords = nounSet(
  'boy girl child kid toddler baby infant newborn youngster youth son daughter brother sister teen teenager student',
  'schoolboy schoolgirl family',
);

/** Every word that names a human being. */
export const humanWords = unionOf(
  maleWords,
  femaleWords,
  youngWords,
  new Set([...agentNouns].filter(([, { kind }]) => kind.human).map(([noun]) => noun)),
  wordSet('couple group crowd team family families audience band parade adults members they their army troupe'),
);
