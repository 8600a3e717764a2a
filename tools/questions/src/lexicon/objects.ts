import { nounSet, unionOf, wordSet } from './word-set.js';

/** What can be held, ridden, worn and so on: the nouns that can be an answer. */
export const objectNouns = unionOf(
  nounSet(
    `ball stick umbrella camera sign frisbee cup bat rope basketball football toy drink bottle racket racquet paddle bag flower
    box pole sword guitar controller surfboard flag phone cigarette newspaper knife ski leash balloon paper tire cellphone plate
    gun bike net baseball necklace tube violin bicycle glass card fish bucket purse mirror scarf microphone branch log bone shoe
    book magazine map laptop computer skateboard wave horse motorcycle unicycle scooter board atv sled swing snowboard tricycle
    elephant bull camel pony wagon segway snowmobile motorbike kayak canoe raft boat cart wheelchair carriage car bus train truck
    shirt hat jacket helmet collar coat dress cap uniform sweater backpack jersey suit vest headband costume wetsuit tie
    harness apron skirt swimsuit bandanna muzzle mask headdress wig t-shirt sweatshirt hoodie robe bikini
    rock wall cliff mountain tree hill fence ladder statue hurdle obstacle bar barrier bench puddle ramp rail gate bush hydrant
    apple cake candy popsicle corn pizza sandwich banana cookie hotdog lollipop donut carrot snack cone
    drum trumpet piano accordion flute saxophone bagpipe harmonica cello
    duck goose sheep cow goat bird rabbit cat dog squirrel
    kite bubble hose shovel broom trampoline slide towel blanket pillow log basket tray bowl spoon fork brush toothbrush
    hula-hoop hoop disc parachute tent table chair couch bed motorcycle trailer stroller suitcase luggage tennis soccer
    volleyball rugby softball hockey cricket golf pool snowball teddybear doll pumpkin sponge whistle candle torch
    video-game bridge stairs-rail tunnel fountain bathtub tractor helicopter airplane`,
  ),
  wordSet(
    `skis sunglasses glasses goggles shorts pants jeans gloves boots shoes headphones overalls pajamas trunks flowers stairs steps
    ice-cream food water beer coffee wine juice soda milk tea spaghetti pasta bread grass hay sand snow money papers
    handlebars rocks ropes weights luggage leaves`,
  ),
);

/** Nouns that different people use for the same thing. */
const groups: readonly (readonly string[])[] = [
  ['bike', 'bicycle', 'bikes', 'bicycles'],
  ['motorcycle', 'motorbike', 'bike', 'dirtbike', 'motorcycles'],
  ['ball', 'basketball', 'football', 'baseball', 'volleyball', 'softball', 'tennis', 'soccer', 'toy'],
  ['stick', 'branch', 'log', 'pole', 'toy'],
  ['hat', 'cap'],
  ['racket', 'racquet', 'paddle'],
  ['frisbee', 'disc', 'toy'],
  ['coat', 'jacket'],
  ['phone', 'cellphone'],
  ['surfboard', 'wave', 'board', 'waves'],
  ['skateboard', 'board'],
  ['snowboard', 'board'],
  ['rock', 'rocks', 'cliff', 'wall', 'mountain'],
  ['drink', 'bottle', 'cup', 'glass', 'beer'],
  ['hurdle', 'bar', 'obstacle', 'pole', 'fence', 'rail', 'barrier', 'gate'],
  ['horse', 'pony'],
  ['kayak', 'canoe', 'boat', 'raft'],
  ['shirt', 't-shirt', 'jersey'],
  ['uniform', 'jersey'],
  ['glasses', 'sunglasses'],
  ['gun', 'rifle'],
  ['tube', 'raft'],
  ['bag', 'purse', 'backpack'],
  ['newspaper', 'paper', 'magazine', 'book'],
  ['fence', 'wall'],
  ['swimsuit', 'bikini', 'trunks'],
  ['suit', 'wetsuit'],
  ['stairs', 'steps'],
  ['luggage', 'suitcase', 'bag', 'bags'],
  ['goose', 'duck', 'geese', 'ducks', 'bird', 'birds'],
];

/** Whether two people may call the same thing by these nouns. */
export function mayBeTheSameObject(one: string, other: string): boolean {
  return one === other || groups.some((group) => group.includes(one) && group.includes(other));
}
