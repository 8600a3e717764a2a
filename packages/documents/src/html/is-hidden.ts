const notDisplayed = /display\s*:\s*none/i;
/** Elements that must be closed, so that it is known where what is hidden ends. */
const closed =
  /^(?:article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|header|main|ol|section|span|table|ul)$/;

/** Whether an element says of itself that it is not shown. */
export function isHidden(element: string, attributes: ReadonlyMap<string, string>): boolean {
  return closed.test(element) && (attributes.has('hidden') || notDisplayed.test(attributes.get('style') ?? ''));
}
