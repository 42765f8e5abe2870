/** Writes a document as one web page that needs nothing else: no script, nothing loaded, no mark of anybody's words. */
import type { Block } from '../../base/document-blocks.ts'
import { paperText } from './plain-text.ts'
import type { WrittenDocument, WrittenSection } from './written.ts'

/** A file that the page carries within itself, to be saved from it. */
export interface CarriedFile {
  readonly name: string
  readonly words: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export function webPageOf(document: WrittenDocument, carried: readonly CarriedFile[] = []): string {
  const { title, organisation, language, lead, label, footer, sections } = document
  const mark = label === '' ? '' : `<p class="label">${escaped(label)}</p>`
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    // Whatever a reader's browser is told by somebody's words, it loads and runs nothing.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<header>${mark}<p class="dim">${escaped(organisation)}</p><h1>${escaped(title)}</h1>`,
    ...lead.map((line) => `<p class="dim">${escaped(line)}</p>`),
    '</header>',
    '<main>',
    ...sections.map(sectionOf),
    ...carried.map(linkOf),
    '</main>',
    `<footer>${mark}<p class="dim">${escaped(footer)}</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function sectionOf({ title, note, blocks }: WrittenSection, at: number): string {
  return [
    `<section aria-labelledby="part-${at}">`,
    `<h2 id="part-${at}">${escaped(title)}</h2>`,
    ...(note === '' ? [] : [`<p class="dim">${escaped(note)}</p>`]),
    ...blocks.map((block) => blockOf(block, title)),
    '</section>',
  ].join('\n')
}

function blockOf(block: Block, section: string): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`
    case 'list': {
      const name = block.isOrdered ? 'ol' : 'ul'
      return `<${name}>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</${name}>`
    }
    case 'table':
      return tableOf(block, section)
    case 'card': {
      const lines = block.lines.map((line) => `<p>${escaped(line)}</p>`).join('')
      return `<div class="card"${block.isWarning ? ' data-warning' : ''}><p><strong>${escaped(block.title)}</strong></p>${lines}</div>`
    }
  }
}

/** A wide one is moved sideways by itself, by finger or keyboard, and never the page. */
function tableOf({ head, rows }: Extract<Block, { kind: 'table' }>, section: string): string {
  const heads = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
  return [
    `<div class="wide" role="region" tabindex="0" aria-label="${escaped(section)}">`,
    `<table><thead><tr>${heads}</tr></thead>`,
    `<tbody>${lines.join('\n')}</tbody></table></div>`,
  ].join('\n')
}

function linkOf({ name, words, mediaType, bytes }: CarriedFile): string {
  const data = Buffer.from(bytes).toString('base64')
  return `<p><a download="${escaped(name)}" href="data:${mediaType};base64,${data}">${escaped(words)}</a></p>`
}

function escaped(text: string): string {
  return paperText(text)
    .replaceAll('\u{200b}', '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const style = `
:root { color-scheme: light dark; --ink: #1b2430; --dim: #556070; --accent: #1d4f7c; --line: #c6ced8; --paper: #fff; --soft: #eef5fa; --warn: #8a2b13; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf1; --dim: #a5b0be; --accent: #8fc3ee; --line: #3d4855; --paper: #151b22; --soft: #1e2731; --warn: #f0a58f; } }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .75rem; font-size: 1.25rem; color: var(--accent); }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: 0 0 .75rem; white-space: pre-line; }
li, td { white-space: pre-line; }
.dim { color: var(--dim); }
.label { text-align: right; font-weight: 700; }
.wide { overflow-x: auto; }
.wide:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; min-width: 5rem; overflow-wrap: break-word; }
th { color: var(--accent); }
.card { margin: 0 0 1rem; padding: .75rem 1rem; border-left: 4px solid var(--accent); background: var(--soft); }
.card[data-warning] { border-color: var(--warn); }
.card p:last-child { margin: 0; }
a { color: var(--accent); }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; } tr, .card { break-inside: avoid; } h2, h3 { break-after: avoid; } .wide { overflow: visible; } }
`
