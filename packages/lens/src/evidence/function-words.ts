/** English words that hold a sentence together and show nothing. */
export const functionWords: ReadonlySet<string> = new Set(
  [
    'a an the this that these those some any each every both either neither all another other such own same',
    'i me my mine we us our ours you your yours he him his she her hers it its they them their theirs',
    'himself herself itself themselves myself yourself ourselves one ones each who whom whose which what where when why how',
    'am is are was were be been being do does did doing done have has had having can could will would shall should may might must',
    'aboard about above across after against along alongside amid among around as at atop away back before behind below',
    'beneath beside besides between beyond by down during for forward from in inside into near of off on onto out outside',
    'over past per through throughout to together toward towards under underneath until up upon via with within without',
    'and or but nor so yet while if than then because although though whether since once',
    'not no n’t there here very too also just only still even more most less least much many few several it’s he’s she’s',
  ]
    .join(' ')
    .split(' ')
    .flatMap((word) => [word, word.replaceAll('’', "'")]),
);

/** Runs of words that are one preposition, though some of them mean something elsewhere. */
export const compoundPrepositions: readonly (readonly string[])[] = [
  ['in', 'front', 'of'],
  ['on', 'top', 'of'],
  ['next', 'to'],
  ['close', 'to'],
  ['close', 'up', 'of'],
  ['because', 'of'],
  ['in', 'the', 'middle', 'of'],
  ['at', 'the', 'edge', 'of'],
  ['on', 'the', 'side', 'of'],
];
