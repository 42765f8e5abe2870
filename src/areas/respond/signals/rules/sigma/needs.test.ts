import { expect, test } from 'vitest'
import { allLists, filledOf, whyNotOn } from './needs.ts'

const own = { admins: ['eve'], people: ['eve'], own_domains: [], servers: [], workstations: [] }
const rule = (over: Record<string, unknown> = {}) => ({
  ...{ id: '1', sigmaId: 's1', name: 'login', level: 'high', whyNot: '', lists: [], parts: [] },
  ...over,
})

test('U15 a rule runs once the lists and rules that it asks for are there, and says until then what is missing', () => {
  const filled = filledOf(allLists(own, [{ name: 'machines', entries: ['PC1'] }]))
  const why = (over: Record<string, unknown>, others = [rule()]) => whyNotOn(rule(over), others, filled)
  expect(why({ lists: ['admins', 'machines', 'administrators'] })).toBe('')
  expect(why({ lists: ['own_domains'] })).toContain('"own_domains"')
  expect(why({ parts: ['login'] })).toBe('')
  expect(why({ parts: ['s1'] })).toBe('')
  expect(why({ parts: ['other'] })).toContain('"other", which is not here')
  expect(why({ parts: ['login'] }, [rule({ whyNot: 'It hums.' })])).toContain('It hums.')
  expect(why({ parts: ['login'] }, [rule({ lists: ['none'] })])).toContain('"none"')
  // A correlation looks at rules on events, not at others of its kind.
  expect(why({ parts: ['login'] }, [rule({ parts: ['x'] })])).toContain('which is not here')
  expect(why({ level: 'informational' })).toContain('informational')
  expect(why({ parts: ['login'] }, [rule({ level: 'informational' })])).toBe('')
})

test('a list that somebody keeps takes the place of the one from the register', () => {
  const lists = allLists(own, [{ name: 'admins', entries: ['root'] }])
  expect(lists.get('admins')).toEqual(['root'])
  expect(lists.get('administrators')).toEqual(['eve'])
})
