import { expect, test } from 'vitest'
import { callSentence, nextToCall } from './passing-on.ts'

test('U12 the deputy is asked first, then whoever is on call, then who leads, and never one who is silent too', () => {
  const all = { deputies: ['carla'], onCall: 'dev', leaders: ['ben', 'anna'] }
  expect(nextToCall({ ...all, silent: ['ben'] })).toBe('carla')
  expect(nextToCall({ ...all, silent: ['ben', 'carla'] })).toBe('dev')
  expect(nextToCall({ ...all, silent: ['ben', 'carla', 'dev'] })).toBe('anna')
  expect(nextToCall({ ...all, onCall: undefined, silent: ['ben', 'carla'] })).toBe('anna')
  expect(nextToCall({ ...all, silent: ['ben', 'carla', 'dev', 'anna'] })).toBeUndefined()
})

test('U12 whoever is asked reads the number to call, the one for the night first', () => {
  const people = [
    { name: 'Ben', phone: '1', nightPhone: '2' },
    { name: 'Anna', phone: '3', nightPhone: '' },
    { name: 'Eva', phone: '', nightPhone: '' },
  ]
  expect(callSentence('Overdue in INC-7: Unplug it', people)).toBe(
    'Not read in time. Call Ben, 2; Anna, 3; Eva. It says: Overdue in INC-7: Unplug it',
  )
})
