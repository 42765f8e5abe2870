import { expect, test } from 'vitest'
import { Doc, applyUpdate, encodeStateAsUpdate } from 'yjs'
import { fromBase64, toBase64 } from '../../../../../base/ledger/bytes.ts'
import { movedCaret, sharedRoot } from '../../../../../base/shared-text.ts'
import { CallError } from '../../../../../ui/call-error.ts'
import { replacementsOf } from './bind-text.ts'
import { SharedPage, type Ways } from './shared-page.ts'

/** What the server is to a page: it joins changes and answers all of it. */
class Server {
  readonly doc = new Doc()
  seq = 0
  failure: CallError | undefined
  get text() {
    return this.doc.getText(sharedRoot).toJSON()
  }
  news() {
    return { seq: this.seq, changes: [toBase64(encodeStateAsUpdate(this.doc))], writing: [] }
  }
  exchange: Ways['exchange'] = async (change) => {
    if (this.failure !== undefined) throw this.failure
    if (change !== null) {
      applyUpdate(this.doc, fromBase64(change))
      this.seq += 1
    }
    return this.news()
  }
}

/** A tab whose time is turned by hand. */
function tab(server: Server) {
  const kept: Parameters<Ways['keep']>[0][] = []
  const due: (() => void)[] = []
  const page = new SharedPage({
    exchange: server.exchange,
    keep: async (words) => void kept.splice(0, kept.length, words),
    drop: async () => void kept.splice(0, kept.length),
    later: (run) => {
      due.push(run)
      return () => void due.splice(due.indexOf(run), 1)
    },
  })
  const settled = async () => {
    due.splice(0).forEach((run) => run())
    // Each exchange is a few turns of promises; nothing here waits for a clock.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  const type = (at: number, inserted: string) => page.replace({ at, removed: 0, inserted })
  return { page, kept, settled, type, text: () => page.text.toJSON() }
}

test('U29 a person without a connection goes on writing, closes the tab, and all of it is joined when they are back', async () => {
  const server = new Server()
  const [anna, ben] = [tab(server), tab(server)]
  anna.page.begin(server.news())
  ben.page.begin(server.news())
  anna.type(0, 'Insurer: ')
  expect(anna.page.standing.state).toBe('sending')
  await anna.settled()
  expect([anna.page.standing.state, anna.kept.length, server.text]).toEqual(['safe', 0, 'Insurer: '])

  ben.page.hear(1)
  await ben.settled()
  server.failure = new CallError('offline', 'No connection.')
  ben.type(9, 'call back at 16:00')
  await ben.settled()
  ben.type(0, '! ')
  await ben.settled()
  expect([ben.page.standing.state, ben.kept.length]).toEqual(['waiting', 1])
  ben.page.stop()

  server.failure = undefined
  anna.type(0, 'Page of Anna. ')
  await anna.settled()
  const later = tab(server)
  later.page.restore(ben.kept)
  expect(later.text()).toBe('! Insurer: call back at 16:00')
  later.page.begin(server.news())
  await later.settled()
  expect([later.page.standing.state, later.kept.length]).toEqual(['safe', 0])
  expect(server.text).toContain('Page of Anna. ')
  expect(server.text).toContain('Insurer: call back at 16:00')
  anna.page.hear(server.seq)
  await anna.settled()
  expect(anna.text()).toBe(server.text)
})

test('U29 a person takes back what they typed themselves, and nothing of what another wrote', async () => {
  const server = new Server()
  const [anna, ben] = [tab(server), tab(server)]
  anna.page.begin(server.news())
  anna.type(0, 'mine')
  await anna.settled()
  ben.page.begin(server.news())
  ben.type(4, ' theirs')
  await ben.settled()
  anna.page.hear(2)
  await anna.settled()
  anna.page.undo.undo()
  expect(anna.text()).toBe(' theirs')
  anna.page.undo.redo()
  await anna.settled()
  expect(server.text).toBe('mine theirs')
})

test('a person whose words are refused reads why, keeps them on the page, and no more is sent', async () => {
  const server = new Server()
  const { page, settled, type, text, kept } = tab(server)
  page.begin(server.news())
  server.failure = new CallError('conflict', 'This incident is closed.')
  type(0, 'late')
  await settled()
  expect(page.standing).toMatchObject({ state: 'refused', refusal: 'This incident is closed.' })
  server.failure = undefined
  type(4, ' words')
  await settled()
  expect([server.text, text(), kept.length]).toEqual(['', 'late words', 1])
})

test('a person who puts a sign together from several keys is not disturbed by what others write meanwhile', async () => {
  const server = new Server()
  const { page, settled, type, text } = tab(server)
  page.begin(server.news())
  page.hold(true)
  server.doc.getText(sharedRoot).insert(0, 'Others. ')
  server.seq = 1
  page.hear(1)
  await settled()
  expect(text()).toBe('')
  type(0, 'é')
  page.hold(false)
  await settled()
  expect(server.text).toHaveLength(9)
  expect(text()).toBe(server.text)
})

test('a caret is carried along by each step of what another person did', () => {
  const moves = replacementsOf([
    { retain: 2 },
    { delete: 3 },
    { insert: 'long words' },
    { retain: 4 },
    { insert: '!' },
  ])
  expect(moves.map(({ at }) => at)).toEqual([2, 2, 16])
  expect([1, 6, 9].map((caret) => moves.reduce(movedCaret, caret))).toEqual([1, 13, 16])
})
