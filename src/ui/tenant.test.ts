import { expect, test } from 'vitest'
import { tenantOf, tenantPath } from './tenant.ts'

test('a page knows its tenant from its address alone', () => {
  expect(['/t/hofer', '/t/hofer/incidents/7', '/sign-in', '/t/', '/t/../x', '/team/x'].map(tenantOf)).toEqual(
    ['hofer', 'hofer', undefined, undefined, undefined, undefined],
  )
})

test('a link stays inside its tenant', () => {
  expect(tenantPath('/incidents', 'hofer')).toBe('/t/hofer/incidents')
  expect(tenantPath('/', 'hofer')).toBe('/t/hofer')
})
