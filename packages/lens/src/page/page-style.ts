import { baseStyle } from './base-style.js';

/** The style sheet of pages about photos, fit for paper too. */
export const pageStyle = `${baseStyle}h1{font-size:1rem;font-weight:400;color:var(--quiet);margin:0 0 1rem;overflow-wrap:anywhere}
.reading{display:grid;gap:1.25rem 2rem;grid-template-columns:minmax(0,1fr);align-items:start;margin-bottom:3rem}
@media(min-width:52rem){.reading{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}.gallery{grid-column:1/-1}}
.sentence{font-size:1.7rem;line-height:1.6;margin:0;overflow-wrap:anywhere}
.sentence button{all:unset;cursor:pointer;padding:.05em .15em;margin:0 -.15em;border-radius:.25em}
.sentence button.content{text-decoration:underline rgb(var(--mark)/.8) .09em;text-underline-offset:.22em}
.sentence button:is(:hover,:focus-visible,.shown){background:rgb(var(--mark)/.35)}
.sentence button:focus-visible{outline:.14em solid currentColor}
.sentence button[aria-pressed=true]{background:rgb(var(--mark)/.6)}
.asked{font-size:1.15rem;color:var(--quiet);margin:0 0 .4rem;overflow-wrap:anywhere}
.asked span{border-radius:.2em;color:var(--ink);--strongest:.8;background:rgb(var(--mark)/calc(var(--strength,0)*var(--strongest)));box-decoration-break:clone}
@media(prefers-color-scheme:dark){.asked span{--strongest:.45}}
.status{min-height:3.2em;margin:.6rem 0;color:var(--quiet)}
.hint{color:var(--quiet);font-size:.9rem;margin:.6rem 0}
.photos{display:flex;gap:.4rem;align-items:flex-start}
.photo{flex:var(--aspect);aspect-ratio:var(--aspect);border-radius:.4rem;background:var(--heat,none),var(--photo);background-size:100% 100%;max-height:80vh;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.scale{display:inline-flex;gap:.5em;align-items:center;font-size:.9rem;color:var(--quiet)}
.scale i{width:8rem;height:.75rem;border-radius:.2rem;background:var(--scale)}
.gallery{display:grid;gap:1.1rem;grid-template-columns:repeat(auto-fill,minmax(min(10.5rem,100%),1fr));margin:0;padding:0;list-style:none}
figure{margin:0}
figcaption{line-height:1.35;margin-top:.35rem}
figcaption b{font-size:1.1rem;overflow-wrap:anywhere}
figcaption small{display:block;color:var(--quiet);font-size:.85rem}
@media print{.status,.hint,.stage{display:none}.reading{grid-template-columns:1fr}}
@media(forced-colors:active){.photo{forced-color-adjust:none}.sentence button:is(:hover,.shown,[aria-pressed=true]){background:Highlight;color:HighlightText}}
`;
