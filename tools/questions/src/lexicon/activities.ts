import { wordSet } from './word-set.js';

/** Something that a being does, as a yes/no question asks for it. */
export interface Activity {
  /** "riding a bike": what follows "is the man". */
  readonly name: string;
  /** All words that say that it is done. */
  readonly words: ReadonlySet<string>;
  /** Further words with which it may be done all the same. */
  readonly near: ReadonlySet<string>;
  /** Verbs in -ing that speak against it: the answer about one being is "no" only where it does one of these. */
  readonly against: ReadonlySet<string>;
}

const moving = `run runs running ran race races racing racer chase chases chasing chased sprint sprints sprinting jog jogs
  jogging jogger walk walks walking walked stroll strolls strolling trot trots trotting gallop galloping bound bounds
  bounding go goes going come comes coming move moves moving head heads heading march marches marching charge charges
  charging rush rushing play plays playing fetch fetches fetching retrieve retrieves retrieving pursue pursues pursued
  crossing crosses action trek treks hike hikes hiking hiker frolic frolics romp romps tackle chases`;
const flying = `jump jumps jumping jumped leap leaps leaping leapt hop hops hopping air midair mid-air airborne flip flips
  flipping dive dives diving bounce bounces bouncing fly flies flying trick tricks stunt stunts vault vaults trampoline hurdle
  hurdles catch catches catching handstand cartwheel somersault soars soaring launches wheelie obstacle`;
const resting = `sit sits sitting sat seated seat lie lies lying lay lays laying rest rests resting relax relaxes relaxing lounge
  lounges lounging sleep sleeps sleeping asleep nap napping perch perched perches kneel kneels kneeling crouch crouches
  crouching squat squats squatting recline reclines reclining lap bed couch`;
const games =
  'ball balls game games match team teams player players court goal sport sports tackle tackles tackling stadium';
const boards =
  'board boards boarding boarder boarders skate skates skater skaters skating ramp ramps rail trick tricks';
const waters = `water ocean lake river pool sea pond stream creek surf waves wave raft kayak canoe boat swimsuit wetsuit trunks
  goggles wet underwater`;

const postures = 'sitting standing lying sleeping kneeling crouching';
const sports = 'surfing skiing snowboarding skateboarding climbing paddling fishing rappelling sledding wakeboarding';
const calm = 'eating reading drinking smoking talking cooking writing painting drawing posing';

function activity(name: string, words: string, near: string, against: string): Activity {
  return { name, words: wordSet(words), near: wordSet(near), against: wordSet(against) };
}

