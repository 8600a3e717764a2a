import { baseStyle } from './base-style.js';

/** The style sheet of pages about cited passages, fit for paper too. */
export const citationStyle = `${baseStyle}:root{--paper:light-dark(#f6f4f9,#201f26);--accent:light-dark(#9a4a00,#ffb45c)}
body{max-width:52rem}
h1{font-size:1.7rem;line-height:1.3;font-weight:600;margin:.1rem 0 1.2rem;overflow-wrap:anywhere}
h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible{outline:.14em solid currentColor;outline-offset:.14em}
.label{color:var(--quiet);font-size:.9rem;margin:0}
.best{font-size:1.5rem;line-height:1.35;margin:.1rem 0 .3rem;overflow-wrap:anywhere}
.answers{list-style:none;padding:0;margin:.8rem 0 0;display:grid;gap:.35rem}
.answers li{display:grid;grid-template-columns:1.6rem minmax(0,1fr) 9rem;gap:.1rem .6rem;align-items:baseline;border-top:1px solid var(--line);padding-top:.35rem}
.answers .text{overflow-wrap:anywhere}
.answers .none{font-style:italic}
.rest{margin-top:.5rem}
.answers .from{grid-column:2/-1;font-size:.9rem;color:var(--quiet)}
.share{display:grid;grid-template-columns:minmax(3rem,1fr) 3.2em;gap:.5rem;align-items:center;font-size:.9rem;font-variant-numeric:tabular-nums;text-align:end}
.bar{display:block;height:.7rem;border:1px solid var(--quiet);border-radius:.35rem;overflow:hidden}
.bar i{display:block;height:100%;width:calc(var(--share)*100%);background:rgb(var(--mark));-webkit-print-color-adjust:exact;print-color-adjust:exact}
article{border:1px solid var(--line);border-radius:.5rem;background:var(--paper);padding:.9rem 1rem;margin:.8rem 0;scroll-margin-top:1rem}
article:target{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
article header{display:grid;grid-template-columns:minmax(0,1fr) 12rem;gap:.2rem 1rem;align-items:start}
article p{margin:.5rem 0 0}
.source,.words{color:var(--quiet);font-size:.9rem;overflow-wrap:anywhere}
.passage{white-space:pre-line;overflow-wrap:anywhere;line-height:1.75}
.passage mark{text-decoration:underline;text-decoration-thickness:calc(var(--strength)*.18em);text-decoration-color:color-mix(in srgb,currentColor calc(var(--strength)*100%),transparent);text-underline-offset:.2em}
.answer{border:2px solid var(--accent);border-radius:.3em;padding:.05em .15em;font-weight:600;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.answer::after{content:attr(data-answer);font-size:.7em;vertical-align:super;margin-inline-start:.15em;color:var(--accent)}
summary{cursor:pointer;color:var(--quiet);margin:1rem 0 0}
@media(max-width:34rem){article header{grid-template-columns:minmax(0,1fr)}.answers li{grid-template-columns:1.6rem minmax(0,1fr)}.answers .share{grid-column:2}}
@media print{body{max-width:none}article{break-inside:avoid}}
@media(forced-colors:active){.bar i{background:Highlight;forced-color-adjust:none}mark{forced-color-adjust:none;background:Mark!important;color:MarkText!important}}
`;
