import { dialAddress } from '../../../../../base/telephone.ts'
import type { Block, Handout, HandoutSection } from '../../contract.ts'
import type { Labels } from './labels.ts'

/** An element with its words as text: what people wrote never becomes markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  fields: Partial<Record<'className' | 'id' | 'textContent', string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), fields)
  made.append(...children)
  return made
}

/** All sections with a way to each; a thousand rows are drawn at once, before anybody could wait for them. */
export function shownSections({ sections }: Handout, labels: Labels): HTMLElement {
  const contents = element('nav', { className: 'contents' })
  contents.setAttribute('aria-label', labels.contents)
  const list = element('ul')
  const body = element('div')
  for (const section of sections) {
    const link = element('a', { textContent: section.title })
    link.href = `#${section.key}`
    list.append(element('li', {}, link))
    body.append(shownSection(section, labels))
  }
  contents.append(list)
  return element('div', {}, contents, body)
}

function shownSection({ key, title, blocks }: HandoutSection, labels: Labels): HTMLElement {
  const made = element('section', { id: key }, element('h2', { textContent: title }))
  for (const block of blocks) made.append(shownBlock(block, labels))
  return made
}

function shownBlock(block: Block, labels: Labels): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return element('h3', { textContent: block.text })
    case 'paragraph':
      return element('p', { textContent: block.text, className: block.tone })
    case 'list': {
      const list = element(block.isOrdered ? 'ol' : 'ul')
      list.append(...block.items.map((item) => element('li', { textContent: item })))
      return list
    }
    case 'table':
      return shownTable(block)
    case 'card':
      return shownCard(block, labels)
  }
}

function shownTable({ columns, rows }: Extract<Block, { kind: 'table' }>): HTMLElement {
  const head = element('tr')
  for (const { title } of columns) {
    const cell = element('th', { textContent: title })
    cell.scope = 'col'
    head.append(cell)
  }
  const body = element('tbody')
  for (const row of rows) {
    const line = element('tr')
    for (const [at, { is, title }] of columns.entries()) {
      const words = row[at] ?? ''
      const cell = element('td')
      cell.dataset['label'] = title
      if (words === '') cell.className = 'empty'
      cell.append(is === 'phone' && words !== '' ? dialled(words) : words)
      line.append(cell)
    }
    body.append(line)
  }
  return element('table', {}, element('thead', {}, head), body)
}

function dialled(number: string): HTMLElement {
  const link = element('a', { textContent: number, className: 'phone' })
  link.href = dialAddress(number)
  return link
}

/** Folded, since there is one for each kind of incident; print and search unfold them. */
function shownCard({ title, steps, not }: Extract<Block, { kind: 'card' }>, labels: Labels): HTMLElement {
  const made = element('details', { className: 'card' }, element('summary', { textContent: title }))
  const list = element('ol')
  for (const step of steps)
    list.append(
      element(
        'li',
        {},
        element('strong', { textContent: step.do }),
        element('span', { textContent: step.who, className: 'who' }),
        element('span', { textContent: step.how, className: 'how' }),
      ),
    )
  made.append(list)
  if (not.length > 0) {
    const nots = element('ul')
    nots.append(...not.map((item) => element('li', { textContent: item })))
    made.append(element('h4', { textContent: labels.doNot }), nots)
  }
  return made
}
