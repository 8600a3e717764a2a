import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCaptioner } from '@crossattn/captioning';
import { sharedPart } from '@crossattn/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { scoreCaptions } from '../src/index.js';

interface CaptionedPhoto {
  readonly path: string;
  readonly references: readonly string[];
}

const material = sharedPart('photos');
const count = 100;

function validationPhotos(): CaptionedPhoto[] {
  return readFileSync(join(material.path, 'captions.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ split, source }) => split === 'val' && source === 'flickr8k')
    .slice(0, count)
    .map(({ image, captions }) => ({ path: join(material.path, image), references: captions }));
}

describe.skipIf(material.absent)(material.title('a caption depends on its photo'), () => {
  let photos: CaptionedPhoto[];
  let own: string[];
  let swapped: string[];

  beforeAll(async () => {
    photos = validationPhotos();
    await using captioner = await createCaptioner();
    const memories = await captioner.encode(photos.map(({ path }) => path));
    const ofNext = memories.map((_, index) => ({ memory: memories[(index + 1) % count] as (typeof memories)[0] }));
    own = (await captioner.caption(memories.map((memory) => ({ memory })))).map(({ caption }) => caption);
    swapped = (await captioner.caption(ofNext)).map(({ caption }) => caption);
  }, 300_000);

  it("changes on at least 40 of 50 photos where another photo's memory is read", () => {
    const changed = own.slice(0, 50).filter((caption, index) => caption !== swapped[index]);
    expect(changed.length).toBeGreaterThanOrEqual(40);
  });

  it('fits its photo, and no other', () => {
    const ciderD = (captions: readonly string[]) =>
      scoreCaptions(photos.map(({ references }, index) => ({ caption: captions[index] as string, references })))
        .metrics['CIDEr-D'].value;
    expect(ciderD(swapped)).toBeLessThan(0.15);
    expect(ciderD(own)).toBeGreaterThan(2 * ciderD(swapped));
  });
});
