import { dialAddress } from '../../base/telephone.ts'

/** What the card says, in the person's language. */
export interface CardWords {
  readonly language: string
  readonly title: string
  readonly call: string
  readonly night: string
  readonly steps: readonly string[]
  readonly never: string
}

interface Reachable {
  readonly name: string
  readonly phone: string
  readonly nightPhone: string
}

/** One page of HTML that needs nothing but itself: no script, no picture, nothing from elsewhere. Numbers can be tapped. */
export function emergencyCard(words: CardWords, people: readonly Reachable[]): string {
  const lines = people.map(
    ({ name, phone, nightPhone }) =>
      `<li><b>${escaped(name)}</b> ${callable(phone)}${nightPhone === '' ? '' : ` ${escaped(words.night)} ${callable(nightPhone)}`}</li>`,
  )
  return [
    `<!doctype html><html lang="${escaped(words.language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(words.title)}</title>`,
    '<style>body{font:1.25rem/1.5 system-ui,sans-serif;max-width:32rem;margin:1rem auto;padding:0 1rem;color:#111;background:#fff}a{color:#0b585d;white-space:nowrap;display:inline-block;padding:.4rem 0}li{margin:.4rem 0}</style>',
    `</head><body><h1>${escaped(words.title)}</h1>`,
    `<h2>${escaped(words.call)}</h2><ul>${lines.join('')}</ul>`,
    `<ol>${words.steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>`,
    `<p><b>${escaped(words.never)}</b></p></body></html>`,
  ].join('\n')
}

function callable(number: string): string {
  return number === '' ? '' : `<a href="${dialAddress(number)}">${escaped(number)}</a>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
