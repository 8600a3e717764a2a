import { agentKinds } from './agents.js';
import { nounSet, wordSet } from './word-set.js';

/** Something that a photo shows or does not show. */
export interface Thing {
  /** "a dog", "snow": what follows "is there". */
  readonly name: string;
  /** All words that say that it is there. */
  readonly words: ReadonlySet<string>;
  /** Further words with which it may be there all the same. */
  readonly near: ReadonlySet<string>;
}

function thing(name: string, nouns: string, near = ''): Thing {
  return { name, words: nounSet(nouns), near: wordSet(near) };
}

function animal(name: string, near = ''): Thing {
  const kind = agentKinds.find((other) => other.name === name);
  const article = /^[aeiou]/.test(name) ? 'an' : 'a';
  const words = nounSet((kind?.nouns ?? [name]).join(' '));
  return { name: `${article} ${name}`, words, near: wordSet('animal animals creature pet pets stuffed-toy', near) };
}

const streets = `street streets road roads traffic city parking highway intersection vehicle vehicles taxi driving drive drives
  urban downtown crosswalk sidewalk curb driveway lot`;
const afloat = `boating harbor marina dock docks pier sail sails sailing sailor ocean sea lake river bay vessel ship ships water
  rapids paddle paddling paddles rowing wakeboarding waterskiing fishing watercraft`;
const ballGames = `soccer football baseball basketball tennis volleyball rugby softball golf cricket game games player players team
  fetch catch catches catching racket racquet toy toys bat kick kicks kicking goal playing plays play court field throw throws
  throwing juggling juggles bowling sport sports retrieving something object`;
const table =
  'table food meal dish dishes plate plates restaurant kitchen eating dinner lunch buffet breakfast bowl tray';
const music =
  'music musician musicians instrument instruments band concert stage performing performer performers playing plays';
const homes = 'room home house furniture apartment living bedroom';

