import { expect, test } from 'vitest'
import { bestFits, learntFrom, tagWords, whyNotKept } from './articles.ts'

const article = (title: string, rest: Partial<Parameters<typeof bestFits>[0][number]> = {}) => ({
  id: title,
  title,
  tags: [],
  kinds: [],
  assets: [],
  ...rest,
})

test('a lead is shown what is about the very system first, then what shares a word, then the kind', () => {
  const facts = {
    kind: 'ransomware',
    assetIds: ['a1'],
    words: tagWords(['Files locked on TILL-2', 'Mail server']),
  }
  const found = bestFits(
    [
      article('Kind', { kinds: ['ransomware'] }),
      article('Tag', { tags: ['till-2'], kinds: ['ransomware'] }),
      article('System', { assets: [{ id: 'a1', name: 'Till' }] }),
      article('Phrase', { tags: ['mail server', 'mail'] }),
      article('Other', { tags: ['phone'], kinds: ['website-compromise'] }),
    ],
    facts,
  )
  expect(found.map(({ article: { title } }) => title)).toEqual(['System', 'Phrase', 'Tag', 'Kind'])
  expect(found[0]?.fits).toEqual([{ what: 'asset', name: 'Till' }])
  expect(bestFits([article('Any', { kinds: ['other'] })], { ...facts, kind: 'other' })).toEqual([])
})

test('nothing of a case that only some may see becomes an article that everybody reads', () => {
  const closed = { status: 'closed', isRestricted: false, tlp: 'amber+strict' } as const
  expect(whyNotKept(closed)).toBeUndefined()
  expect(whyNotKept({ ...closed, isRestricted: true })).toMatch('Only named people')
  expect(whyNotKept({ ...closed, tlp: 'red' })).toMatch('TLP:RED')
  expect(whyNotKept({ ...closed, status: 'open' })).toMatch('Close it first')
})

test('what was said in a case stays words in the draft, one line each', () => {
  const { title, body } = learntFrom(7, ['Keep the *bank*\n# number', '[tap](https://x.example)'], 'en')
  expect(title).toBe('What we learnt from INC-7')
  expect(body).toContain(String.raw`- Keep the \*bank\* \# number`)
  expect(body).toContain(String.raw`- \[tap\](https://x.example)`)
  expect(
    learntFrom(
      1,
      Array.from({ length: 500 }, () => 'x'.repeat(300)),
      'de',
    ).body.length,
  ).toBeLessThan(30_000)
})
