/**
 * The one design of all documents. Lengths follow --unit, so that A5 is the same page made smaller. Logical properties
 * throughout; only amounts stand at the right edge in both directions, units under units.
 */
export const documentStyle = `
:root{--ink:#1b211c;--ink-2:#4d564e;--edge:#dfe3da;--edge-2:#c7d3ca;--brand:#0b6b4b;--soft:#eef3ef;
  --ok:#1a7f4b;--warn:#8a5a00;--bad:#b3261e;--unit:1mm;--base:8.5pt}
.a5{--unit:.7mm;--base:7pt}
*{box-sizing:border-box;margin:0;padding:0}
html{color:var(--ink);background:#fff;font-synthesis:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font:400 var(--base)/1.55 'Noto Sans Arabic',sans-serif;font-variant-numeric:tabular-nums lining-nums}
h1,h2,th,b,strong{font-weight:600}
h2{font-size:inherit;color:var(--brand);break-after:avoid}
bdi,time{unicode-bidi:isolate}
/* Digits and codes: left to right and in the order of their characters, whatever stands around or inside. */
.n{direction:ltr;unicode-bidi:isolate-override;white-space:nowrap}
.n.long{white-space:normal;overflow-wrap:anywhere}
.hijri{color:var(--ink-2);font-weight:400;white-space:nowrap}
.en{direction:ltr}
/* A short document has its closing line at the page's foot. In lengths, for Chromium's vh is not that of the first page. */
.sheet{display:flex;flex-direction:column;padding-inline:.2mm;min-height:var(--page-content)}
.body{flex:1 0 auto}
.body>*+*{margin-block-start:calc(3.5*var(--unit))}

.a5 .body>*+*{margin-block-start:calc(2.9*var(--unit))}

.seller{display:grid;grid-template-columns:1fr auto 1fr;gap:calc(5*var(--unit));align-items:start;
  padding-block-end:calc(3.4*var(--unit));border-block-end:.5mm solid var(--brand);color:var(--ink-2)}
.seller.single{grid-template-columns:auto 1fr;align-items:center}
.seller-side{min-width:0;overflow-wrap:anywhere}
.seller-name{font-size:1.48em;line-height:1.4;font-weight:700;color:var(--ink)}
.seller-numbers{display:flex;flex-wrap:wrap;gap:0 1.4em}
.logo{display:block;align-self:center;max-block-size:calc(16*var(--unit));max-inline-size:calc(34*var(--unit));object-fit:contain}
.logo.mark{inline-size:calc(14.5*var(--unit));block-size:calc(14.5*var(--unit));border-radius:calc(3.8*var(--unit));
  background:var(--brand);color:#fff;font-size:2.6em;font-weight:700;line-height:calc(12.5*var(--unit));text-align:center}

.title{display:flex;align-items:center;justify-content:space-between;gap:calc(4*var(--unit));flex-wrap:wrap}
h1{font-size:2.15em;line-height:1.35;font-weight:700}
.both h1 .en{font-size:.68em;font-weight:400;color:var(--ink-2)}
.marks{display:flex;gap:calc(2*var(--unit));align-items:center}
.stamp{border:.42mm solid currentColor;border-radius:calc(1.7*var(--unit));padding:calc(.5*var(--unit)) calc(3*var(--unit));
  font-weight:700;font-size:1.12em;line-height:1.5;display:inline-flex;gap:.55em;align-items:baseline}
.stamp.calm{color:var(--ink-2)}.stamp.good{color:var(--ok)}.stamp.warn{color:var(--warn)}.stamp.bad{color:var(--bad)}
.stamp .en{text-transform:uppercase}

.pair{display:grid;grid-template-columns:1fr 1.12fr;gap:calc(4*var(--unit))}
.box{border:.26mm solid var(--edge);border-radius:calc(2*var(--unit));padding:calc(2.6*var(--unit)) calc(3.4*var(--unit));
  break-inside:avoid;min-width:0}
.box>h2{display:flex;justify-content:space-between;margin-block-end:calc(1*var(--unit))}
.names{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 calc(4*var(--unit));margin-block-end:calc(1*var(--unit))}
.tenant-name{font-size:1.2em;line-height:1.45;font-weight:700;overflow-wrap:anywhere}
/* One grid for all facts of a list, so that their values stand under each other. */
.facts{display:grid;align-content:start;grid-template-columns:auto 1fr;gap:.1em calc(3.4*var(--unit))}
.both .facts{grid-template-columns:auto 1fr auto}
.fact{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:baseline}
.fact dt{color:var(--ink-2);white-space:nowrap}
.fact dd{display:flex;flex-wrap:wrap;gap:0 .8em;align-items:baseline;overflow-wrap:anywhere;min-width:0}
.fact .strong{font-weight:600}

table{inline-size:100%;border-collapse:separate;border-spacing:0}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{text-align:start;vertical-align:top;padding:calc(1.35*var(--unit)) calc(2*var(--unit))}
.lines th{background:var(--soft);border-block-end:.3mm solid var(--edge-2);line-height:1.35;vertical-align:middle;
  padding-block:calc(1.3*var(--unit))}
.lines th span{display:block}
.both .lines th .en{font-weight:400;font-size:.88em;color:var(--ink-2)}
.lines td{border-block-end:.22mm solid var(--edge);overflow-wrap:anywhere}
.lines td.amount{overflow-wrap:normal}
.lines .basis{color:var(--ink-2);font-size:.9em;line-height:1.45}
.lines{table-layout:fixed}
.lines .no{color:var(--ink-2);white-space:nowrap}
.lines th.no{color:inherit}
/* Units under units: the right edge, in both directions. */
th.amount,td.amount{text-align:right;white-space:nowrap}
.both .lines th .ar{direction:inherit}
.both .lines th .en{direction:ltr;text-align:right}
.both th.second{direction:ltr;text-align:left}
td.second{direction:ltr;text-align:left;color:var(--ink-2)}
td.empty{text-align:center;color:var(--ink-2);padding-block:calc(5*var(--unit))}

.bottom{display:grid;grid-template-columns:1fr calc(88*var(--unit));gap:calc(6*var(--unit));break-inside:avoid;
  align-items:start}
.lines tbody.last{break-inside:avoid}
.lines td.closing-cell{padding:calc(3.5*var(--unit)) 0 0;border:0}
.totals{display:grid}
.totals>div{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:baseline}
.totals>div+div{border-block-start:.22mm solid var(--edge)}
.totals dt{padding:calc(1.1*var(--unit)) calc(3*var(--unit))}
.totals dd{padding:calc(1.1*var(--unit)) calc(2*var(--unit));text-align:right;white-space:nowrap}
.both .totals dt .en,.both .totals dt small{color:var(--ink-2);font-size:.9em}
.totals .grand{background:var(--brand);color:#fff}
.totals .grand dt,.totals .grand dd{font-size:1.12em}
.totals .grand,.totals .open,.totals .late,.totals .settled{font-weight:700}
.both .totals .grand dt .en,.both .totals .grand dt small{color:#d8ece2}
.totals .late{background:#fdf3f2;color:var(--bad)}
.totals .open{background:var(--soft)}
.totals .settled{background:#eef7f1;color:var(--ok)}
.both .totals .late dt .en,.both .totals .settled dt .en{color:inherit}

.check{display:flex;gap:calc(3.6*var(--unit));align-items:center;color:var(--ink-2)}
.check p+p{margin-block-start:.15em}
.qr{inline-size:calc(24*var(--unit));block-size:calc(24*var(--unit));flex:none;border:.22mm solid var(--edge)}
.bottom .facts+.check{margin-block-start:calc(3*var(--unit))}
.words{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:calc(6*var(--unit));background:var(--soft);
  border-inline-start:.9mm solid var(--brand);padding:calc(2*var(--unit)) calc(3.4*var(--unit));break-inside:avoid}
.words p{font-weight:600;line-height:1.6}
.words h2,.free h2{font-size:.92em}
.tail{display:grid;gap:calc(3*var(--unit)) calc(8*var(--unit))}
.only-ar .tail,.only-en .tail{grid-auto-flow:column;grid-auto-columns:1fr}
.free{break-inside:avoid;display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:calc(6*var(--unit))}
.free p{overflow-wrap:anywhere}
.closing{margin-block-start:calc(4*var(--unit));border-block-start:.26mm solid var(--edge);
  padding-block-start:calc(1.8*var(--unit));display:flex;justify-content:space-between;gap:calc(6*var(--unit));
  color:var(--ink-2);break-inside:avoid}

.amount-frame{display:flex;gap:.5em;align-items:baseline;border:.5mm solid var(--brand);border-radius:calc(2*var(--unit));
  padding:calc(1*var(--unit)) calc(4*var(--unit));font-size:1.7em;line-height:1.5;font-weight:700}
.amount-frame small{font-size:.55em;font-weight:600;color:var(--ink-2)}
.statement{border:.26mm solid var(--edge);border-radius:calc(2*var(--unit));overflow:hidden}
.statement>div{display:grid;grid-template-columns:auto 1fr;gap:calc(4*var(--unit));align-items:baseline;
  padding:calc(2*var(--unit)) calc(3.4*var(--unit))}
.both .statement>div{grid-template-columns:auto 1fr auto}
.statement>div+div{border-block-start:.22mm solid var(--edge)}
.statement .term{color:var(--ink-2);min-inline-size:calc(27*var(--unit))}
.statement .said{font-size:1.14em;font-weight:600;display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:calc(4*var(--unit))}
.receipt-bottom{grid-template-columns:1fr auto;align-items:end}
.signatures{display:grid;grid-template-columns:repeat(3,1fr);gap:calc(10*var(--unit));break-inside:avoid;
}
.receipt-bottom .qr{inline-size:calc(21*var(--unit));block-size:calc(21*var(--unit))}
.signatures div{border-block-end:.26mm dotted var(--ink-2);min-block-size:calc(15*var(--unit))}
.letter-end{break-inside:avoid;padding-block-start:calc(8*var(--unit))}
.signatures h2{color:var(--ink-2);font-weight:400;display:flex;gap:.6em}
.signatures p{font-weight:600}

.signatures div{position:relative}
/* Over the line, as a stamp is set by hand; its white becomes the paper. */
.seal{position:absolute;inset-block-end:calc(-3*var(--unit));inset-inline-end:4%;max-inline-size:calc(36*var(--unit));
  max-block-size:calc(24*var(--unit));mix-blend-mode:multiply}
.pay-to{break-inside:avoid;display:grid;gap:calc(1.2*var(--unit))}
.pay-to h2{font-size:.92em}
.pay-to .free h2{display:none}
.pay-names{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1em}
.accounts th:first-child{color:var(--brand)}
.both .accounts th span{display:inline}
.both .lines.accounts th .en,.both .accounts .en{direction:ltr;unicode-bidi:isolate}
.accounts th,.accounts td{padding-block:calc(.9*var(--unit))}
.accounts{table-layout:auto}
.a4 .accounts td:not(:first-child),.a4 .accounts td:not(:first-child) .n{white-space:nowrap}

.watermark{position:fixed;inset:0;display:flex;flex-direction:column;align-items:center;justify-content:center;
  font-size:calc(26*var(--unit));line-height:1.25;font-weight:700;color:var(--bad);opacity:.075;transform:rotate(-24deg);
  pointer-events:none;z-index:1}
.watermark .en{text-transform:uppercase}

/* The till's roll: one column, nothing beside anything but a name and its value. */
.roll{--unit:.62mm;--base:7.6pt}
.roll .body>*+*{margin-block-start:1.6mm}
.roll-head{text-align:center;display:grid;justify-items:center;gap:.6mm}
.roll-head .seller-name{font-size:1.25em}
.roll-head .seller-side{color:var(--ink-2);inline-size:100%}
.roll-head .seller-numbers{justify-content:center}
.roll-title{text-align:center;border-block:.3mm dashed var(--ink);padding-block:1mm;display:grid;gap:.8mm;justify-items:center}
.roll-title h1{font-size:1.7em}
.roll-title .marks{flex-wrap:wrap;justify-content:center}
.roll .fact dd{justify-content:flex-end;text-align:end}
.both.roll .fact dd{justify-content:center;text-align:center}
.both.roll .facts{grid-template-columns:auto minmax(0,1fr) auto}
.roll .facts{gap:.3mm 2mm}
.roll-said{display:grid;gap:1mm}
.roll-said h2{color:var(--ink-2);font-weight:400}
.roll-said p{font-weight:600}
.roll .lines{table-layout:auto}
.roll th,.roll td{padding:.8mm .6mm}
.roll .lines th{background:none;border-block:.25mm solid var(--ink)}
.roll .amount-frame{font-size:1.6em}
.roll .check{flex-direction:column;text-align:center;gap:1mm}
.roll .qr{inline-size:26mm;block-size:26mm;border:0}
.roll .closing{margin-block-start:2mm;display:block;text-align:center;border-block-start:.3mm dashed var(--ink)}
.roll .watermark{display:none}

/* Documents behind one another: each on a page of its own. */
.apart+.apart{break-before:page}

@media screen{
  html{background:#e6e9e2}
  .sheet{background:#fff;margin:6mm auto;box-shadow:0 1px 3px rgb(20 30 22/.12),0 8px 30px rgb(20 30 22/.1);
    inline-size:var(--paper-width);min-height:var(--paper-height);padding:12mm 14mm 16mm}
  .a5 .sheet{padding:9mm 10mm 13mm}
  .roll .sheet{padding:4mm;min-height:0}
}
`;
