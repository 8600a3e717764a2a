import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const wanted = 100;
const photoName = /\.(jpe?g|png|webp|avif|tiff?|gif)$/i;

/** A hundred photos: of the given folder, else of the material's validation split, else the repository's samples; repeated where there are fewer. */
export async function findBenchPhotos(folder: string | undefined, root: string): Promise<string[]> {
  const material = join(root, '..', 'shared', 'photos');
  const photos = folder
    ? photosIn(folder)
    : existsSync(join(material, 'captions.jsonl'))
      ? await validationPhotos(material)
      : photosIn(join(root, 'samples'));
  if (photos.length === 0) throw new Error(`${folder} holds no photo`);
  return Array.from({ length: wanted }, (_, index) => photos[index % photos.length] as string);
}

function photosIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => photoName.test(name))
    .sort()
    .slice(0, wanted)
    .map((name) => join(folder, name));
}

async function validationPhotos(material: string): Promise<string[]> {
  const photos: string[] = [];
  for await (const line of createInterface({ input: createReadStream(join(material, 'captions.jsonl')) })) {
    const { image, split } = JSON.parse(line);
    if (split === 'val') photos.push(join(material, image));
    if (photos.length === wanted) break;
  }
  return photos;
}