/** The things that yes/no questions ask for. */
export const things: readonly Thing[] = [
  animal('dog', 'wolf fox paw paws leash collar muzzle breed'),
  animal('cat', 'tabby tiger'),
  animal(
    'horse',
    'jockey jockeys equestrian rodeo horseback carriage cowboy cowboys polo bronco donkey mule rider riders zebra',
  ),
  animal('bird', 'wings feathers feather beak flock'),
  animal('cow', 'rodeo farm herd horns'),
  animal('sheep', 'goat goats herd wool herding farm'),
  animal('elephant'),
  animal('giraffe'),
  animal('zebra'),
  animal('bear', 'teddybear teddybears'),
  thing('a teddy bear', 'teddybear stuffed-toy teddy', 'bear bears toy toys stuffed doll plush animal animals'),
  thing('a fish', 'fish', 'fishing fisherman fishes seafood aquarium'),
  thing(
    'a bicycle',
    'bicycle bike bicyclist cyclist biking cycling bmx biker',
    'motorcycle motorcycles motorbike dirtbike motocross motorcyclist rider riders cycle riding scooter tricycle unicycle',
  ),
  thing(
    'a motorcycle',
    'motorcycle motorbike motorcyclist dirtbike motocross moped',
    `bike bikes biker bikers rider riders race racer scooter atv vehicle ${streets}`,
  ),
  thing('a car', 'car automobile sedan suv taxi jeep', `truck trucks van racing race racer ${streets}`),
  thing('a truck', 'truck firetruck pickup', `vehicle car cars van jeep tractor trailer ${streets}`),
  thing('a bus', 'bus', `vehicle van trolley ${streets}`),
  thing('a train', 'train subway locomotive', 'station railroad tracks track trolley tram railway platform rail'),
  thing(
    'an airplane',
    'airplane plane jet airliner aircraft jetliner biplane',
    'airport runway sky flying flight pilot wing helicopter glider',
  ),
  thing('a boat', 'boat canoe kayak raft sailboat ship rowboat speedboat ferry kayaker motorboat', afloat),
  thing(
    'a skateboard',
    'skateboard skateboarder skateboarding',
    'skate skater skaters skating board boarder ramp rollerblade skatepark',
  ),
  thing(
    'a surfboard',
    'surfboard surfer',
    'surf surfing board boards boarding wave waves wakeboard boogie windsurfing kiteboarding',
  ),
  thing('a snowboard', 'snowboard snowboarder', 'snowboarding board boarder snow ski skis skier skiing sled'),
  thing('a sled', 'sled sledding', 'sledge sleigh snow toboggan tube'),
  thing('a wheelchair', 'wheelchair', 'handicapped chair'),
  thing('a stroller', 'stroller', 'carriage baby buggy pram cart'),
  thing(
    'a ball',
    'ball basketball football baseball volleyball softball puck soccerball balls',
    `${ballGames} hockey billiards pool`,
  ),
  thing('a frisbee', 'frisbee', 'disc disk disks toy toys catch catches catching fetch object something ring'),
  thing('a tennis racket', 'racket racquet', 'tennis badminton player court squash'),
  thing('a kite', 'kite', 'string parasailing windsurfing flying kitesurfing'),
  thing('a swing', 'swing', 'swinging swings playground park rope tire'),
  thing('a trampoline', 'trampoline', 'bouncing bounce inflatable jumping'),
  thing('a slide', 'slide waterslide', 'playground sliding slides park tube inflatable'),
  thing('a tent', 'tent', 'camp camping campsite canopy market shelter booth campfire'),
  thing('an umbrella', 'umbrella parasol', 'beach rain patio canopy cafe shade tent'),
  thing('a guitar', 'guitar guitarist', music),
  thing('a microphone', 'microphone', `${music} sing sings singing singer karaoke speaker speech mic`),
  thing('a violin', 'violin violinist', `${music} cello fiddle bow`),
  thing('a book', 'book', 'reading reads read library magazine studying shelf bookstore desk shelves'),
  thing('a newspaper', 'newspaper', 'reading reads read paper papers magazine'),
  thing('a cell phone', 'cellphone cellphones phone', 'telephone texting call talking device mobile'),
  thing('a laptop', 'laptop', 'computer computers desk keyboard notebook screen monitor office'),
  thing('a computer', 'computer laptop', 'desk keyboard screen monitor mouse office electronic'),
  thing('a television', 'television tv', 'screen monitor living room video wii game'),
  thing('a clock', 'clock', 'watch tower time building'),
  thing('a toilet', 'toilet urinal', 'bathroom restroom stall portable'),
  thing('a sink', 'sink', 'bathroom kitchen restroom counter faucet'),
  thing('a bathtub', 'bathtub tub', 'bath shower bathroom bathing'),
  thing('a refrigerator', 'refrigerator fridge', 'kitchen appliances freezer'),
  thing('an oven', 'oven stove', 'kitchen appliances microwave cooking grill'),
  thing('a bed', 'bed', `bedroom sleeping asleep mattress hotel hospital sheets blanket crib pillow ${homes}`),
  thing('a couch', 'couch sofa loveseat', `${homes} seat cushion cushions sitting lounge`),
  thing('a pizza', 'pizza', `${table} slice pie`),
  thing('a cake', 'cake cupcake', `${table} birthday dessert candles pastry wedding party`),
  thing('a sandwich', 'sandwich burger hamburger', `${table} bread`),
  thing('a banana', 'banana', `${table} fruit fruits`),
  thing('broccoli', 'broccoli', `${table} vegetable vegetables salad`),
  thing('a fire hydrant', 'hydrant', 'street sidewalk'),
  thing('a fountain', 'fountain', 'sprinkler sprinklers water spray park plaza splash'),
  thing('a waterfall', 'waterfall', 'water rapids river stream cliff creek'),
  thing('a campfire', 'campfire', 'fire camping flames bonfire'),
  thing('a balloon', 'balloon', 'party birthday parade bubble inflatable celebration fair carnival'),
  thing('a bride', 'bride', 'wedding married gown veil'),
  thing(
    'snow',
    'snow snowy snowboard snowboarder snowboarding ski skier skiing snowball snowman snowbank snow-covered snowmobile',
    'winter ice icy frozen cold blizzard sled sledding slope mountain mountains white sledge glacier hockey',
  ),
  thing(
    'a beach',
    'beach seashore',
    'shore sand sandy ocean sea surf surfing surfer wave waves coast dune dunes water lake shoreline bay tide',
  ),
  thing('a swimming pool', 'pool', 'swim swimming swimmer water diving swims tub splash splashing slide inflatable'),
  thing(
    'a mountain',
    'mountain mountaintop mountainside',
    'hill hills cliff rock rocks rocky peak slope valley climb climbing climber hiking hiker landscape canyon snowy snow skiing skier snowboarding background scenery glacier desert',
  ),
];
