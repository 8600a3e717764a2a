/** Forms of verbs, each line: the form that a question and an answer use, then the others. */
const table = `
running run runs ran sprinting sprint sprints jogging jog jogs
racing race races
chasing chase chases chased
walking walk walks walked strolling stroll strolls
hiking hike hikes trekking trek treks
jumping jump jumps jumped leaping leap leaps leapt
swimming swim swims swam
wading wade wades
floating float floats
splashing splash splashes
diving dive dives
standing stand stands stood
sitting sit sits sat seated
lying lie lies laying lay lays
sleeping sleep sleeps asleep napping
resting rest rests relaxing relax relaxes
kneeling kneel kneels
crouching crouch crouches squatting squat squats
climbing climb climbs climbed scaling scales ascending
rappelling rappel rappels
playing play plays played
dancing dance dances
singing sing sings
reading read reads
writing write writes
drawing draw draws
painting paint paints
eating eat eats
drinking drink drinks
cooking cook cooks
smoking smoke smokes
talking talk talks chatting chat chats
laughing laugh laughs
smiling smile smiles
crying cry cries
yelling yell yells screaming scream screams
posing pose poses
pointing point points
waving wave waves
clapping clap claps
looking look looks
watching watch watches
staring stare stares
waiting wait waits
riding ride rides rode
driving drive drives
biking cycling cycle cycles bicycling
skateboarding skateboard skateboards
skating skate skates
rollerblading rollerblade rollerblades rollerskating
surfing surf surfs
wakeboarding wakeboard wakeboards
waterskiing waterski
windsurfing
parasailing parasail
skiing ski skis
snowboarding snowboard snowboards
sledding sled sleds
paddling paddle paddles kayaking kayak canoeing canoe rowing row rows rafting
sailing sail sails
fishing fish fishes
throwing throw throws threw tossing toss tosses pitching pitches
catching catch catches caught
kicking kick kicks
hitting hit hits
swinging swing swings
sliding slide slides
falling fall falls fell
fighting fight fights wrestling wrestle wrestles boxing
biting bite bites
chewing chew chews
licking lick licks
sniffing sniff sniffs smelling smells
barking bark barks
digging dig digs
shaking shake shakes
rolling roll rolls
begging beg begs
yawning yawn yawns
growling growl growls
fetching fetch fetches retrieving retrieve retrieves
carrying carry carries carried
holding hold holds held
wearing wear wears
pulling pull pulls
pushing push pushes
hugging hug hugs embracing
kissing kiss kisses
petting pets
shopping shop shops
working work works
digging dig digs
flying fly flies
blowing blow blows
hanging hang hangs
balancing balance balances
grazing graze grazes
performing perform performs
racing race races
crossing cross crosses
crawling crawl crawls
leaning lean leans
bending bend bends
skipping skip skips
juggling juggle juggles
marching march marches
washing wash washes
bathing
brushing brush brushes
cutting cut cuts
sweeping sweep sweeps
pouring pour pours
serving serve serves
selling sell sells
using use uses
taking take takes
making make makes
doing do does
getting get gets
trying try tries
having has have had
going go goes
coming come comes
`;

/** The form in -ing of every form of a verb. */
export const verbForms: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const forms = line.split(' ');
      return forms.map((form): [string, string] => [form, forms[0] ?? form]);
    }),
);

/** Verbs that do not say what somebody does. */
export const emptyVerbs: ReadonlySet<string> = new Set(
  'wearing holding looking having doing trying getting going coming making taking using'.split(' '),
);
