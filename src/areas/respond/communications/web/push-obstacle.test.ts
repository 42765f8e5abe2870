import { expect, test } from 'vitest'
import { deviceName, pushObstacle, type PushAbilities } from './push-obstacle.ts'

const linux =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36'
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Safari/604.1'
const able: PushAbilities = {
  isSecure: true,
  hasWorker: true,
  hasPush: true,
  permission: 'default',
  userAgent: linux,
  touchPoints: 0,
  isOnHomeScreen: false,
}

test('a person whose browser can do all of it meets no obstacle', () => {
  expect(pushObstacle(able)).toBeUndefined()
  expect(pushObstacle({ ...able, permission: 'granted' })).toBeUndefined()
})

test('a person without HTTPS hears of that first, since without it a browser hides the rest', () => {
  const hidden = { isSecure: false, hasWorker: false, hasPush: false, permission: undefined } as const
  expect(pushObstacle({ ...able, ...hidden })).toBe('insecure')
})

test('a person with an iPhone or iPad is sent to the home screen, where push works', () => {
  const inSafari = { ...able, hasPush: false, permission: undefined, userAgent: iphone, touchPoints: 5 }
  expect(pushObstacle(inSafari)).toBe('homeScreen')
  expect(pushObstacle({ ...inSafari, userAgent: mac })).toBe('homeScreen')
  expect(pushObstacle({ ...inSafari, isOnHomeScreen: true })).toBe('unsupported')
  expect(pushObstacle({ ...able, userAgent: iphone, isOnHomeScreen: true })).toBeUndefined()
})

test('a person who blocked messages, and one whose browser has none, are told so', () => {
  expect(pushObstacle({ ...able, permission: 'denied' })).toBe('denied')
  expect(pushObstacle({ ...able, hasPush: false })).toBe('unsupported')
  expect(pushObstacle({ ...able, hasWorker: false })).toBe('unsupported')
})

test.each([
  [linux, 0, 'Chrome, Linux'],
  [mac, 0, 'Safari, Mac'],
  [mac, 5, 'Safari, iPad'],
  [iphone, 5, 'Safari, iPhone'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Safari/537.36 Edg/141.0', 0, 'Edge, Windows'],
  ['Mozilla/5.0 (Android 16; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0', 5, 'Firefox, Android'],
  ['curl/8', 0, ''],
])('a person knows the device %s again in the list', (userAgent, touchPoints, name) => {
  expect(deviceName({ userAgent, touchPoints })).toBe(name)
})
