const quote = 0x22;
const backslash = 0x5c;

/**
 * The first key that stands twice in one object of a JSON text, which `JSON.parse` would settle in silence.
 *
 * @param json - a text that `JSON.parse` has accepted.
 */
export function duplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (let index = 0; index < json.length; index++) {
    const character = json[index];
    if (character === '{') open.push(new Set());
    else if (character === '}') open.pop();
    else if (character === '"') {
      const end = endOfString(json, index);
      if (isKey(json, end)) {
        const key: string = JSON.parse(json.slice(index, end));
        const keys = open.at(-1);
        if (keys?.has(key)) return key;
        keys?.add(key);
      }
      index = end - 1;
    }
  }
  return undefined;
}

function endOfString(json: string, start: number): number {
  let index = start + 1;
  while (json.charCodeAt(index) !== quote) index += json.charCodeAt(index) === backslash ? 2 : 1;
  return index + 1;
}

function isKey(json: string, end: number): boolean {
  let index = end;
  while (' \t\n\r'.includes(json.charAt(index))) index++;
  return json[index] === ':';
}