/** The activities that yes/no questions ask for. */
export const activities: readonly Activity[] = [
  activity(
    'running',
    'run runs running ran sprint sprints sprinting jog jogs jogging jogger runner runners',
    `${moving} ${flying} ${games} through`,
    `${postures} ${sports} ${calm} swimming riding biking`,
  ),
  activity(
    'walking',
    'walk walks walking walked stroll strolls strolling hike hikes hiking trek treks trekking hiker hikers',
    `${moving} stand stands standing cross`,
    `sitting lying sleeping ${sports} swimming jumping riding biking running`,
  ),
  activity(
    'jumping',
    'jump jumps jumping jumped leap leaps leaping leapt hop hops hopping jumper',
    `${flying} ${boards} splash splashes splashing dance dances dancing bmx motocross swing swings swinging over wave waves`,
    `${postures} ${calm} walking swimming running`,
  ),
  activity(
    'swimming',
    'swim swims swimming swam swimmer swimmers',
    `${waters}`,
    `running walking sitting standing lying sleeping jumping ${calm} climbing skiing snowboarding`,
  ),
  activity(
    'sitting',
    'sit sits sitting sat seated',
    `${resting} ride rides riding drive drives driving driver kayak kayaking canoe boat raft rafting sled swing swings slide
    slides bench chair rows rowing paddling table wheelchair fishing perform playing`,
    'running walking jumping surfing climbing swimming skateboarding skiing snowboarding dancing standing rappelling',
  ),
  activity(
    'lying down',
    'lie lies lying lay lays laying laid',
    `${resting} roll rolls rolling slide sliding fall falls falling fell tube float floats floating sled`,
    'running walking jumping surfing climbing skateboarding skiing snowboarding dancing standing riding',
  ),
  activity(
    'sleeping',
    'sleep sleeps sleeping asleep nap naps napping',
    `${resting} eyes closed`,
    `running walking jumping swimming standing ${sports} riding biking dancing eating drinking reading playing`,
  ),
  activity(
    'climbing',
    'climb climbs climbing climbed climber climbers scaling scales ascending ascends mountaineer rappelling',
    `rock rocks cliff wall mountain mountains harness ladder tree rope ropes hill hike hikes hiking up stairs steps ledge peak
    summit jungle gym`,
    `running walking sitting lying sleeping jumping ${calm} swimming surfing skiing skateboarding riding biking playing`,
  ),
  activity(
    'surfing',
    'surf surfs surfing surfer surfers surfboard surfboards',
    `${waters} board boards surfboarding boogie bodyboard windsurfing kiteboarding paddleboard`,
    `running walking sitting standing jumping ${calm} climbing skateboarding skiing snowboarding riding playing`,
  ),
  activity(
    'skateboarding',
    'skateboard skateboards skateboarding skateboarder skateboarders',
    `${boards} rollerblade rollerblades rollerblading rollerblader scooter skatepark`,
    `running walking sitting standing ${calm} climbing swimming surfing skiing snowboarding playing biking riding`,
  ),
  activity(
    'skiing',
    'ski skis skiing skier skiers',
    'snow snowy snowboard snowboards snowboarding snowboarder slope slopes downhill sled poles snowsuit mountain hill cross-country',
    `running walking sitting standing jumping ${calm} climbing swimming surfing skateboarding playing riding biking`,
  ),
  activity(
    'snowboarding',
    'snowboard snowboards snowboarding snowboarder snowboarders',
    `snow snowy ski skis skiing skier skiers slope downhill board boarder sled mountain ${boards}`,
    `running walking sitting standing jumping ${calm} climbing swimming surfing skateboarding playing riding biking`,
  ),
  activity(
    'riding a bike',
    'bike bikes bicycle bicycles bicyclist bicyclists cyclist cyclists biker bikers biking cycling bicycling bmx',
    `rider riders riding ride rides wheel wheels motorcycle motorcycles motorbike dirtbike motocross motorcyclist scooter
    tricycle unicycle moped cycle atv trick tricks ramp race`,
    `running walking sitting standing jumping ${calm} ${sports} swimming playing dancing`,
  ),
  activity(
    'riding a horse',
    'horseback jockey jockeys equestrian bronco',
    'horse horses pony ponies bull bulls rodeo cowboy cowboys rider riders riding ride rides polo animal donkey mule saddle',
    `running walking sitting standing jumping ${calm} ${sports} swimming playing dancing`,
  ),
  activity(
    'playing soccer',
    'soccer',
    `${games} football kick kicks kicking field play plays playing rugby`,
    `running walking sitting standing ${calm} ${sports} swimming riding biking dancing`,
  ),
  activity(
    'playing football',
    'football footballer footballers quarterback',
    `${games} soccer rugby field play plays playing helmet helmets uniform uniforms jersey sooners`,
    `running walking sitting standing ${calm} ${sports} swimming riding biking dancing`,
  ),
  activity(
    'playing basketball',
    'basketball basketballs',
    `${games} hoop dunk dunks dunking play plays playing net`,
    `running walking sitting standing ${calm} ${sports} swimming riding biking dancing`,
  ),
  activity(
    'playing tennis',
    'tennis',
    `${games} racket rackets racquet racquets play plays playing badminton net`,
    `running walking sitting standing ${calm} ${sports} swimming riding biking dancing`,
  ),
  activity(
    'playing baseball',
    'baseball batter pitcher baseman umpire softball',
    `${games} bat bats batting cricket t-ball play plays playing base pitch swing swings swinging catcher mitt glove uniform`,
    `running walking sitting standing ${calm} ${sports} swimming riding biking dancing`,
  ),
  activity(
    'playing hockey',
    'hockey puck goalie',
    `${games} ice rink skates play plays playing lacrosse stick sticks`,
    `running walking sitting standing ${calm} ${sports} swimming riding biking dancing`,
  ),
  activity(
    'playing the guitar',
    'guitar guitars guitarist guitarists',
    `music musician musicians instrument instruments band play plays playing concert sing sings singing singer perform performs
    performing performer stage bass banjo violin violinist ukulele strings accordion mandolin`,
    `running walking sitting standing eating reading ${sports} swimming riding biking dancing`,
  ),
  activity(
    'dancing',
    'dance dances dancing dancer dancers',
    `perform performs performing performer performers performance party concert stage costume costumes music ballet tutu twirling
    jump jumps jumping handstand hula spinning pose parade wedding club`,
    `running walking sitting lying sleeping ${sports} swimming riding biking eating reading`,
  ),
  activity(
    'eating',
    'eat eats eating eaten',
    `food meal snack lunch dinner breakfast bite bites biting chew chews chewing mouth lick licks licking table restaurant
    cake pizza sandwich ice cream popsicle lollipop candy fruit apple cookie hotdog plate bowl drink drinks drinking cafe feed
    feeding fed taste corn picnic treat popcorn`,
    `running walking jumping ${sports} swimming riding biking dancing sleeping playing`,
  ),
  activity(
    'reading',
    'read reads reading',
    'book books newspaper newspapers magazine paper papers studying study studies map letter sign laptop phone menu looking',
    `running walking jumping ${sports} swimming riding biking dancing sleeping playing eating`,
  ),
  activity(
    'fishing',
    'fish fishes fishing fisherman fishermen',
    'water boat lake river ocean sea dock pier pole net rod shore stream casting cast',
    `running walking jumping climbing skateboarding skiing snowboarding surfing riding biking dancing sleeping playing`,
  ),
  activity(
    'paddling a boat',
    'kayak kayaks kayaking kayaker kayakers canoe canoes canoeing rowing rowboat rowboats raft rafts rafting paddling',
    `${waters} paddle paddles row rows boats oar oars`,
    'running walking jumping climbing skateboarding skiing snowboarding riding biking dancing sleeping playing sitting',
  ),
  activity(
    'smoking',
    'cigarette cigarettes cigar cigars smoking',
    'smoke smokes pipe',
    `running jumping ${sports} swimming eating drinking sleeping playing biking`,
  ),
];
