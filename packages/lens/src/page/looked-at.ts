import type { EvidenceWord } from '../evidence/evidence.js';
import { attentionShares } from '../exhibit/attention-shares.js';
import type { Exhibit } from '../exhibit/exhibit.js';
import { describePlace } from '../heat/describe-place.js';
import { textMarks } from '../text/text-marks.js';

/** What a word looked at, in words: for readers who do not see the picture. */
export function lookedAt({ evidence: { slots }, photos, texts = [] }: Exhibit, word: EvidenceWord): string {
  const { weights, probability } = word;
  const shares = attentionShares(slots, weights);
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const both = shares.photos > 0 && shares.texts > 0;
  const places = photos.map((photo, image) => {
    const place = describePlace({ slots, weights, photo, image });
    return photos.length > 1 ? `in photo ${image + 1} at ${place}` : `at ${place}`;
  });
  const strongest = texts
    .flatMap((text, index) => textMarks(text, slots, weights, index))
    .toSorted((one, other) => other.strength - one.strength)[0];
  const parts = [
    ...(shares.photos > 0 ? [`looked mostly ${places.join(', ')}${both ? ` (${percent(shares.photos)})` : ''}`] : []),
    ...(shares.texts > 0 && strongest
      ? [`in the question most at "${strongest.text.trim()}"${both ? ` (${percent(shares.texts)})` : ''}`]
      : []),
    ...(shares.photos + shares.texts === 0 ? ['looked at nothing'] : []),
    ...(probability === undefined ? [] : [`the model was ${percent(probability)} sure of the word`]),
  ];
  return parts.join('; ');
}
