/** The style sheet of pages: light and dark as the reader's system says, and fit for paper. */
export const pageStyle = `
:root{color-scheme:light dark;--ground:light-dark(#fff,#17161b);--ink:light-dark(#1c1a22,#eceaf2);--quiet:light-dark(#5d5a66,#aaa6b6);--line:light-dark(#d9d6e0,#3a3742);--mark:255 140 0}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:76rem;background:var(--ground);color:var(--ink);font:1rem/1.5 Inter,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",Arial,sans-serif}
h1{font-size:1rem;font-weight:400;color:var(--quiet);margin:0 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:2rem 0 .5rem}
.reading{display:grid;gap:1.25rem 2rem;grid-template-columns:minmax(0,1fr);align-items:start;margin-bottom:3rem}
@media(min-width:52rem){.reading{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}.gallery{grid-column:1/-1}}
.sentence{font-size:1.7rem;line-height:1.6;margin:0;overflow-wrap:anywhere}
.sentence button{all:unset;cursor:pointer;padding:.05em .15em;margin:0 -.15em;border-radius:.25em}
.sentence button.content{text-decoration:underline rgb(var(--mark)/.8) .09em;text-underline-offset:.22em}
.sentence button:is(:hover,:focus-visible,.shown){background:rgb(var(--mark)/.35)}
.sentence button:focus-visible{outline:.14em solid currentColor}
.sentence button[aria-pressed=true]{background:rgb(var(--mark)/.6)}
.asked{font-size:1.15rem;color:var(--quiet);margin:0 0 .4rem;overflow-wrap:anywhere}
.asked span{border-radius:.2em;color:var(--ink);background:rgb(var(--mark)/calc(var(--strength,0)*.8));box-decoration-break:clone}
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
mark{border-radius:.2em}
@media print{.status,.hint,.stage{display:none}.reading{grid-template-columns:1fr}}
@media(forced-colors:active){.photo{forced-color-adjust:none}.sentence button:is(:hover,.shown,[aria-pressed=true]){background:Highlight;color:HighlightText}}
`;
