/** What all pages share: light and dark as the reader's system says, one measure of type, one colour of marks. */
export const baseStyle = `
:root{color-scheme:light dark;--ground:light-dark(#fff,#17161b);--ink:light-dark(#1c1a22,#eceaf2);--quiet:light-dark(#5d5a66,#aaa6b6);--line:light-dark(#d9d6e0,#3a3742);--mark:255 140 0}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:76rem;background:var(--ground);color:var(--ink);font:1rem/1.5 Inter,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",Arial,sans-serif}
h2{font-size:1.05rem;margin:2rem 0 .5rem}
mark{border-radius:.2em;-webkit-box-decoration-break:clone;box-decoration-break:clone;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;
