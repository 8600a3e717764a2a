const comment = '<!--';
const commentEnd = '-->';

/**
 * HTML without its tags and comments; a comment that is not closed goes to the end, a tag that is not is text. By hand,
 * because a pattern looks for the end of every tag anew where none has one.
 */
export function withoutTags(html: string): string {
  let kept = '';
  let from = 0;
  for (let begin = html.indexOf('<'); begin !== -1; begin = html.indexOf('<', from)) {
    kept += html.slice(from, begin);
    from = begin;
    const [end, length] = html.startsWith(comment, begin)
      ? [html.indexOf(commentEnd, begin + comment.length), commentEnd.length]
      : [html.indexOf('>', begin), 1];
    if (end === -1) {
      const open = html.indexOf(comment, begin);
      return kept + html.slice(from, open === -1 ? html.length : open);
    }
    from = end + length;
  }
  return kept + html.slice(from);
}
