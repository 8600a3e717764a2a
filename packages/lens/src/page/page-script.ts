/**
 * The behaviour of pages, as plain JavaScript: a text of one word shows it from the start; otherwise a word that is pointed at or focused shows its heat map, a click keeps it,
 * arrows go from word to word, Escape lets go. Without it the gallery below still shows every word.
 */
export const pageScript = `
for (const reading of document.querySelectorAll('.reading')) {
  const words = [...reading.querySelectorAll('.sentence button')];
  const photos = [...reading.querySelectorAll('.stage .photo')];
  const pieces = [...reading.querySelectorAll('.asked span')];
  const status = reading.querySelector('.status');
  const resting = status.textContent;
  let kept = words.length === 1 ? words[0] : undefined;
  const show = (word) => {
    for (const other of words) other.classList.toggle('shown', other === word);
    photos.forEach((photo, index) => {
      if (word) photo.style.setProperty('--heat', 'var(--heat-' + word.dataset.word + '-' + index + ')');
      else photo.style.removeProperty('--heat');
    });
    const strengths = word && word.dataset.marks ? word.dataset.marks.split(' ') : [];
    pieces.forEach((piece, index) => piece.style.setProperty('--strength', strengths[index] || 0));
    status.textContent = word ? word.dataset.place : resting;
  };
  const keep = (word) => {
    kept = word;
    for (const other of words) other.setAttribute('aria-pressed', String(other === word));
    show(word);
  };
  words.forEach((word, index) => {
    word.addEventListener('pointerenter', () => show(word));
    word.addEventListener('pointerleave', () => show(kept));
    word.addEventListener('focus', () => show(word));
    word.addEventListener('blur', () => show(kept));
    word.addEventListener('click', () => keep(kept === word ? undefined : word));
    word.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.key === 'Escape') keep(undefined);
      else if (step) words[(index + step + words.length) % words.length].focus();
      else return;
      event.preventDefault();
    });
  });
}
`;
