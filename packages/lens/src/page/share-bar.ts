/** A share as a bar with its number. */
export function shareBar(share: number, label: string): string {
  const shown = Math.min(1, Math.max(0, share));
  return `<span class="share"><span class="bar" aria-hidden="true"><i style="--share:${shown.toFixed(4)}"></i></span><span>${percent(shown)}<span class="unseen"> ${label}</span></span></span>`;
}

/** A share in whole percent; one that is small but there is not shown as nothing. */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? '&lt;1%' : `${Math.round(share * 100)}%`;
}
