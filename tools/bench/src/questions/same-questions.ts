const starts = [
  'what color is the',
  'is there a',
  'how many people are near the',
  'where is the',
  'what is on the',
  'what is the man doing with the',
  'what is in front of the',
  'is anyone holding the',
];
const things = ['dog', 'table', 'ball', 'shirt', 'chair', 'car', 'bike', 'bed'];

/** So many questions, the same ones every time; up to 64 of them differ. */
export function sameQuestions(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const thing = things[Math.floor(index / starts.length) % things.length];
    return `${starts[index % starts.length]} ${thing}?`;
  });
}
