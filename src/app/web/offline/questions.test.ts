import { expect, test } from 'vitest'
import {
  getIncident,
  listIncidents,
  listTimeline,
} from '../../../areas/respond/incidents/contract/incident.ts'
import { listLanes } from '../../../areas/respond/incidents/contract/lanes.ts'
import { listMembers, readCallList } from '../../../areas/register/people/contract/people.ts'
import { readCallTree } from '../../../areas/register/contacts/contract/call-tree.ts'
import { readPlanVersion } from '../../../areas/prepare/plan/contract/versions.ts'
import { getPlaybook } from '../../../areas/prepare/playbooks/contract/reading.ts'
import {
  caseQuestions,
  groupOf,
  mayAsk,
  ownQuestions,
  planQuestion,
  playbookQuestion,
  withoutClosed,
} from './questions.ts'

const id = '0199a000-0000-7000-8000-000000000001'
const all = [...ownQuestions, ...caseQuestions(id), playbookQuestion('ransomware'), planQuestion(3)]
const open = () => true

test('a browser keeps no answer that changed anything, no sealed lane, no evidence, no key and no audit', () => {
  for (const { endpoint } of all) {
    expect(endpoint.method, endpoint.name).toBe('GET')
    expect(endpoint.kind, endpoint.name).toBe('json')
    expect(endpoint.permission, endpoint.name).not.toMatch(/lane|evidence|key|audit|channel|guest|manage/)
  }
  expect(groupOf({ endpoint: listLanes, input: { id } }, open)).toBeUndefined()
})

test('each question that is asked ahead is one whose answer is kept', () => {
  for (const { endpoint, input } of all)
    expect(groupOf({ endpoint, input }, open), endpoint.name).toMatch(/own|0199/)
})

test('a lead finds an open case again, and nothing of one that was closed to all but some people', () => {
  expect(groupOf({ endpoint: getIncident, input: { id } }, open)).toBe(id)
  expect(groupOf({ endpoint: getIncident, input: { id } }, () => false)).toBeUndefined()
  expect(groupOf({ endpoint: listTimeline, input: { id, limit: 25, cursor: 'x' } }, open)).toBe(id)
  expect(groupOf({ endpoint: listTimeline, input: { id, limit: 25, group: 'money' } }, open)).toBeUndefined()
})

test('N11 a person finds the call tree and the plan that counts again', () => {
  expect(groupOf({ endpoint: readCallTree, input: {} }, open)).toBe('own')
  expect(groupOf({ endpoint: readPlanVersion, input: { version: 3 } }, open)).toBe('own')
})

test('a person finds the call list and each playbook again, and no search of theirs', () => {
  expect(groupOf({ endpoint: readCallList, input: {} }, open)).toBe('own')
  expect(groupOf({ endpoint: getPlaybook, input: { kind: 'ransomware' } }, open)).toBe('own')
  expect(groupOf({ endpoint: listMembers, input: { limit: 200, cursor: 'x' } }, open)).toBe('own')
  expect(groupOf({ endpoint: listMembers, input: { limit: 50, q: 'ann' } }, open)).toBeUndefined()
})

test('nobody is asked ahead what they may not read', () => {
  const staff = { 'member.read': true, 'tenant.read': true, 'playbook.read': true }
  const asked = all.filter((question) => mayAsk(question, staff)).map(({ endpoint }) => endpoint.name)
  expect(asked).toContain('readCallList')
  expect(asked).not.toContain('getIncident')
  expect(asked).not.toContain('readFirstHourCard')
})

test('a thief finds not even the title of a case that is closed to all but some people', () => {
  const row = {
    id,
    number: 1,
    title: 'Files are locked',
    kind: 'ransomware',
    mode: 'real',
    severity: 'S1',
    status: 'open',
    leadId: null,
    openedAt: '2026-03-01T21:14:00Z',
    openedBy: 'Ada',
    closedAt: null,
    openTasks: 0,
    isRestricted: false,
    tlp: 'amber',
    pap: 'clear',
    review: null,
  }
  const closed = { ...row, title: 'What the bookkeeper took', isRestricted: true }
  const words = withoutClosed(listIncidents.name, JSON.stringify({ items: [row, closed], next: null }), open)
  expect(words).toContain('Files are locked')
  expect(words).not.toContain('bookkeeper')
})
