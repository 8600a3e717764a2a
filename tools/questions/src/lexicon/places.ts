import { nounSet, unionOf, wordSet } from './word-set.js';

/** Places, each with the others that may be the same place to another writer. */
const groups: readonly string[] = [
  'grass field lawn yard backyard park meadow pasture hill ground garden',
  'snow hill mountain slope ice field ground woods forest',
  'water pool ocean lake river pond stream creek sea surf waves wave beach shore puddle rapids',
  'beach sand shore ocean dirt ground',
  'street road sidewalk city crosswalk intersection pavement path',
  'road path trail track dirt woods forest ground street',
  'woods forest park trail path tree leaves',
  'dirt mud ground field track sand desert road hill',
  'kitchen counter',
  'bathroom',
  'bedroom bed room',
  'couch room',
  'stage',
  'playground park sand ground',
  'court gym',
  'stadium field track',
  'ice rink',
  'mountain cliff rock rocks wall hill',
  'restaurant bar cafe table',
  'store market shop street',
  'bus train subway',
  'boat water',
  'room',
  'office desk room',
  'pool yard backyard',
  'bridge',
  'fountain water',
  'ramp',
  'desert sand',
  'bench park street sidewalk',
  'porch deck patio yard',
  'parking-lot street',
];

/** All nouns that name a place, as an answer uses them. */
export const placeNouns = wordSet(...groups);

/** Whether two people may call the same place by these nouns. */
export function mayBeTheSamePlace(one: string, other: string): boolean {
  return one === other || groups.some((group) => group.split(' ').includes(one) && group.split(' ').includes(other));
}

/** Words that put a photo under the open sky. */
export const outdoorWords = unionOf(
  nounSet(
    `snow beach ocean mountain field grass street sidewalk park lake river woods forest tree hill cliff yard backyard sky road
    trail lawn meadow desert pond creek sea wave surfer skier snowboarder horse sand path playground campsite bridge`,
  ),
  wordSet('outdoors outside outdoor grassy snowy sandy wooded sunny surfing skiing snowboarding'),
);

/** Words that may put a photo under the open sky. */
export const perhapsOutdoorWords = unionOf(
  outdoorWords,
  nounSet(
    `dirt mud water boat car city building fence track stadium garden flower sunset sun bike bicycle motorcycle bench puddle
    pool rock cow sheep elephant giraffe zebra bird bus train airplane crowd parade market fountain deck porch patio balcony
    bush leaf airport swing slide kite tent roof farm zoo game team soccer football baseball skateboard surfboard ramp race`,
  ),
);

/** Words that put a photo under a roof. */
export const indoorWords = unionOf(
  nounSet(
    `kitchen bathroom bedroom bed couch sofa toilet refrigerator stove oven carpet restaurant office library classroom gym
    basement hallway bathtub microwave sink computer laptop desk television`,
  ),
  wordSet('indoors indoor inside living'),
);

/** Words that may put a photo under a roof. */
export const perhapsIndoorWords = unionOf(
  indoorWords,
  nounSet(
    `room floor wall table chair bar store shop mall stage concert train subway bus car museum house home curtain lamp window
    door counter club party pillow blanket crib stair staircase escalator rink arena station basketball court hall gallery
    theater church studio`,
  ),
);
