import { FinishedTexts } from './finished-texts.js';
import { noTokenLeft } from './generate-rows.js';
import { generatedToken, logProbabilitiesOf } from './generated-token.js';
import type { GeneratedToken, Generation } from './generation.js';
import type { GenerationPlan, GenerationRequest } from './generation-plan.js';
import { emptyHypothesis, extend, finish, type Hypothesis } from './hypothesis.js';
import { bestReachableScore } from './length-penalty.js';
import { bannedAfter, withoutBanned } from './token-bans.js';
import type { StepOutput, TokenStepper } from './token-stepper.js';
import { topTokens } from './top-tokens.js';

interface Beam {
  readonly hypothesis: Hypothesis;
  /** Its row in the last step. */
  readonly slot: number;
}

interface Search {
  readonly item: number;
  readonly beams: readonly Beam[];
  readonly finished: FinishedTexts;
}

interface Extension {
  readonly beam: Beam;
  readonly id: number;
  readonly logProbability: number;
  readonly total: number;
}

/**
 * Beam search over all memories at once. Each step keeps the `beams` likeliest texts under way of each memory; a text
 * that ends among them is set aside. A memory's search is over when none of its beams can reach a score that would
 * change the texts set aside, even with every further token at probability 1, and it then leaves the batch.
 *
 * @returns for each memory its `candidates` best texts, best first; fewer where the search met fewer
 */
export async function beamSearch(stepper: TokenStepper, request: GenerationRequest): Promise<Generation[][]> {
  const { plan, prompts } = request;
  plan.signal?.throwIfAborted();
  let output = await stepper.step(
    prompts.map((tokens, source) => ({ source, parent: -1, tokens })),
    plan,
  );
  const finished = prompts.map(() => new FinishedTexts(plan.candidates));
  let searches: readonly Search[] = finished.map((texts, item) => ({
    item,
    beams: [{ hypothesis: emptyHypothesis, slot: item }],
    finished: texts,
  }));
  while (searches.length > 0) {
    plan.signal?.throwIfAborted();
    const grown: Search[] = [];
    for (const search of searches) {
      const beams = growBeams(search, output, stepper.vocabularySize, plan);
      if (beams.length > 0) grown.push({ ...search, beams });
    }
    if (grown.length > 0) {
      output = await stepper.step(
        grown.flatMap(({ item, beams }) =>
          beams.map(({ slot, hypothesis }) => ({
            source: item,
            parent: slot,
            tokens: [(hypothesis.tokens.at(-1) as GeneratedToken).id],
          })),
        ),
        plan,
      );
    }
    searches = withSlots(grown);
  }
  return finished.map(({ texts }) => [...texts]);
}

/** The beams that go on; those that ended, or reached the greatest length, are among the finished texts. */
function growBeams(search: Search, output: StepOutput, vocabularySize: number, plan: GenerationPlan): Beam[] {
  const { finished, item } = search;
  const length = (search.beams[0] as Beam).hypothesis.tokens.length + 1;
  const extensions = bestExtensions(search.beams, output, vocabularySize, plan);
  const grown: Beam[] = [];
  extensions.forEach(({ beam, id, logProbability }, rank) => {
    if (id === plan.end) {
      if (rank < plan.beams) finished.add(finish(beam.hypothesis, 'end', plan.lengthPenalty, logProbability));
    } else if (grown.length < plan.beams) {
      const token = generatedToken(id, logProbability, output, beam.slot, plan.attention);
      grown.push({ hypothesis: extend(beam.hypothesis, token, logProbability), slot: beam.slot });
    }
  });
  if (grown.length === 0 && finished.texts.length === 0) throw noTokenLeft(item, length - 1);
  if (length === plan.maxTokens) {
    for (const { hypothesis } of grown) finished.add(finish(hypothesis, 'length', plan.lengthPenalty));
    return [];
  }
  const shortest = Math.max(length, plan.minTokens) + 1;
  const canImprove = grown.some(({ hypothesis }) =>
    finished.couldImprove(bestReachableScore(hypothesis.logProbability, shortest, plan.maxTokens, plan.lengthPenalty)),
  );
  return canImprove ? grown : [];
}

/**
 * The likeliest continuations of all beams, best first: twice as many as there are beams, so that enough stay where
 * some of them end.
 */
function bestExtensions(
  beams: readonly Beam[],
  output: StepOutput,
  vocabularySize: number,
  plan: GenerationPlan,
): Extension[] {
  const wanted = 2 * plan.beams;
  const extensions: Extension[] = [];
  for (const beam of beams) {
    const values = logProbabilitiesOf(output, beam.slot, vocabularySize);
    const banned = bannedAfter(beam.hypothesis.tokens, plan);
    for (const id of withoutBanned(values, banned, (allowed) => topTokens(allowed, wanted))) {
      const logProbability = values[id] as number;
      extensions.push({ beam, id, logProbability, total: beam.hypothesis.logProbability + logProbability });
    }
  }
  return extensions.sort((a, b) => b.total - a.total).slice(0, wanted);
}

function withSlots(searches: readonly Search[]): Search[] {
  let slot = 0;
  return searches.map((search) => ({
    ...search,
    beams: search.beams.map(({ hypothesis }) => ({ hypothesis, slot: slot++ })),
  }));
}
