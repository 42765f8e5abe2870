import { describe, expect, test } from 'vitest'
import { circleByKind, whyNoCircle, type CirclePerson } from './circle.ts'

const person = (id: string, role: CirclePerson['role'], status: CirclePerson['status'] = 'active') => ({
  id,
  name: id,
  role,
  status,
})
const [owner, counsel] = [person('owner', 'owner'), person('counsel', 'counsel')]
const responder = person('responder', 'responder')
const nobodyLeads = 'Name an owner, lead or counsel too: somebody must be able to say who sees this case.'

describe('the people of a restricted case', () => {
  test('a responder cannot close a case to all who could open it again', () => {
    expect(whyNoCircle([responder], [owner], responder)).toBe(nobodyLeads)
    expect(whyNoCircle([responder, person('auditor', 'auditor')], [], responder)).toBe(nobodyLeads)
    expect(whyNoCircle([responder, person('lead', 'lead', 'invited')], [], responder)).toBe(nobodyLeads)
    expect(whyNoCircle([responder, counsel], [owner], responder)).toBeUndefined()
  })

  test('an insider case that nobody closed is closed to those who say who sees a case', () => {
    const gone = person('gone', 'lead', 'suspended')
    const wanted = circleByKind('insider-data-theft', [owner, counsel, responder, gone])
    expect(wanted).toEqual({ people: ['owner', 'counsel'], suspects: [] })
    expect(circleByKind('ransomware', [owner])).toBeUndefined()
  })
})
