import { expect, test } from 'vitest'
import type { Board } from '../../contract/board.ts'
import { openClocks } from './open-clocks.ts'

const law = (key: string, standing: string, dueAt: string | null) => ({
  ...{ key, standing, dueAt, recipient: { name: key }, explanation: { regime: 'GDPR' } },
})
const ours = (id: string, standing: string | null, dueAt: string) => ({ id, name: id, standing, dueAt })

test('a frightened owner sees what ends next, whoever asks for it, and nothing that is settled', () => {
  const board = {
    duties: [
      law('Later', 'running', '2026-11-05T09:00:00Z'),
      law('Now', 'at_once', null),
      law('Sent', 'submitted', '2026-11-01T09:00:00Z'),
    ],
    house: {
      items: [ours('Board', 'soon', '2026-11-03T09:00:00Z'), ours('Bank', null, '2026-11-02T09:00:00Z')],
    },
  } as unknown as Board // only what is read
  expect(openClocks(board, 'Our table').map(({ title }) => title)).toEqual([
    'Our table: Board',
    'GDPR: Later',
    'GDPR: Now',
  ])
})
